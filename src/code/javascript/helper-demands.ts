import { ancestorsOf, fieldOf, type Syntax, textOfSyntax, withDescendants } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { isExit } from './exits.ts';
import { entryOfObject, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';

/** An argument that says whether a helper throws: a flag, or a field of an object of options. */
export interface Flag {
  readonly parameter: number;
  readonly key?: string;
  /** It throws when the flag is this. */
  readonly when: boolean;
  /** What the flag is when a call leaves it out. */
  readonly otherwise: boolean;
}

export type Demand = Flag | 'unknown';

/** Position of the argument that `arguments[1]` or `rest[0]` hands out for a missing value. */
export function restDefault(owner: Syntax, body: Syntax, module: SourceModule): number | undefined {
  for (const node of withDescendants(body)) {
    if (node.type !== 'subscript_expression') continue;
    const [object, index] = [fieldOf(node, 'object'), fieldOf(node, 'index')];
    const at = index?.type === 'number' ? Number(textOfSyntax(index)) : undefined;
    if (object?.type !== 'identifier' || at === undefined) continue;
    const binding = module.scopes.resolve(object);
    if (!binding && textOfSyntax(object) === 'arguments') return at;
    if (binding?.parameter?.owner === owner && binding.keys.join() === '...') return binding.parameter.index + at;
  }
  return undefined;
}

/** What decides, besides the value, whether a helper throws; undefined when nothing does. */
export function demandOf(
  owner: Syntax,
  body: Syntax,
  { module, known }: { readonly module: SourceModule; readonly known: readonly (number | undefined)[] },
): Demand | undefined {
  const exits = [...withDescendants(body)].filter(
    (node) => /^(throw_statement|expression_statement)$/.test(node.type) && isExit(node, module),
  );
  let demand: Demand | undefined;
  for (const exit of exits) {
    const asked = conditionsOf(exit, owner).flatMap((condition) => askedBy(condition, owner, { module, known }));
    if (asked.length === 0) return undefined;
    demand = demand === undefined && asked.length === 1 ? asked[0] : 'unknown';
  }
  return demand;
}

/** Whether a call asks a helper to throw without the variable; what cannot be followed does not. */
export function isDemanded(demand: Demand | undefined, args: readonly Syntax[]): boolean {
  if (demand === undefined) return true;
  if (demand === 'unknown' || args.some((arg) => arg.type === 'spread_element')) return false;
  const argument = args[demand.parameter];
  const given = argument && unwrap(argument);
  if (given === undefined) return demand.otherwise === demand.when;
  if (demand.key === undefined) return textOfSyntax(given) === String(demand.when);
  if (given.type !== 'object' || given.children.some((child) => child.type === 'spread_element')) return false;
  const entry = entryOfObject(given, demand.key);
  return entry ? textOfSyntax(entry) === String(demand.when) : demand.otherwise === demand.when;
}

interface Condition {
  readonly node: Syntax;
  readonly negated: boolean;
}

/** The conditions of the branches around a statement, and of those before it that return. */
function conditionsOf(exit: Syntax, owner: Syntax): Condition[] {
  const found: Condition[] = [];
  let inner = exit;
  for (const parent of ancestorsOf(exit)) {
    const condition = parent.type === 'if_statement' && inner.field !== 'condition' && fieldOf(parent, 'condition');
    if (condition) found.push(...conjuncts(condition, inner.field === 'alternative'));
    if (parent.type === 'statement_block') {
      for (const each of parent.children) {
        const asked = each.type === 'if_statement' && each.start < inner.start && fieldOf(each, 'condition');
        const block = asked && fieldOf(each, 'consequence');
        if (block && [...withDescendants(block)].some((node) => node.type === 'return_statement'))
          found.push(...conjuncts(asked, true));
      }
    }
    if (parent === owner) return found;
    inner = parent;
  }
  return found;
}

function conjuncts(node: Syntax, negated: boolean): Condition[] {
  const inner = unwrap(node);
  const operator = inner.type === 'binary_expression' ? fieldOf(inner, 'operator')?.type : undefined;
  const [left, right] = [fieldOf(inner, 'left'), fieldOf(inner, 'right')];
  if (operator !== (negated ? '||' : '&&') || !left || !right) return [{ node: inner, negated }];
  return [...conjuncts(left, negated), ...conjuncts(right, negated)];
}

function askedBy(
  { node, negated }: Condition,
  owner: Syntax,
  { module, known }: { readonly module: SourceModule; readonly known: readonly (number | undefined)[] },
): Demand[] {
  for (const each of withDescendants(node)) {
    const binding = each.type === 'identifier' ? module.scopes.resolve(each) : undefined;
    const { parameter } = binding ?? {};
    if (!binding || parameter?.owner !== owner || known.includes(parameter.index)) continue;
    if (binding.keys.join() === '...') continue;
    const isNot = node.type === 'unary_expression' && fieldOf(node, 'operator')?.type === '!';
    const asked = isNot ? unwrap(fieldOf(node, 'argument') ?? node) : node;
    const property = asked.type === 'member_expression' ? fieldOf(asked, 'property') : undefined;
    const isPlain = asked === each || (property !== undefined && fieldOf(asked, 'object') === each);
    if (!isPlain || binding.keys.length > 1 || isFunction(asked)) return ['unknown'];
    const key = property ? textOfSyntax(property) : binding.keys[0];
    const standard = key === undefined ? binding.value : binding.fallback;
    const otherwise = standard !== undefined && textOfSyntax(standard) === 'true';
    return [{ parameter: parameter.index, ...(key !== undefined && { key }), when: negated === isNot, otherwise }];
  }
  return [];
}
