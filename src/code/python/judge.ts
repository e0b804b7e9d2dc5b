import { caughtError, fallbackIn } from './absence.ts';
import { calleeOf } from './callee.ts';
import { endsWhenCollected } from './collected.ts';
import { conversionAround } from './conversions.ts';
import { visibleAssignments } from './names.ts';
import { testAround } from './presence.ts';
import type { EnvAccess, Reading, ReadType } from './reading.ts';
import { bare, childOf, isInside, type PyNode } from './syntax.ts';

/** What the surroundings of a read say about it. */
export interface Judgement {
  readonly need: 'required' | 'optional';
  /** The code itself asks whether the variable is there. */
  readonly tested: boolean;
  /** Its absence raises or ends the program. */
  readonly enforced: boolean;
  readonly type: ReadType;
  readonly fallback?: PyNode;
  /** Other reads, one of which is enough. */
  readonly among: readonly EnvAccess[];
}

interface Draft {
  need: 'required' | 'optional' | undefined;
  tested: boolean;
  type: ReadType | undefined;
  fallback: PyNode | undefined;
  readonly among: Set<EnvAccess>;
  /** A default is given, and it is a read that may itself give nothing. */
  isOpen: boolean;
  /** What is made of it fails on None. */
  raises: boolean;
}

/** Judges one read by what is done with its value: defaults, tests, conversions, `or` chains, a KeyError caught. */
export function judge(reading: Reading, access: EnvAccess): Judgement {
  const draft: Draft = {
    need: undefined,
    tested: false,
    type: access.type,
    fallback: access.fallback,
    among: new Set(),
    isOpen: false,
    raises: false,
  };
  addFallbackChain(reading, access, draft);
  follow(reading, access.node, draft, 0);
  for (const outer of chainAround(reading, access)) follow(reading, outer.node, draft, 0);
  if (endsWhenCollected(reading.module, access.node)) {
    draft.need = 'required';
    draft.tested = true;
  }
  const caught = access.form === 'optional' ? undefined : caughtError(reading, access);
  if (caught) {
    draft.need = 'optional';
    draft.tested = true;
    draft.fallback ??= caught.fallback;
  }
  const need = needOf(access, draft);
  return {
    need,
    tested: draft.tested,
    enforced: need === 'required' && (access.form === 'strict' || draft.need === 'required' || draft.raises),
    type: draft.type ?? 'unknown',
    ...(draft.fallback && { fallback: draft.fallback }),
    among: [...draft.among].filter((other) => other.name !== access.name && !other.dynamic),
  };
}

function needOf(access: EnvAccess, draft: Draft): 'required' | 'optional' {
  // A presence test in which the program ends is how it says that it needs the variable.
  if (draft.need === 'required' && access.form !== 'optional') return 'required';
  // A fallback that is no text, such as '', does not save the program when it then stops on it.
  if (draft.need === 'required' && draft.tested && standsForNothing(access)) return 'required';
  if (access.form === 'strict') return draft.need ?? 'required';
  if (access.form === 'lenient' || draft.isOpen) return draft.fallback ? 'optional' : (draft.need ?? 'required');
  return 'optional';
}

/** `getenv('A', '')`, `getenv('A', None)`. */
function standsForNothing({ fallback, via }: EnvAccess): boolean {
  return fallback === undefined ? via.startsWith('os.') : fallback.end - fallback.start <= 2;
}

/** `getenv('A', getenv('B', 'x'))`: both serve, and `x` stands in for both. */
function addFallbackChain(reading: Reading, access: EnvAccess, draft: Draft): void {
  let inner = access.fallback && reading.accesses.get(bare(access.fallback));
  while (inner && !draft.among.has(inner)) {
    draft.among.add(inner);
    draft.fallback = inner.fallback;
    draft.isOpen = inner.fallback === undefined && inner.form === 'lenient';
    inner = inner.fallback && reading.accesses.get(bare(inner.fallback));
  }
  for (const outer of chainAround(reading, access)) draft.among.add(outer);
}

/** The reads for which this one is the default. */
function chainAround(reading: Reading, access: EnvAccess): EnvAccess[] {
  return [...reading.accesses.values()].filter((other) => other.fallback && bare(other.fallback) === access.node);
}

const MOST_STEPS = 3;

/** Follows a value to where it is used: outward through the expression, then to the uses of the name it gets. */
function follow(reading: Reading, start: PyNode, draft: Draft, steps: number): void {
  let at = start;
  while (at.parent !== undefined) {
    const parent = at.parent;
    if (parent.type === 'argument_list' && parent.parent) followCallee(reading, parent.parent, { at, draft, steps });
    const converted = conversionAround(reading.module, at);
    if (converted) {
      draft.type ??= converted.type;
      draft.raises ||= converted.raises === true;
      if (converted.isOptional) draft.need ??= 'optional';
      at = converted.node;
      continue;
    }
    const isOr = parent.type === 'boolean_operator' && textOfOperator(reading, parent) === 'or';
    if (isOr) addAlternatives(reading, parent, at, draft);
    const test = testAround(reading.module, at);
    if (test) addTest(reading, test, at, draft);
    const passes =
      isOr || /^(parenthesized_expression|await|named_expression)$/.test(parent.type) || isBranch(parent, at);
    if (parent.type === 'named_expression') followName(reading, childOf(parent, 'name'), draft, steps);
    if (!passes) break;
    at = parent;
  }
  const parent = at.parent;
  if (parent && goesOnWithout(reading, parent, at)) draft.need ??= 'optional';
  if (parent?.type === 'assignment' && at.field === 'right') followName(reading, childOf(parent, 'left'), draft, steps);
  if (parent?.type === 'expression_list' && parent.parent?.type === 'assignment')
    followName(reading, childOf(parent.parent, 'left')?.children[parent.children.indexOf(at)], draft, steps);
}

