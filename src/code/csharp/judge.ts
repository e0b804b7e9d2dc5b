import { conversionAround } from './conversions.ts';
import { visible } from './declarations.ts';
import type { Access, Reading, ReadType } from './reading.ts';
import { bare, type CsNode, childOf, isInside, lastName } from './syntax.ts';
import { aborts, type Test, testAround } from './tests.ts';

/** What the surroundings of a read say of it. */
export interface Judged {
  readonly need: 'required' | 'optional';
  readonly enforced: boolean;
  readonly fallback: CsNode | undefined;
  readonly among: readonly Access[];
  readonly type: ReadType | undefined;
}

interface Draft {
  need: 'required' | 'optional' | undefined;
  enforced: boolean;
  fallback: CsNode | undefined;
  readonly among: Set<Access>;
  type: ReadType | undefined;
}

const MOST_STEPS = 3;

/** Follows the value of a read to where it is used, and says whether the code does without it. */
export function judge(reading: Reading, access: Access): Judged {
  const draft: Draft = {
    need: access.isOptional ? 'optional' : undefined,
    enforced: access.throws,
    fallback: access.fallback,
    among: new Set(),
    type: access.type,
  };
  follow(reading, access.node, draft, 0);
  if (access.fallback !== undefined || draft.fallback !== undefined) draft.need = 'optional';
  const need = draft.enforced && draft.need === undefined ? 'required' : (draft.need ?? 'required');
  return {
    need,
    enforced: need === 'required' && draft.enforced,
    fallback: draft.fallback,
    among: [...draft.among],
    type: draft.type,
  };
}

/** Outward through the expression, then to the uses of the name it gets. */
function follow(reading: Reading, start: CsNode, draft: Draft, steps: number): void {
  let at = start;
  for (let parent = at.parent; parent !== undefined; parent = at.parent) {
    const next = outward(reading, at, parent, draft);
    if (next === undefined) break;
    at = next;
  }
  const parent = at.parent;
  if (parent === undefined) return;
  if (parent.type === 'variable_declarator' || parent.type === 'assignment_expression') {
    const target =
      parent.type === 'variable_declarator' ? (childOf(parent, 'name') ?? parent.children[0]) : childOf(parent, 'left');
    const isInitializer = parent.parent?.type === 'initializer_expression';
    if (target && target !== at && !isInitializer) followName(reading, target, draft, steps);
  } else if (parent.type === 'property_declaration' || parent.type === 'arrow_expression_clause') {
    const holder = parent.type === 'property_declaration' ? parent : parent.parent;
    if (holder?.type === 'property_declaration') followName(reading, childOf(holder, 'name'), draft, steps);
  }
}

/** @returns the node to go on with; undefined when the value is used here for good */
function outward(reading: Reading, at: CsNode, parent: CsNode, draft: Draft): CsNode | undefined {
  const converted = conversionAround(at, parent);
  if (converted) {
    draft.type ??= converted.type;
    if (converted.throws) draft.enforced = true;
    if (converted.isOptional) draft.need ??= 'optional';
    return converted.node;
  }
  const test = testAround(at, parent);
  if (test) {
    addTest(reading, test, at, draft);
    return undefined;
  }
  if (parent.type === 'binary_expression' && childOf(parent, 'operator')?.text === '??')
    return at.field === 'left' ? coalesced(reading, parent, draft) : laterChoice(reading, parent, draft);
  if (parent.type === 'conditional_expression') return at.field === 'condition' ? undefined : parent;
  if (parent.type === 'switch_expression' || parent.type === 'switch_statement') {
    draft.need ??= 'optional';
    return undefined;
  }
  const passes =
    /^(parenthesized_expression|postfix_unary_expression|cast_expression|as_expression|await_expression|checked_expression)$/.test(
      parent.type,
    ) ||
    (parent.type === 'conditional_access_expression' && at.field === 'condition');
  return passes ? parent : undefined;
}

/** `x ?? throw …`, `x ?? other ?? "default"`. */
function coalesced(reading: Reading, chain: CsNode, draft: Draft): CsNode | undefined {
  const right = childOf(chain, 'right');
  if (right === undefined) return undefined;
  const [first, ...rest] = leaves(right);
  const all = first ? [first, ...rest] : [];
  const others = [...reading.accesses.values()].filter((other) => all.some((leaf) => bare(leaf) === other.node));
  for (const other of others) draft.among.add(other);
  const last = all.at(-1);
  if (last?.type === 'throw_expression') draft.enforced = true;
  else if (last && !others.some(({ node }) => node === bare(last))) {
    if (isNothing(last)) draft.need ??= 'optional';
    else {
      draft.fallback ??= last;
    }
  } else draft.fallback ??= others.at(-1)?.fallback;
  return last?.type === 'throw_expression' ? undefined : chain;
}

