import type { ToolRunner } from '../repository/tool-runner.ts';
import { type Candidate, choose, coverage, isSidePath } from './candidate.ts';
import type { InputKind } from './input-kind.ts';

const TIMEOUT_MS = 5_000;

export interface Renderable {
  readonly candidates: readonly Candidate[];
  /** What was passed over, for the user. */
  readonly notes: readonly string[];
}

/**
 * The candidates without those that nothing on this machine can render, where another one has as many of the services.
 * Asks for a program only when its kind would be chosen.
 */
export async function renderableCandidates(
  candidates: readonly Candidate[],
  names: readonly string[],
  { kinds, tools, root }: { readonly kinds: readonly InputKind[]; readonly tools: ToolRunner; readonly root: string },
): Promise<Renderable> {
  const notes: string[] = [];
  let left = candidates;
  for (;;) {
    const { chosen } = choose(left, names);
    const programs = kinds.find(({ name }) => name === chosen?.kind)?.programs;
    if (chosen === undefined || programs === undefined) return { candidates: left, notes };
    const others = left.filter(({ kind }) => kind !== chosen.kind);
    if (!others.some((other) => replaces(other, chosen, names))) return { candidates: left, notes };
    for (const [command, ...args] of programs) {
      const { kind } = await tools.run(command, args, { cwd: root, timeoutMs: TIMEOUT_MS });
      if (kind !== 'not-found') return { candidates: left, notes };
    }
    const needed = programs.map(([command]) => command).join(' or ');
    notes.push(`target: ${chosen.label} was passed over: it needs ${needed}, not installed here`);
    left = others;
  }
}

function replaces(other: Candidate, chosen: Candidate, names: readonly string[]): boolean {
  const covers = coverage(other, names);
  const isSide = other.paths.some(isSidePath);
  return covers > 0 && covers >= coverage(chosen, names) && !isSide && other.environment !== 'development';
}