/** `parse_count(os.getenv('COUNT'), 3)`: what a function of this file does for a value that is not there. */
function followCallee(
  reading: Reading,
  call: PyNode,
  { at, draft, steps }: { readonly at: PyNode; readonly draft: Draft; readonly steps: number },
): void {
  const { module } = reading;
  const callee = calleeOf(module, call, at);
  if (callee === undefined || steps >= MOST_STEPS) return;
  const inner: Draft = {
    ...draft,
    need: undefined,
    tested: false,
    fallback: undefined,
    among: new Set(),
    raises: false,
  };
  for (const use of callee.uses) {
    follow(reading, use, inner, steps + 1);
    if (caughtError(reading, { node: use, form: 'lenient' })) inner.need ??= 'optional';
  }
  // Whether it ends without the value shows in how it is called as little as elsewhere.
  if (inner.need === 'required' || !(inner.need ?? inner.fallback)) return;
  draft.need ??= 'optional';
  draft.type ??= inner.type;
  draft.fallback ??= callee.given(inner.fallback);
}

/** `match os.getenv('X')`, and `add_argument('--x', default=os.getenv('X'))`, where the command line may say it. */
function goesOnWithout(reading: Reading, parent: PyNode, at: PyNode): boolean {
  if (parent.type === 'match_statement') return at.field === 'subject';
  if (parent.type !== 'keyword_argument' || !/^default\b/.test(reading.module.textOf(parent))) return false;
  const call = parent.parent?.parent;
  const callee = call && childOf(call, 'function');
  return (
    callee !== undefined && /(^|\.)(add_argument|option|argument|Option|Argument)$/.test(reading.module.textOf(callee))
  );
}

function isBranch(parent: PyNode, at: PyNode): boolean {
  return parent.type === 'conditional_expression' && parent.children[1] !== at;
}

function textOfOperator(reading: Reading, node: PyNode): string {
  return reading.module.textOf(childOf(node, 'operator') ?? node);
}

/** `a or b or 'x'`: each of the reads is enough, and the text at the end stands in for all. */
function addAlternatives(reading: Reading, chain: PyNode, from: PyNode, draft: Draft): void {
  for (const part of chain.children) {
    if (part === from || part.field === 'operator') continue;
    const others = [...reading.accesses.values()].filter((other) => isInside(other.node, part));
    for (const other of others) draft.among.add(other);
    if (part.field !== 'right' || others.length > 0) continue;
    if (chain.parent?.field === 'condition' || /^(if_statement|not_operator)$/.test(chain.parent?.type ?? '')) continue;
    if (part.type === 'none') draft.need ??= 'optional';
    else draft.fallback ??= part;
  }
  // The last of a chain may have a default of its own, which then stands in for all.
  for (const other of draft.among) draft.fallback ??= other.node.start > from.start ? other.fallback : undefined;
}

function addTest(reading: Reading, test: NonNullable<ReturnType<typeof testAround>>, use: PyNode, draft: Draft): void {
  const others = test.among ? accessesBehind(reading, test.among) : [];
  const names = new Set(others.map((other) => other.node));
  // `if not value and required: raise` hangs on something that is no variable.
  const decides = test.among === undefined || names.size > 1;
  if (test.outcome === 'required' && decides) draft.need = 'required';
  else draft.need ??= 'optional';
  draft.tested = true;
  if (test.outcome === 'required' && decides) for (const other of others) draft.among.add(other);
  if (test.whenAbsent) draft.fallback ??= fallbackIn(reading.module, test.whenAbsent, use);
}

/** The reads whose values a condition asks for, also by the names they were given. */
function accessesBehind(reading: Reading, condition: PyNode): EnvAccess[] {
  const { module, accesses } = reading;
  const found: EnvAccess[] = [];
  for (const access of accesses.values()) {
    if (isInside(access.node, condition)) found.push(access);
    const target = access.node.parent?.type === 'assignment' ? childOf(access.node.parent, 'left') : undefined;
    const uses = target ? (module.uses.get(module.textOf(target)) ?? []) : [];
    if (uses.some((use) => isInside(use, condition))) found.push(access);
  }
  return found;
}

function followName(reading: Reading, target: PyNode | undefined, draft: Draft, steps: number): void {
  if (target === undefined || steps >= MOST_STEPS) return;
  const { module } = reading;
  const name = module.textOf(target);
  for (const use of module.uses.get(name) ?? []) {
    if (use === target || use.start < target.start) continue;
    const seen = visibleAssignments(module, use);
    if (!seen.some((item) => item.target === target)) continue;
    if (use.parent?.type === 'assignment' && use.field === 'left') continue;
    const inner: Draft = { ...draft, need: undefined, fallback: undefined, among: new Set() };
    follow(reading, use, inner, steps + 1);
    merge(draft, inner);
  }
}

function merge(draft: Draft, inner: Draft): void {
  if (inner.need === 'required') draft.need = 'required';
  else draft.need ??= inner.need;
  draft.tested ||= inner.tested;
  draft.raises ||= inner.raises;
  draft.type ??= inner.type;
  draft.fallback ??= inner.fallback;
  for (const other of inner.among) draft.among.add(other);
}
