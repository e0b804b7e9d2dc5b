import { returnsError, STOPS } from './exits.ts';
import type { GoFunction } from './model.ts';
import { ancestors, bare, child, type GoNode, listed, within } from './tree.ts';

/** What decides whether a helper ends the program for a variable that is not set. */
export type Demand =
  /** An argument: it ends when the flag has this value. */
  | { readonly parameter: number; readonly when: boolean }
  /** Something that does not show at the call. */
  | 'unknown';

/** The parameter that is handed out for a missing value, at least where it is given: `return def[0]`, `value = def`. */
export function handedOut(definition: GoFunction, name: number): number {
  const found = definition.params.findIndex((parameter, at) => {
    if (at === name || /^bool$/.test(parameter.type) || definition.body === undefined) return false;
    const forms = new Set([parameter.name, `${parameter.name}[0]`, `*${parameter.name}`]);
    return [...within(definition.body)].some((node) => handsOut(node).some((value) => forms.has(bare(value).text)));
  });
  return found;
}

function handsOut(node: GoNode): readonly GoNode[] {
  if (node.type === 'return_statement') return listed(node.children[0]);
  return node.type === 'assignment_statement' ? listed(child(node, 'right')) : [];
}

/** Whether a parameter that is handed out counts as left out when it is empty: `if def != "" { return def }`. */
export function emptyIsNone(definition: GoFunction, position: number): boolean {
  const name = definition.params[position]?.name;
  return name !== undefined && new RegExp(`\\b${name}(\\[0\\])? (!=|==) ""`).test(definition.body?.text ?? '');
}

/** Undefined when the helper always ends without the variable. */
export function demandOf(definition: GoFunction, name: number, fallback: number): Demand | undefined {
  const { body, params } = definition;
  if (body === undefined) return undefined;
  const own = derivedFrom(body, params[name]?.name ?? '');
  const skipped = new Set([...own, params[fallback]?.name ?? '']);
  let demand: Demand | undefined;
  for (const node of within(body)) {
    if (!isExit(node)) continue;
    const each = conditionsOf(node, body).flatMap((condition) => demandIn(condition, { definition, skipped }) ?? []);
    if (each.length === 0) return undefined;
    demand = demand === undefined && each.length === 1 ? each[0] : 'unknown';
  }
  return demand;
}

function isExit(node: GoNode): boolean {
  return (
    (node.type === 'call_expression' && STOPS.test(node.text)) ||
    (node.type === 'return_statement' && returnsError(node))
  );
}

/** The names in a function that come from the variable: its name, the value, whether it was there. */
function derivedFrom(body: GoNode, name: string): Set<string> {
  const own = new Set([name]);
  for (let round = 0; round < 2; round += 1) {
    for (const node of within(body)) {
      if (!/^(short_var_declaration|assignment_statement|var_spec)$/.test(node.type)) continue;
      const [left, right] = [child(node, 'left') ?? child(node, 'name'), child(node, 'right') ?? child(node, 'value')];
      const uses = right && [...within(right)].some((each) => each.type === 'identifier' && own.has(each.text));
      if (uses) for (const target of listed(left)) own.add(target.text);
    }
  }
  return own;
}

interface Condition {
  readonly node: GoNode;
  /** The exit is reached when the condition is not true. */
  readonly negated: boolean;
}

/** The conditions under which a statement is reached: of the `if`s around it, and of those before it that return. */
function conditionsOf(exit: GoNode, body: GoNode): Condition[] {
  const found: Condition[] = [];
  let inner = exit;
  for (const outer of ancestors(exit)) {
    if (outer === body) return [...found, ...earlier(inner)];
    if (outer.type === 'if_statement' && inner.field !== 'condition') {
      const condition = child(outer, 'condition');
      if (condition) found.push({ node: condition, negated: inner.field === 'alternative' });
    }
    found.push(...earlier(inner));
    inner = outer;
  }
  return found;
}

function earlier(node: GoNode): Condition[] {
  const siblings = node.parent?.type === 'if_statement' ? [] : (node.parent?.children ?? []);
  return siblings.slice(0, Math.max(0, siblings.indexOf(node))).flatMap((each) => {
    const condition = each.type === 'if_statement' ? child(each, 'condition') : undefined;
    const block = child(each, 'consequence');
    const returns = block && [...within(block)].some((inner) => inner.type === 'return_statement');
    return condition && returns ? [{ node: condition, negated: true }] : [];
  });
}

function demandIn(
  { node, negated }: Condition,
  { definition, skipped }: { readonly definition: GoFunction; readonly skipped: ReadonlySet<string> },
): Demand | undefined {
  for (const each of within(node)) {
    if (each.type !== 'identifier' || skipped.has(each.text) || each.field === 'function') continue;
    const parameter = definition.params.findIndex(({ name }) => name === each.text);
    if (parameter === -1) {
      if (isLocal(each.text, definition)) return 'unknown';
      continue;
    }
    const isNot = each.parent?.type === 'unary_expression' && each.parent.text.startsWith('!');
    const holder = isNot ? each.parent : each;
    // The flag stands alone, or beside others that must hold as well.
    const isPlain =
      definition.params[parameter]?.type === 'bool' &&
      (holder === node || (holder?.parent === node && !negated && node.text.includes('&&')));
    return isPlain ? { parameter, when: negated === isNot } : 'unknown';
  }
  return undefined;
}

function isLocal(name: string, { body }: GoFunction): boolean {
  for (const node of body ? within(body) : []) {
    if (!/^(short_var_declaration|var_spec)$/.test(node.type)) continue;
    if (listed(child(node, 'left') ?? child(node, 'name')).some((target) => target.text === name)) return true;
  }
  return false;
}
