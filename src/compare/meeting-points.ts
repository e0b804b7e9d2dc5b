import type { CodeValue } from '../shape/code-facts.ts';
import type { Origin } from '../shape/origin.ts';
import { resolveCodeValue } from './code-value.ts';
import type { Comparison, ServicePair } from './comparison.ts';
import { plainText } from './variables.ts';

/** A queue, topic or bucket as one service of one side names it: two services work together only when they name the same. */
export interface NamedUse {
  readonly pair: ServicePair;
  readonly name: string;
  readonly role: 'produce' | 'consume' | 'declare' | 'use';
  readonly system: string;
  /** Where the code uses it. */
  readonly use: Origin | undefined;
  /** Where the name is given: an environment entry, or the code. */
  readonly at: Origin;
  readonly variable?: string;
}

export type SideName = 'local' | 'target';

const QUEUE_VARIABLE =
  /(^|_)(QUEUE|QUEUE_NAME|TOPIC|TOPIC_NAME|EXCHANGE|EXCHANGE_NAME|STREAM|STREAM_NAME|ROUTING_KEY|CHANNEL|SUBJECT)$/i;
const BUCKET_VARIABLE = /(^|_)(BUCKET|BUCKET_NAME|CONTAINER_NAME)$/i;

/** Every queue and topic by its name on one side, from the code and from variables named like one. */
export function queueUses(comparison: Comparison, of: SideName): NamedUse[] {
  return comparison.services.flatMap((pair) => {
    const fromCode = pair.code.queues.flatMap(({ name, role, system, at }) =>
      namedUse(pair, of, { value: name, role, system, at }),
    );
    return [...fromCode, ...fromVariables(pair, of, { pattern: QUEUE_VARIABLE, known: fromCode })];
  });
}

/** The systems of which a service of one side reads a queue under a name that nobody knows: it may be any of theirs. */
export function readUnnamed(comparison: Comparison, of: SideName): ReadonlySet<string> {
  const systems = comparison.services.flatMap((pair) => {
    const service = pair[of];
    if (service === undefined) return [];
    const reads = pair.code.queues.filter(({ role }) => role === 'consume');
    return reads.flatMap(({ name, system }) => {
      const resolved = resolveCodeValue(name, service);
      // `orders.*`, `orders/#`: a pattern stands for many names.
      return resolved.kind === 'known' && !/[*#>+]/.test(resolved.text) ? [] : [system];
    });
  });
  return new Set(systems);
}

/** Every bucket by its name on one side. */
export function bucketUses(comparison: Comparison, of: SideName): NamedUse[] {
  return comparison.services.flatMap((pair) => {
    const fromCode = pair.code.stores
      .filter(({ kind }) => kind === 'bucket')
      .flatMap(({ name, system, at }) => namedUse(pair, of, { value: name, role: 'use', system, at }));
    return [...fromCode, ...fromVariables(pair, of, { pattern: BUCKET_VARIABLE, known: fromCode })];
  });
}

interface CodeUse {
  readonly value: CodeValue;
  readonly role: NamedUse['role'];
  readonly system: string;
  readonly at: Origin;
}

function namedUse(pair: ServicePair, of: SideName, { value, role, system, at }: CodeUse): NamedUse[] {
  const service = pair[of];
  if (service === undefined) return [];
  const resolved = resolveCodeValue(value, service);
  if (resolved.kind !== 'known' || resolved.text === '') return [];
  const { variable } = resolved;
  // The two sides may set it under different ones of its names.
  const named = value.kind === 'variable' ? value.name : variable?.name;
  return [
    {
      pair,
      name: resolved.text,
      role,
      system,
      use: at,
      at: variable?.at ?? at,
      ...(named !== undefined && { variable: named }),
    },
  ];
}

function fromVariables(
  pair: ServicePair,
  of: SideName,
  options: { pattern: RegExp; known: readonly NamedUse[] },
): NamedUse[] {
  const service = pair[of];
  if (service === undefined) return [];
  return [...service.environment.variables.values()].flatMap((variable) => {
    const text = plainText(variable.value);
    if (
      !options.pattern.test(variable.name) ||
      text === undefined ||
      text === '' ||
      options.known.some((use) => use.variable === variable.name || use.at === variable.at)
    )
      return [];
    const read = pair.requirements.find((requirement) => requirement.name === variable.name)?.strictest.at;
    return [
      { pair, name: text, role: 'use' as const, system: '', use: read, at: variable.at, variable: variable.name },
    ];
  });
}

/** A name that two services share on the local side and no longer share in the target. */
export interface BrokenMeeting {
  /** The use whose name has changed. */
  readonly lost: NamedUse;
  /** The other service, which still waits under the old name. */
  readonly partner: NamedUse;
}

/** Meetings of two services under one name that are there locally and broken in the target. */
export function brokenMeetings(local: readonly NamedUse[], target: readonly NamedUse[]): BrokenMeeting[] {
  const broken: BrokenMeeting[] = [];
  for (const here of local) {
    const there = target.find((use) => isSameUse(use, here));
    if (there === undefined || there.name === here.name) continue;
    const isHere = (other: NamedUse) => other.name === here.name;
    const partners = local.filter((other) => other.pair !== here.pair && isHere(other));
    // Where another use of the same service still meets them, this one had its name by chance.
    const own = local.filter((other) => other.pair === here.pair && isHere(other));
    const names = [here, ...own].flatMap((other) => target.find((use) => isSameUse(use, other))?.name ?? []);
    const stillMet = partners.some((other) => target.some((use) => isSameUse(use, other) && names.includes(use.name)));
    const partner = partners
      .map((other) => target.find((use) => isSameUse(use, other)))
      .find((use) => use !== undefined);
    if (partner !== undefined && !stillMet) broken.push({ lost: there, partner });
  }
  return broken;
}

function isSameUse(left: NamedUse, right: NamedUse): boolean {
  if (left.pair !== right.pair) return false;
  if (left.variable !== undefined || right.variable !== undefined) return left.variable === right.variable;
  const [here, there] = [left.use, right.use];
  // `QueueBind(queue, "orders", "shop")`: one line may name several.
  return here?.path === there?.path && here?.line === there?.line && here?.column === there?.column;
}