/** The second of `first ?? second`: it serves where the first is not set. */
function laterChoice(reading: Reading, chain: CsNode, draft: Draft): CsNode | undefined {
  const left = childOf(chain, 'left');
  const others = left
    ? [...reading.accesses.values()].filter((other) => leaves(left).some((leaf) => bare(leaf) === other.node))
    : [];
  for (const other of others) draft.among.add(other);
  if (others.length === 0) draft.need ??= 'optional';
  return chain;
}

function leaves(node: CsNode): CsNode[] {
  const at = node.type === 'parenthesized_expression' ? (node.children[0] ?? node) : node;
  if (at.type !== 'binary_expression' || childOf(at, 'operator')?.text !== '??') return [at];
  return [childOf(at, 'left'), childOf(at, 'right')].flatMap((each) => (each ? leaves(each) : []));
}

function isNothing(node: CsNode): boolean {
  return /^(null_literal|default_expression)$/.test(node.type);
}

function addTest(reading: Reading, test: Test, use: CsNode, draft: Draft): void {
  draft.type ??= test.type;
  if (test.whenAbsent && aborts(test.whenAbsent)) {
    if (!test.isAlone) return;
    const others = test.together ? accessesIn(reading, test.together) : [];
    for (const other of others) draft.among.add(other);
    draft.need = 'required';
    draft.enforced = true;
    return;
  }
  draft.need ??= 'optional';
  if (test.whenAbsent) draft.fallback ??= standIn(test.whenAbsent, use);
}

/** The reads whose values a condition asks for, also by the names they were given. */
function accessesIn(reading: Reading, condition: CsNode): Access[] {
  return [...reading.accesses.values()].filter((access) => {
    if (isInside(access.node, condition)) return true;
    const target = access.node.parent?.type === 'variable_declarator' ? childOf(access.node.parent, 'name') : undefined;
    return target !== undefined && (reading.file.uses.get(target.text) ?? []).some((use) => isInside(use, condition));
  });
}

/** What a branch gives in place of the value: `x = "default"`, `return "default"`, the other side of `? :`. */
function standIn(branch: CsNode, use: CsNode): CsNode | undefined {
  const only = branch.type === 'block' ? (branch.children.length === 1 ? branch.children[0] : undefined) : branch;
  const inner = only?.type === 'expression_statement' ? only.children[0] : only;
  if (inner?.type === 'assignment_expression')
    return lastName(childOf(inner, 'left')) === lastName(use) ? childOf(inner, 'right') : undefined;
  if (inner?.type === 'return_statement') return inner.children[0];
  return inner !== undefined &&
    /_expression$|literal$|^identifier$/.test(inner.type) &&
    !isNothing(inner) &&
    inner === branch
    ? inner
    : undefined;
}

function followName(reading: Reading, target: CsNode | undefined, draft: Draft, steps: number): void {
  const name = target && lastName(target);
  if (target === undefined || name === undefined || steps >= MOST_STEPS) return;
  const { file } = reading;
  const own = target.type === 'identifier' ? visible(file.declarations, name, target) : undefined;
  for (const use of file.uses.get(name) ?? []) {
    if (use === target || isInside(use, target) || use.start < target.start) continue;
    if (own && visible(file.declarations, name, use) !== own) continue;
    const isMember = use.parent?.type === 'member_access_expression' && use.field === 'name';
    if (isMember && childOf(use.parent, 'expression')?.text !== 'this') continue;
    const from = isMember && use.parent ? use.parent : use;
    if (from.parent?.type === 'assignment_expression' && from.field === 'left') continue;
    const inner: Draft = { ...draft, need: undefined, fallback: undefined, among: new Set(), enforced: false };
    follow(reading, from, inner, steps + 1);
    merge(draft, inner);
  }
}

function merge(draft: Draft, inner: Draft): void {
  if (inner.need === 'required') draft.need = 'required';
  else draft.need ??= inner.need;
  draft.enforced ||= inner.enforced;
  draft.type ??= inner.type;
  draft.fallback ??= inner.fallback;
  for (const other of inner.among) draft.among.add(other);
}
