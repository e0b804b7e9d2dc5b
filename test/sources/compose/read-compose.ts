import type { Facts } from '../../../src/shape/facts.ts';
import type { Origin } from '../../../src/shape/origin.ts';
import type { Value } from '../../../src/shape/value.ts';
import type { Workload } from '../../../src/shape/workload.ts';
import { compose } from '../../../src/sources/compose/compose.ts';
import type { SourceOptions } from '../../../src/sources/source.ts';
import { contextWith } from '../../helpers/source-context.ts';

/** Reads `compose.yaml` of the texts, or the files named. */
export async function readCompose(
  texts: Readonly<Record<string, string>>,
  paths: readonly string[] = ['compose.yaml'],
  options: SourceOptions = {},
): Promise<Facts> {
  return compose.read({ paths, options }, contextWith(texts));
}

/** The one service of a file that holds the given attributes of `services.shop`. */
export async function readShop(attributes: string, others: Readonly<Record<string, string>> = {}): Promise<Workload> {
  const body = attributes.replace(/^/gm, '    ');
  const facts = await readCompose({ 'compose.yaml': `services:\n  shop:\n    image: shop\n${body}\n`, ...others });
  return serviceOf(facts, 'shop');
}

export function serviceOf(facts: Facts, name: string): Workload {
  const found = facts.workloads.find((workload) => workload.name === name);
  if (found === undefined) throw new Error(`no service ${name}`);
  return found;
}

/** `NAME=value` of every step in order; `?` for what is decided later, `*` for a secret, `-NAME` for one taken away. */
export function environmentLines(workload: Workload): string[] {
  return workload.environment.map((step) => {
    if (step.kind === 'unset') return `-${step.name}`;
    return step.kind === 'set' ? `${step.name}=${show(step.value)}` : step.kind;
  });
}

export function show(value: Value): string {
  return value.kind === 'plain' ? value.text : value.kind === 'secret' ? '*' : `? ${value.reason}`;
}

export function placeOf(at: Origin | undefined): string {
  return at === undefined ? 'nowhere' : `${at.path}:${at.line}:${at.column}`;
}

/** `kind path:line:column` of every problem. */
export function problemPlaces(facts: Facts): string[] {
  return facts.problems.map((problem) => `${problem.kind} ${problem.path}:${problem.line}:${problem.column}`);
}
