import { fieldOf, type Syntax } from '../syntax.ts';
import { calleeName, callOf, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { keyText } from './patterns.ts';

/** Calls that hold the entries of a schema, or join schemas. */
export const HOLDERS =
  /^(object|strictObject|looseObject|shape|keys|extend|safeExtend|merge|and|intersection|intersect|augment|concat|append|type|Object|Type\.Object|Composite|Intersect)$/;
const CHANGERS = /^(partial|Partial|deepPartial|required|Required|pick|Pick|omit|Omit)$/;
const DEEPEST = 8;

/** What a call such as `partial` makes of one entry. */
export type Change = 'optional' | 'required' | 'gone';

/** The object literal that holds a schema's entries, and what is made of them afterwards. */
export interface SchemaShape {
  readonly entries: Syntax;
  /** From the first to the last. */
  readonly changes: readonly ((name: string) => Change | undefined)[];
}

/** The last word on one entry; undefined when it is as it is written. */
export function changeOf({ changes }: SchemaShape, name: string): Change | undefined {
  const made = changes.map((change) => change(name)).filter((change) => change !== undefined);
  return made.includes('gone') ? 'gone' : made.at(-1);
}

/** The shapes of a schema, through names, `extend`, `merge`, `pick` and `partial`. */
export function schemaShapes(node: Syntax, module: SourceModule, depth = 0): SchemaShape[] {
  const inner = unwrap(node);
  if (depth > DEEPEST) return [];
  if (inner.type === 'object') {
    const spread = inner.children.filter((child) => child.type === 'spread_element').flatMap((child) => child.children);
    const own = { entries: inner, changes: [] };
    return [
      own,
      ...without(
        spread.flatMap((child) => schemaShapes(child, module, depth + 1)),
        [own],
      ),
    ];
  }
  if (inner.type === 'identifier' || inner.type === 'shorthand_property_identifier') {
    const binding = module.scopes.resolve(inner);
    return binding?.value && !binding.imported && binding.keys.length === 0
      ? schemaShapes(binding.value, module, depth + 1)
      : [];
  }
  // `schema.shape`, `schema.entries`
  if (inner.type === 'member_expression') {
    const object = fieldOf(inner, 'object');
    return object && /^(shape|entries|fields)$/.test(calleeName(inner) ?? '')
      ? schemaShapes(object, module, depth + 1)
      : [];
  }
  return ofCall(inner, module, depth);
}

function ofCall(node: Syntax, module: SourceModule, depth: number): SchemaShape[] {
  const call = callOf(node);
  if (!call) return [];
  const name = calleeName(call.callee) ?? '';
  const object = fieldOf(call.callee, 'object');
  const isSchema = object?.type === 'call_expression' || (object?.type === 'identifier' && isLocal(object, module));
  const before = object && isSchema ? schemaShapes(object, module, depth + 1) : [];
  if (CHANGERS.test(name)) return changed(name, before, { args: call.args, module, depth });
  const args = HOLDERS.test(name) ? call.args.flatMap((arg) => schemaShapes(arg, module, depth + 1)) : [];
  return /^(and|intersection|intersect|Intersect)$/.test(name)
    ? [...before, ...args]
    : [...without(before, args), ...args];
}

/** Entries that a later schema says anew count as that says them. */
function without(shapes: readonly SchemaShape[], later: readonly SchemaShape[]): SchemaShape[] {
  const names = new Set(later.flatMap(({ entries }) => [...(namesIn(entries) ?? [])]));
  if (names.size === 0) return [...shapes];
  const change = (name: string) => (names.has(name) ? ('gone' as const) : undefined);
  return shapes.map((shape) => ({ ...shape, changes: [...shape.changes, change] }));
}

function isLocal(identifier: Syntax, module: SourceModule): boolean {
  const binding = module.scopes.resolve(identifier);
  return binding?.value !== undefined && !binding.imported;
}

/** `schema.pick({ PORT: true })`; `v.pick(schema, ['PORT'])`. */
function changed(
  name: string,
  before: readonly SchemaShape[],
  { args, module, depth }: { readonly args: readonly Syntax[]; readonly module: SourceModule; readonly depth: number },
): SchemaShape[] {
  const [first, second] = args;
  const isMethod = before.length > 0;
  const shapes = isMethod || !first ? before : schemaShapes(first, module, depth + 1);
  const mask = isMethod ? first : second;
  const names = mask && namesIn(mask);
  const change = changeBy(name.toLowerCase(), names);
  return shapes.map((shape) => ({ ...shape, changes: [...shape.changes, change] }));
}

function changeBy(name: string, names: ReadonlySet<string> | undefined): (key: string) => Change | undefined {
  const isMeant = (key: string): boolean => names === undefined || names.has(key);
  switch (name) {
    case 'pick':
      return (key) => (isMeant(key) ? undefined : 'gone');
    case 'omit':
      return (key) => (names?.has(key) === true ? 'gone' : undefined);
    case 'required':
      return (key) => (isMeant(key) ? 'required' : undefined);
    default:
      return (key) => (isMeant(key) ? 'optional' : undefined);
  }
}

/** @returns undefined when the names are computed: then all are meant */
function namesIn(mask: Syntax): ReadonlySet<string> | undefined {
  const inner = unwrap(mask);
  if (inner.type === 'object') {
    return new Set(inner.children.flatMap((child) => fieldOf(child, 'key') ?? []).map(keyText));
  }
  if (inner.type !== 'array') return undefined;
  return new Set(inner.children.flatMap((child) => stringOf(unwrap(child)) ?? []));
}
