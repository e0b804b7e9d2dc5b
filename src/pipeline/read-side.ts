import type { PlannedInput, SidePlan } from '../discovery/side-plan.ts';
import type { DeployStep } from '../shape/deploy-step.ts';
import { type Facts, joinFacts, noFacts } from '../shape/facts.ts';
import type { Problem } from '../shape/origin.ts';
import { sourceOfKind } from '../sources/index.ts';
import type { SourceContext } from '../sources/source.ts';

/** What one input gave. */
export interface ReadInput {
  readonly source: string;
  readonly label: string;
  readonly facts: Facts;
}

/** Reads everything a plan names; what cannot be read becomes a problem and the rest is read all the same. */
export async function readSide(
  plan: SidePlan,
  context: SourceContext,
  deploySteps?: readonly DeployStep[],
): Promise<ReadInput[]> {
  const read: ReadInput[] = [];
  for (const input of plan.inputs) read.push(notNothing(await readInput(input, context, deploySteps), input, plan));
  return read;
}

/** What the user names must describe something: with nothing in it, all would seem to agree. */
function notNothing(read: ReadInput, input: PlannedInput, { isInferred }: SidePlan): ReadInput {
  const { problems, ...found } = read.facts;
  const isEmpty = !Object.values(found).some((list) => Array.isArray(list) && list.length > 0);
  if (isInferred || !isEmpty || problems.length > 0) return read;
  const message = `${input.label} describes nothing: ${sourceOfKind(input.kind)?.input?.nothing ?? 'it holds nothing that counts'}`;
  const hint = 'name what describes this side, or leave it out and let it be found';
  return {
    ...read,
    facts: { ...read.facts, problems: [problem('unreadable', read.source, input, { message, hint })] },
  };
}

async function readInput(
  input: PlannedInput,
  context: SourceContext,
  deploySteps: readonly DeployStep[] | undefined,
): Promise<ReadInput> {
  const { kind, label } = input;
  const source = sourceOfKind(kind);
  if (source === undefined) {
    const message = `${label} is not checked: this version does not read ${kind} sources`;
    const hint = 'render it to manifests and name those with --target manifests:FOLDER';
    return {
      source: kind,
      label,
      facts: { ...noFacts(), problems: [problem('unrendered', kind, input, { message, hint })] },
    };
  }
  const { paths, options } = input;
  const facts = await source.read({ paths, ...(options && { options }), ...(deploySteps && { deploySteps }) }, context);
  return { source: source.id, label, facts };
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
