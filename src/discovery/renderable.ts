import type { ToolRunner } from '../repository/tool-runner.ts';
import { type Candidate, choose, coverage, isSidePath, type Weights } from './candidate.ts';
import type { InputKind } from './input-kind.ts';

const TIMEOUT_MS = 5_000;

export interface Renderable {
  readonly candidates: readonly Candidate[];
  /** What was passed over, for the user. */
  readonly notes: readonly string[];
}

interface Machine {
  readonly kinds: readonly InputKind[];
  readonly tools: ToolRunner;
  readonly root: string;
}

/**
 * The candidates without those that nothing on this machine can render, where another one has as many of the services.
 * Asks for a program only when its kind would be chosen.
 */
export async function renderableCandidates(
  candidates: readonly Candidate[],
  names: readonly string[],
  { kinds, tools, root, weights }: Machine & { readonly weights?: Weights },
): Promise<Renderable> {
  const notes: string[] = [];
  const covers = (candidate: Candidate) => coverage(candidate, names, weights);
  let left = candidates;
  for (;;) {
    const { chosen } = choose(left, names, { weights });
    const programs = kinds.find(({ name }) => name === chosen?.kind)?.programs;
    if (chosen === undefined || programs === undefined) return { candidates: left, notes };
    const others = left.filter(({ kind }) => kind !== chosen.kind);
    if (!others.some((other) => replaces(other, chosen, covers))) return { candidates: left, notes };
    for (const [command, ...args] of programs) {
      const { kind } = await tools.run(command, args, { cwd: root, timeoutMs: TIMEOUT_MS });
      if (kind !== 'not-found') return { candidates: left, notes };
    }
    const needed = programs.map(([command]) => command).join(' or ');
    notes.push(`target: ${chosen.label} was passed over: it needs ${needed}, not installed here`);
    left = others;
  }
}

function replaces(other: Candidate, chosen: Candidate, covers: (candidate: Candidate) => number): boolean {
  const isSide = other.paths.some(isSidePath);
  return covers(other) > 0 && covers(other) >= covers(chosen) && !isSide && other.environment !== 'development';
}
