import type { PlannedInput, SidePlan } from '../discovery/side-plan.ts';
import { type Facts, joinFacts, noFacts } from '../shape/facts.ts';
import type { Problem } from '../shape/origin.ts';
import { sourceById } from '../sources/index.ts';
import type { SourceContext } from '../sources/source.ts';

/** What one input gave. */
export interface ReadInput {
  readonly source: string;
  readonly label: string;
  readonly facts: Facts;
}

const SOURCE_OF: Readonly<Record<string, string>> = { manifests: 'kubernetes' };

/** Reads everything a plan names; what cannot be read becomes a problem and the rest is read all the same. */
export async function readSide(plan: SidePlan, context: SourceContext): Promise<ReadInput[]> {
  const read: ReadInput[] = [];
  for (const input of plan.inputs) read.push(await readInput(input, context));
  return read;
}

async function readInput(input: PlannedInput, context: SourceContext): Promise<ReadInput> {
  const id = SOURCE_OF[input.kind] ?? input.kind;
  const source = sourceById(id);
  if (source === undefined) {
    const message = `${input.label} is not checked: this version does not read ${input.kind} sources`;
    const hint = 'render it to manifests and name those with --target manifests:FOLDER';
    return {
      source: id,
      label: input.label,
      facts: { ...noFacts(), problems: [problem('unrendered', id, input, { message, hint })] },
    };
  }
  const facts = await source.read({ paths: input.paths, ...(input.options && { options: input.options }) }, context);
  return { source: id, label: input.label, facts };
}

function problem(
  kind: Problem['kind'],
  source: string,
  input: PlannedInput,
  text: { message: string; hint: string },
): Problem {
  return { kind, source, path: input.paths[0] ?? input.label, line: 1, column: 1, ...text };
}

/** The facts of all inputs of a side together. */
export function factsOf(inputs: readonly ReadInput[]): Facts {
  return joinFacts(inputs.map((input) => input.facts));
}
