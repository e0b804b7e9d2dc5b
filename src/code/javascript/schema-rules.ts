import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import type { Evidence } from './evidence.ts';
import { calleeName, callOf, entryOfObject, pathOf, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { zodOutcome } from './zod-rules.ts';

/** From the most telling to the least: `z.coerce.number().int()` is an integer. */
const TYPES: readonly (readonly [RegExp, EnvironmentRead['type']])[] = [
  [/^(port|asPortNumber|isPort)$/, 'port'],
  [/^(url|uri|asUrlString|asUrlObject|httpUrl|isUrl)$/i, 'url'],
  [/^(enum|nativeEnum|oneOf|valid|picklist|asEnum|union|choices)$/, 'enum'],
  [/^(int|integer|asInt\w*|bigint|int32)$/, 'integer'],
  [/^(bool|boolean|stringbool|asBool\w*|booleanLike)$/, 'boolean'],
  [/^(json|asJson\w*)$/, 'json'],
  [/^(array|asArray|list)$/, 'list'],
  [/^(num|number|asFloat\w*|float)$/, 'number'],
  [/^(str|string|asString|email|host|uuid|min|nonempty)$/, 'string'],
];
const OPTIONAL = new Set(['optional', 'nullish', 'exactOptional', 'notRequired', 'undefinedable', 'optionalKey']);
const DEFAULTS = new Set(['default', 'prefault', 'catch', 'fallback', 'withDefault', '_default']);
/** Of these libraries an entry is optional until it says `required()`. */
const OPTIONAL_UNLESS_REQUIRED = /^(joi|yup)$/i;
const FUNCTION_STYLE = /^(str|bool|num|int|port|url|host|email|json|makeValidator)$/;

/** What a schema's entry says of a variable: `z.coerce.number().default(3000)`, `port({ default: 3000 })`. */
export function schemaEvidence(entry: Syntax, module: SourceModule): Evidence[] {
  const calls = schemaCalls(entry, module);
  const names = calls.map((call) => call.name);
  const evidence: Evidence[] = [...calls.flatMap(defaultOf)];
  const outcome = zodOutcome(entry, module);
  if (outcome !== undefined) evidence.push(...ofZod(outcome, evidence));
  const isLenient = calls.some((call) => OPTIONAL_UNLESS_REQUIRED.test(call.root)) && !names.includes('required');
  const isSaid = outcome === undefined && names.some((name) => OPTIONAL.has(name));
  if (isLenient || isSaid || isUndefinedDefault(calls)) {
    evidence.push({ kind: 'optional' });
  }
  const type = TYPES.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
  if (type) evidence.push({ kind: 'type', type });
  const values =
    type === 'enum' || calls.some((call) => entryOfObject(call.args[0], 'choices')) ? enumValues(calls) : [];
  if (values.length > 0) evidence.push({ kind: 'values', values });
  return evidence;
}

/** `refused` outweighs what stands in on the way: `z.string().default('rye').unwrap()`. */
function ofZod(outcome: NonNullable<ReturnType<typeof zodOutcome>>, said: readonly Evidence[]): Evidence[] {
  if (typeof outcome === 'string') return outcome === 'optional' ? [{ kind: 'optional' }] : [];
  return said.some(({ kind }) => kind === 'default') ? [] : [{ kind: 'default', node: outcome.standIn }];
}

interface SchemaCall {
  readonly name: string;
  readonly root: string;
  readonly args: readonly Syntax[];
}

/** All calls of a schema expression; functions inside it (transforms) are left alone. */
function schemaCalls(entry: Syntax, module: SourceModule, depth = 0): SchemaCall[] {
  const inner = unwrap(entry);
  if (isFunction(inner) || depth > 8) return [];
  if (inner.type === 'identifier') {
    const binding = module.scopes.resolve(inner);
    return binding?.value && !binding.imported && binding.keys.length === 0
      ? schemaCalls(binding.value, module, depth + 1)
      : [];
  }
  if (inner.type === 'member_expression') {
    const object = fieldOf(inner, 'object');
    return object && object.type !== 'identifier' ? schemaCalls(object, module, depth + 1) : [];
  }
  const call = callOf(inner);
  if (!call) return [];
  const object = fieldOf(call.callee, 'object');
  const own = { name: calleeName(call.callee) ?? '', root: rootOf(call.callee), args: call.args.map(unwrap) };
  const nested = call.args.filter((arg) => callOf(unwrap(arg))).flatMap((arg) => schemaCalls(arg, module, depth + 1));
  return [...(object && object.type !== 'identifier' ? schemaCalls(object, module, depth + 1) : []), own, ...nested];
}

function rootOf(callee: Syntax): string {
  let inner = callee;
  for (let steps = 0; steps < 40; steps += 1) {
    const next = fieldOf(inner, 'object') ?? fieldOf(inner, 'function');
    if (!next) break;
    inner = unwrap(next);
  }
  return textOfSyntax(inner);
}

function defaultOf(call: SchemaCall): Evidence[] {
  const [first, second] = call.args;
  // `z._default(z.string(), 'rye')` of zod/mini
  if (DEFAULTS.has(call.name) && second && callOf(second) === undefined) return [{ kind: 'default', node: second }];
  if (DEFAULTS.has(call.name) && first) return isUndefined(first) ? [] : [{ kind: 'default', node: first }];
  // valibot: `v.optional(v.string(), 'rye')`
  if (call.name === 'optional' && second) return [{ kind: 'default', node: second }];
  const option = FUNCTION_STYLE.test(call.name) ? entryOfObject(first, 'default') : undefined;
  return option && !isUndefined(option) ? [{ kind: 'default', node: unwrap(option) }] : [];
}

/** envalid: `str({ default: undefined })` says that it may be missing. */
function isUndefinedDefault(calls: readonly SchemaCall[]): boolean {
  return calls.some((call) => {
    const option = entryOfObject(call.args[0], 'default');
    return option !== undefined && isUndefined(option);
  });
}

function isUndefined(node: Syntax): boolean {
  return /^(undefined|null)$/.test(textOfSyntax(unwrap(node)));
}

function enumValues(calls: readonly SchemaCall[]): string[] {
  for (const call of calls) {
    const list = entryOfObject(call.args[0], 'choices') ?? (TYPES[2]?.[0].test(call.name) ? call.args[0] : undefined);
    if (!list) continue;
    const items = list.type === 'array' ? list.children : call.name === 'valid' ? call.args : [];
    const values = items.map((item) => stringOf(item) ?? literalOf(item)).filter((item) => item !== undefined);
    if (values.length > 0) return values;
  }
  return [];
}

/** `z.union([z.literal('a'), z.literal('b')])`. */
function literalOf(node: Syntax): string | undefined {
  const call = callOf(unwrap(node));
  const first = call?.args[0];
  return call && first && pathOf(call.callee)?.at(-1) === 'literal' ? stringOf(first) : undefined;
}
