import type { Declaration } from '../config/generated/parity-yaml.ts';
import type { ServicePair } from './comparison.ts';

/** What parity.yaml says of one variable of a service; undefined when it says nothing. */
export function declarationOf(pair: ServicePair, name: string): Declaration | undefined {
  return pair.declared?.declared.env.get(name);
}

/** Whether the target may go without a variable: it is local by declaration, or nobody needs it. */
export function mayBeMissing(declaration: Declaration | undefined): boolean {
  return declaration?.parity === 'local-only' || declaration?.required === false;
}

/** Whether the two sides may have different values: everything that is declared and does not say `same`. */
export function mayDiffer(declaration: Declaration | undefined): boolean {
  return declaration?.parity !== undefined && declaration.parity !== 'same';
}

/** `any`: whatever either side sets is right. */
export function isAnyValue(declaration: Declaration | undefined): boolean {
  return declaration?.parity === 'any';
}
