import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { calleeName, callOf, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { acceptsUndefinedForMissing } from './zod-version.ts';

/**
 * What a schema of zod makes of a key that is not there. `undefined`: it takes the value undefined, which before 4.4
 * let a missing key pass and since then does not.
 */
export type ZodOutcome = 'refused' | 'optional' | 'undefined' | 'unsure' | { readonly standIn: Syntax };

const DEEPEST = 10;
const STAND_INS = /^(default|prefault|catch|_default)$/;

/** @returns undefined for an entry that is no schema of zod */
export function zodOutcome(entry: Syntax, module: SourceModule): Exclude<ZodOutcome, 'undefined'> | undefined {
  const from = zodImport(entry, module);
  if (from === undefined) return undefined;
  const outcome = outcomeOf(entry, module, 0);
  if (outcome !== 'undefined') return outcome;
  const isAccepted = acceptsUndefinedForMissing(from, module);
  return isAccepted === undefined ? 'unsure' : isAccepted ? 'optional' : 'refused';
}

/** The module that the first name of a schema comes from. */
function zodImport(entry: Syntax, module: SourceModule, depth = 0): string | undefined {
  let root = unwrap(entry);
  for (let steps = 0; steps < 80; steps += 1) {
    const next = fieldOf(root, 'object') ?? fieldOf(root, 'function');
    if (!next) break;
    root = unwrap(next);
  }
  const binding = root.type === 'identifier' ? module.scopes.resolve(root) : undefined;
  const from = binding?.imported?.from;
  if (from !== undefined) return /^zod($|\/)|(^|[/-])zod(-openapi)?$/.test(from) ? from : undefined;
  return binding?.value && !binding.parameter && depth < DEEPEST
    ? zodImport(binding.value, module, depth + 1)
    : undefined;
}

function outcomeOf(entry: Syntax, module: SourceModule, depth: number): ZodOutcome {
  const inner = unwrap(entry);
  if (depth > DEEPEST) return 'unsure';
  if (inner.type === 'identifier') {
    const binding = module.scopes.resolve(inner);
    return binding?.value && !binding.imported && binding.keys.length === 0
      ? outcomeOf(binding.value, module, depth + 1)
      : 'unsure';
  }
  const call = callOf(inner);
  const object = call && fieldOf(call.callee, 'object');
  if (!call || !object) return 'unsure';
  const name = calleeName(call.callee) ?? '';
  const args = call.args.map(unwrap);
  const isBase = isNamespace(object, module);
  return isBase ? ofBase(name, args, { object, module, depth }) : ofMethod(name, args, { object, module, depth });
}

/** `z` and `z.coerce`, and no schema. */
function isNamespace(object: Syntax, module: SourceModule): boolean {
  const path = pathOf(object);
  const root = path?.length === 1 || path?.[1] === 'coerce' || path?.[1] === 'iso' ? rootOf(object) : undefined;
  return root !== undefined && module.scopes.resolve(root)?.imported !== undefined && !isSchemaName(path);
}

function isSchemaName(path: readonly string[] | undefined): boolean {
  return path?.length === 1 && /schema$/i.test(path[0] ?? '');
}

function rootOf(object: Syntax): Syntax | undefined {
  const inner = unwrap(object);
  if (inner.type === 'identifier') return inner;
  const before = fieldOf(inner, 'object');
  return before && rootOf(before);
}

interface Scene {
  readonly object: Syntax;
  readonly module: SourceModule;
  readonly depth: number;
}

function ofBase(name: string, args: readonly Syntax[], { object, module, depth }: Scene): ZodOutcome {
  const [first, second] = args;
  const inside = (node: Syntax): ZodOutcome => outcomeOf(node, module, depth + 1);
  if (/^(any|unknown|undefined|void)$/.test(name)) return 'undefined';
  if (/^(string|boolean)$/.test(name)) return pathOf(object)?.at(-1) === 'coerce' ? 'undefined' : 'refused';
  if (/^(optional|nullish|exactOptional|_default)$/.test(name))
    return name === '_default' && second ? { standIn: second } : 'optional';
  if (STAND_INS.test(name) && second) return { standIn: second };
  if (name === 'custom') return first ? 'unsure' : 'undefined';
  if (name === 'literal') {
    const values = first?.type === 'array' ? first.children : first ? [first] : [];
    return values.some((value) => textOfSyntax(value) === 'undefined') ? 'undefined' : 'refused';
  }
  if (/^(union|or|discriminatedUnion|xor)$/.test(name)) {
    const members = (first?.type === 'array' ? first : second)?.children ?? [];
    return anyOf(members.map(inside));
  }
  if (name === 'intersection') return first && second ? bothOf(inside(first), inside(second)) : 'unsure';
  if (name === 'preprocess') return first && second ? afterFunction(first, inside(second)) : 'unsure';
  if (name === 'transform') return first ? afterFunction(first, 'undefined') : 'unsure';
  if (name === 'lazy') {
    const body = first && isFunction(first) ? fieldOf(first, 'body') : undefined;
    return body && body.type !== 'statement_block' ? inside(body) : 'unsure';
  }
  if (/^(nullable|readonly|nonoptional|array|pipe)$/.test(name))
    return name === 'nonoptional' || name === 'array' || !first ? 'refused' : inside(first);
  return 'refused';
}

function ofMethod(name: string, args: readonly Syntax[], { object, module, depth }: Scene): ZodOutcome {
  const [first] = args;
  const before = outcomeOf(object, module, depth + 1);
  if (/^(optional|nullish|exactOptional)$/.test(name)) return 'optional';
  if (STAND_INS.test(name) && first) return textOfSyntax(first) === 'undefined' ? 'optional' : { standIn: first };
  if (/^(nonoptional|unwrap|array)$/.test(name)) return 'refused';
  if (!first) return before;
  if (name === 'or') return anyOf([before, outcomeOf(first, module, depth + 1)]);
  if (name === 'and') return bothOf(before, outcomeOf(first, module, depth + 1));
  // What is handed on is undefined, or whatever a function made of it.
  if (name === 'pipe' && before !== 'refused' && typeof before === 'string' && !isTransformed(object))
    return bothOf(before, outcomeOf(first, module, depth + 1));
  return before;
}

function isTransformed(object: Syntax): boolean {
  return calleeName(callOf(unwrap(object))?.callee ?? object) === 'transform';
}

function anyOf(outcomes: readonly ZodOutcome[]): ZodOutcome {
  const standIn = outcomes.find((outcome) => typeof outcome !== 'string');
  if (standIn) return standIn;
  return (['optional', 'undefined', 'unsure'] as const).find((each) => outcomes.includes(each)) ?? 'refused';
}

function bothOf(one: ZodOutcome, other: ZodOutcome): ZodOutcome {
  if (one === 'refused' || other === 'refused') return 'refused';
  if (one === 'unsure' || other === 'unsure') return 'unsure';
  return one === 'optional' && other === 'optional' ? 'undefined' : one === 'optional' ? other : one;
}

/** `preprocess((value) => value ?? 3, …)`: a function that makes something of undefined stands in for the value. */
function afterFunction(made: Syntax, inner: ZodOutcome): ZodOutcome {
  if (inner === 'optional' || typeof inner !== 'string') return inner;
  if (!isFunction(made))
    return inner === 'refused' && /^(Number|parseInt|parseFloat)$/.test(textOfSyntax(made)) ? 'refused' : 'unsure';
  const body = fieldOf(made, 'body');
  const text = body ? textOfSyntax(body) : '';
  // `(value) => (value === '' ? undefined : value)` makes less of it, and not more.
  if (/\?\?(?!\s*(undefined|null)\b)|\|\|(?!\s*(undefined|null)\b)/.test(text)) return { standIn: made };
  if (/\?[^.:?]*\bundefined\b\s*:/.test(text) || body?.type === 'identifier') return inner;
  if (/^\(?\s*(Number|parseInt|parseFloat|Number\.\w+)\(\s*[\w$]+(\s+as\s+\w+)?\s*(,\s*\d+\s*)?\)\s*\)?$/.test(text))
    return inner;
  return /[=!]==?|\bString\(|`|\?/.test(text) ? { standIn: made } : 'unsure';
}
