import type { EffectiveService } from '../../effective/service.ts';
import { composeMemory, sameQuantity } from '../../normalise/quantity.ts';
import type { Origin } from '../../shape/origin.ts';
import {
  allowedValues,
  type Breach,
  type BreachPlace,
  type DeclaredOfTarget,
  expectedIn,
  type Group,
  isNeeded,
} from './declared.ts';

const STOP_GRACE = 'stop_grace_period';

/** Limits, requests and the time to shut down; `memory` is `limits.memory`. */
export const resources: Group = {
  kinds: ['resource', 'stop-grace'],
  things(pair) {
    return [pair.local, pair.target].flatMap((service) => {
      const { resources: set, stopGrace } = service?.workload ?? {};
      const amounts = (['limits', 'requests'] as const).flatMap((kind) =>
        Object.keys(set?.[kind] ?? {}).map((what) => [`${kind}.${what}`, what]),
      );
      return [...amounts, ...(stopGrace ? [[STOP_GRACE]] : [])];
    });
  },
  breaches(of) {
    const there = amountOf(of.name, of.service);
    if (there === undefined) return missing(of);
    return [...wrongAmount(of, there), ...otherThanLocally(of, there)];
  },
};

interface Amount {
  readonly text: string;
  readonly at: Origin;
}

function amountOf(name: string, { workload }: EffectiveService): Amount | undefined {
  const { resources: set, stopGrace } = workload;
  if (name === STOP_GRACE) return stopGrace && { text: `${stopGrace.seconds}s`, at: stopGrace.at };
  const text = ofKind(fullName(name), set);
  return text === undefined || set === undefined ? undefined : { text, at: set.at };
}

function ofKind(name: string, set: EffectiveService['workload']['resources']): string | undefined {
  const kind = name.startsWith('requests.') ? 'requests' : 'limits';
  return set?.[kind][name.slice(kind.length + 1)];
}

/** `memory` is `limits.memory`. */
function fullName(name: string): string {
  return name === STOP_GRACE || /^(limits|requests)\./.test(name) ? name : `limits.${name}`;
}

function missing(of: DeclaredOfTarget): Breach[] {
  const { name, pair, declaration, side, service } = of;
  if (!isNeeded(declaration)) return [];
  // A LimitRange gives limits to pods that have none.
  if (name !== STOP_GRACE && side.facts.objects.some(({ kind }) => kind === 'LimitRange')) return [];
  return [
    breach(of, {
      message: `parity.yaml says that ${pair.name} needs ${fullName(name)}; ${side.environment} does not set it`,
      remedy: `set ${inTarget(name)} in ${service.workload.id}`,
      places: [expectedIn(of)],
    }),
  ];
}

function wrongAmount(of: DeclaredOfTarget, there: Amount): Breach[] {
  const { name, side, declaration } = of;
  const allowed = allowedValues(declaration);
  if (allowed === undefined || allowed.some((value) => isSameAmount(name, value, there.text) !== false)) return [];
  return [
    breach(of, {
      message: `parity.yaml says that ${fullName(name)} is ${allowed.join(' or ')}; in ${side.environment} it is ${there.text}`,
      remedy: `set ${inTarget(name)} to ${allowed[0] ?? 'another amount'}, or correct the declaration`,
      places: [{ role: 'target', at: there.at }],
    }),
  ];
}

/** What is declared the same is worth a warning, whatever it is. */
function otherThanLocally(of: DeclaredOfTarget, there: Amount): Breach[] {
  const { name, pair, side, declaration } = of;
  const here = pair.local && amountOf(name, pair.local);
  if (declaration.parity !== 'same' || here === undefined) return [];
  const amount = name.endsWith('memory') ? (composeMemory(here.text) ?? here.text) : here.text;
  if (isSameAmount(name, amount, there.text) !== false) return [];
  return [
    breach(of, {
      message: `${fullName(name)} of ${pair.name} is ${there.text} in ${side.environment} and ${here.text} locally; parity.yaml declares it the same`,
      remedy: 'give both the same amount, or correct the declaration',
      places: [
        { role: 'target', at: there.at },
        { role: 'local', at: here.at },
      ],
    }),
  ];
}

function breach(
  { name }: DeclaredOfTarget,
  said: { readonly message: string; readonly remedy: string; readonly places: readonly BreachPlace[] },
): Breach {
  const kind = name === STOP_GRACE ? 'stop-grace' : 'resource';
  return { kind, level: 'warning', subject: fullName(name), ...said };
}

function inTarget(name: string): string {
  return name === STOP_GRACE ? 'terminationGracePeriodSeconds' : `resources.${fullName(name)}`;
}

/** `left` as somebody writes it, in the units of the target or of compose, `right` as the target has it; undefined for no amount. */
function isSameAmount(name: string, left: string, right: string): boolean | undefined {
  if (name === STOP_GRACE) {
    const seconds = secondsOf(left);
    return seconds === undefined ? undefined : seconds === secondsOf(right);
  }
  const same = sameQuantity(left, right);
  if (same === true || !name.endsWith('memory')) return same;
  const bytes = composeMemory(left);
  return bytes === undefined ? same : sameQuantity(bytes, right);
}

function secondsOf(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(s|m|h)?$/.exec(text.trim());
  if (match === null) return undefined;
  return Number(match[1]) * (match[2] === 'h' ? 3600 : match[2] === 'm' ? 60 : 1);
}
