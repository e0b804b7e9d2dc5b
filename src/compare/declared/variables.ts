import { compareValues, type Value } from '../../shape/value.ts';
import type { ServicePair } from '../comparison.ts';
import { sameText } from '../same-text.ts';
import { provisionOf } from '../variables.ts';
import {
  allowedValues,
  type Breach,
  type BreachKind,
  type DeclaredOfTarget,
  expectedIn,
  isNeeded,
} from './declared.ts';

/** Whether a declaration names a variable, and not the queue or volume itself. */
export function isVariable(name: string, pair: ServicePair): boolean {
  if (/^[A-Z_][A-Z0-9_]*$/.test(name)) return true;
  const sides = [pair.local, pair.target];
  return (
    sides.some((service) => service?.environment.variables.has(name)) ||
    pair.requirements.some((requirement) => requirement.name === name)
  );
}

/** Every variable that either side sets, or that the code reads. */
export function variableNames(pair: ServicePair): string[] {
  const set = [pair.local, pair.target].flatMap((service) => [...(service?.environment.variables.keys() ?? [])]);
  return [...new Set([...set, ...pair.requirements.map(({ name }) => name)])];
}

/** What the target does not keep of a declared variable: that it is set, its values, or that both sides agree. */
export function variableBreaches(of: DeclaredOfTarget, kind: BreachKind): Breach[] {
  const { name, pair, declaration, service, side } = of;
  const requirement = pair.requirements.find((candidate) => candidate.name === name);
  const provision = provisionOf(service, name, requirement);
  if (provision.kind === 'unknown') return [];
  if (provision.kind === 'set') return wrongValue(of, kind);
  if (!isNeeded(declaration)) return [];
  return [
    {
      kind,
      level: 'error',
      subject: name,
      message: `parity.yaml says that ${pair.name} needs ${name}; ${side.environment} does not set it`,
      remedy: `set ${name} in ${service.workload.id}`,
      places: [expectedIn(of)],
    },
  ];
}

function wrongValue(of: DeclaredOfTarget, kind: BreachKind): Breach[] {
  const { name, pair, declaration, service, side } = of;
  const there = service.environment.variables.get(name);
  const here = pair.local?.environment.variables.get(name);
  if (there === undefined) return [];
  const secret = there.value.kind === 'secret' || here?.value.kind === 'secret';
  const target = { role: 'target' as const, at: there.at, secret };
  const allowed = allowedValues(declaration);
  if (allowed?.every((value) => isOther(there.value, value))) {
    // What may be the value of a secret is not repeated.
    const shown = secret ? 'a value that it declares' : allowed.join(' or ');
    const message = `parity.yaml says that ${name} is ${shown}; in ${side.environment} it is not`;
    const remedy = `set ${name} to ${secret ? 'one of them' : (allowed[0] ?? 'another value')} in ${service.workload.id}, or correct the declaration`;
    return [{ kind, level: 'error', subject: name, message, remedy, places: [target] }];
  }
  if (declaration.parity !== 'same' || here === undefined || compareValues(here.value, there.value) !== 'differs')
    return [];
  const message = `${name} has another value in ${side.environment} than locally, and parity.yaml declares it the same`;
  const remedy = 'give both the same value, or correct the declaration';
  const local = { role: 'local' as const, at: here.at, secret };
  return [{ kind, level: 'warning', subject: name, message, remedy, places: [target, local] }];
}

function isOther(value: Value, allowed: string): boolean {
  if (value.kind === 'deferred') return false;
  return value.kind === 'secret' ? !value.secret.matches(allowed) : !sameText(value.text, allowed);
}
