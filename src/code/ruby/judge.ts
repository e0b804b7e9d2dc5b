import { fieldOf } from '../syntax.ts';
import { conversionAround } from './conversions.ts';
import { methodAround } from './file.ts';
import { aborts, type Question, questionAround, questionOf, questionOfDifference } from './questions.ts';
import type { Access, Reading, ReadType } from './reading.ts';
import { bare, callOf, isInside, ownerOf, type RbNode } from './syntax.ts';

/** What the surroundings of a read say of it. */
export interface Judged {
  readonly need: 'required' | 'optional';
  readonly enforced: boolean;
  /** The code asks whether it is there, and ends where it is not. */
  readonly demanded: boolean;
  readonly fallback: RbNode | undefined;
  /** Other reads, one of which is enough. */
  readonly among: readonly Access[];
  readonly type: ReadType | undefined;
}

interface Draft {
  need: 'required' | 'optional' | undefined;
  enforced: boolean;
  /** The code asks for its presence and ends without it. */
  demanded: boolean;
  fallback: RbNode | undefined;
  readonly among: Set<Access>;
  type: ReadType | undefined;
}

const MOST_STEPS = 3;

/** Follows the value of a read to where it is used, and says whether the code does without it. */
export function judge(reading: Reading, access: Access): Judged {
  const draft: Draft = {
    need: access.form === 'optional' || access.form === 'presence' || access.form === 'whole' ? 'optional' : undefined,
    enforced: access.form === 'strict',
    demanded: false,
    fallback: access.fallback,
    among: new Set(),
    type: access.type,
  };
  addFallbackChain(reading, access, draft);
  if (access.form === 'presence') {
    const question =
      access.node.type === 'binary' || callOf(access.node)?.name === 'difference'
        ? questionOfDifference(access.node)
        : questionOf(access.node);
    if (question) addQuestion(reading, question, access.node, draft);
  } else follow(reading, access.node, draft, 0);
  const rescued = draft.enforced ? rescueAround(access.node) : undefined;
  if (rescued) draft.need ??= 'optional';
  draft.fallback ??= rescued?.fallback;
  return settle(access, draft);
}

function settle(access: Access, draft: Draft): Judged {
  const base = {
    fallback: draft.fallback,
    among: [...draft.among].filter(({ name, dynamic }) => name !== access.name && !dynamic),
    type: draft.type,
    demanded: draft.demanded,
  };
  // A fallback that is no text, such as '', does not save the program when it then ends on it.
  const isEmpty = draft.fallback === undefined || /^(''|""|nil)$/.test(draft.fallback.text);
  if (draft.demanded && isEmpty) return { ...base, fallback: undefined, need: 'required', enforced: true };
  if (draft.fallback !== undefined || draft.need === 'optional') return { ...base, need: 'optional', enforced: false };
  return { ...base, need: 'required', enforced: draft.enforced };
}

/** `ENV.fetch('A', ENV['B'])`, `ENV.fetch('A') { ENV.fetch('B', 'x') }`: both serve, and `x` stands in for both. */
function addFallbackChain(reading: Reading, access: Access, draft: Draft): void {
  let inner = access.fallback && reading.accesses.get(bare(access.fallback));
  while (inner && !draft.among.has(inner)) {
    draft.among.add(inner);
    draft.fallback = inner.fallback;
    if (inner.fallback === undefined) {
      draft.need = inner.form === 'optional' ? 'optional' : undefined;
      draft.enforced = inner.form === 'strict';
    }
    inner = inner.fallback && reading.accesses.get(bare(inner.fallback));
  }
  for (const outer of reading.accesses.values())
    if (outer.fallback && bare(outer.fallback) === access.node) {
      draft.among.add(outer);
      follow(reading, outer.node, draft, 0);
    }
}

/** Outward through the expression, then to the uses of the name it gets. */
function follow(reading: Reading, start: RbNode, draft: Draft, steps: number): void {
  let at = start;
  for (let parent = at.parent; parent !== undefined; parent = at.parent) {
    const next = outward(reading, at, parent, draft);
    if (next === undefined) break;
    at = next;
  }
  const { parent } = at;
  if (parent === undefined || at.field !== 'right' || !/^(operator_)?assignment$/.test(parent.type)) return;
  const target = fieldOf(parent, 'left');
  if (target && /^(identifier|instance_variable|class_variable|global_variable)$/.test(target.type))
    followName(reading, target, draft, steps);
  else if (target?.type === 'constant') followConstant(reading, target, draft, steps);
  // `if (key = ENV['KEY']).present?`
  if (parent.parent?.type === 'parenthesized_statements' && steps < MOST_STEPS)
    follow(reading, parent, draft, steps + 1);
}

/** @returns the node to go on with; undefined when the value is used here for good */
function outward(reading: Reading, at: RbNode, parent: RbNode, draft: Draft): RbNode | undefined {
  const question = questionAround(at, parent);
  if (question) {
    addQuestion(reading, question, at, draft);
    // `x && x.strip`, `x.presence && …`: of `x || y` it is the value that goes on.
    return undefined;
  }
  const converted = conversionAround(at, parent);
  if (converted) {
    draft.type ??= converted.type;
    // Until the other side of an `||` is known, nil may be taken care of.
    if (converted.raises) draft.enforced = true;
    if (converted.isOptional) draft.need ??= 'optional';
    return converted.node;
  }
  if (parent.type === 'binary' && /^(\|\||or)$/.test(fieldOf(parent, 'operator')?.text ?? ''))
    return at.field === 'left' ? firstChoice(reading, parent, draft) : laterChoice(reading, parent, draft);
  if (parent.type === 'case' && at.field === 'value') {
    draft.need ??= 'optional';
    return undefined;
  }
  if (parent.type === 'conditional') return at.field === 'condition' ? undefined : parent;
  return parent.type === 'parenthesized_statements' ? parent : undefined;
}

/** `x || raise(…)`, `x || other || 'default'`. */
function firstChoice(reading: Reading, chain: RbNode, draft: Draft): RbNode | undefined {
  const right = fieldOf(chain, 'right');
  const all = right ? leaves(right) : [];
  const others = [...reading.accesses.values()].filter((other) => all.some((leaf) => bare(leaf) === other.node));
  for (const other of others) draft.among.add(other);
  const last = all.at(-1);
  if (last === undefined) return undefined;
  if (aborts(last)) {
    draft.demanded = true;
    return undefined;
  }
  const own = others.find(({ node }) => node === bare(last));
  if (own) {
    draft.fallback ??= own.fallback;
    if (own.form === 'strict') draft.enforced = true;
  } else if (/^(nil|false)$/.test(last.type)) draft.need ??= 'optional';
  else if (isAsked(chain)) draft.need ??= 'optional';
  else draft.fallback ??= last;
  return chain;
}

/** `if a || b`: no value, but a question. */
function isAsked(chain: RbNode): boolean {
  const { parent } = chain;
  if (parent?.type === 'parenthesized_statements') return isAsked(parent);
  return (
    chain.field === 'condition' ||
    parent?.type === 'unary' ||
    (parent?.type === 'binary' && /^(&&|and)$/.test(fieldOf(parent, 'operator')?.text ?? ''))
  );
}

/** The second of `first || second`: it serves where the first is not set. */
function laterChoice(reading: Reading, chain: RbNode, draft: Draft): RbNode | undefined {
  const left = fieldOf(chain, 'left');
  const others = left
    ? [...reading.accesses.values()].filter((other) => leaves(left).some((leaf) => holds(leaf, other)))
    : [];
  for (const other of others) draft.among.add(other);
  if (others.length === 0) draft.need ??= 'optional';
  return chain;
}

/** `ENV['A'].presence` */
function holds(leaf: RbNode, { node }: Access): boolean {
  const inner = bare(leaf);
  if (inner === node) return true;
  const receiver = callOf(inner)?.receiver;
  return receiver !== undefined && holds(receiver, { node } as Access);
}

function leaves(node: RbNode): RbNode[] {
  const at = bare(node);
  if (at.type !== 'binary' || !/^(\|\||or)$/.test(fieldOf(at, 'operator')?.text ?? '')) return [at];
  return [fieldOf(at, 'left'), fieldOf(at, 'right')].flatMap((each) => (each ? leaves(each) : []));
}

function addQuestion(reading: Reading, question: Question, at: RbNode, draft: Draft): void {
  const { whenAbsent, isAlone, together } = question;
  if (together)
    for (const other of reading.accesses.values())
      if (isInside(other.node, together) && !isInside(other.node, at)) draft.among.add(other);
  if (whenAbsent && aborts(whenAbsent) && isAlone) draft.demanded = true;
  else draft.need ??= 'optional';
}

/** What the code does with a value under the name that it got. */
function followName(reading: Reading, target: RbNode, draft: Draft, steps: number): void {
  if (steps >= MOST_STEPS) return;
  const method = methodAround(target);
  const uses = (reading.file.uses.get(target.text) ?? []).filter((use) => {
    if (use === target || use.start < target.start || use.field === 'left') return false;
    return target.type === 'identifier' ? methodAround(use) === method : ownerOf(use) === ownerOf(target);
  });
  for (const use of uses) followUse(reading, use, draft, steps);
}

function followConstant(reading: Reading, target: RbNode, draft: Draft, steps: number): void {
  if (steps >= MOST_STEPS) return;
  for (const use of reading.file.uses.get(target.text) ?? [])
    if (use !== target && use.field !== 'left') followUse(reading, use, draft, steps);
}

/** A use later on may ask for the value, and fail for nil: but only what always runs says that it must be there. */
function followUse(reading: Reading, use: RbNode, draft: Draft, steps: number): void {
  const before = draft.enforced;
  follow(reading, use, draft, steps + 1);
  draft.enforced = before;
}

/** The `rescue` that takes what `fetch` raises, and goes on; `fetch('A') rescue 'b'` gives another value. */
function rescueAround(node: RbNode): { readonly fallback?: RbNode } | undefined {
  for (let at = node, parent = node.parent; parent !== undefined; at = parent, parent = parent.parent) {
    if (parent.type === 'rescue_modifier' && at.field === 'body') {
      const fallback = fieldOf(parent, 'handler');
      return fallback && !aborts(fallback) && at === node ? { fallback } : {};
    }
    if (/^(begin|body_statement)$/.test(parent.type) && at.type !== 'rescue') {
      const handler = parent.children.find(({ type }) => type === 'rescue');
      const names = fieldOf(handler, 'exceptions')?.text ?? 'StandardError';
      if (handler && /KeyError|IndexError|StandardError|Exception|NoMethodError/.test(names))
        return aborts(fieldOf(handler, 'body') ?? handler) ? undefined : {};
    }
    if (/^(method|singleton_method|class|module)$/.test(parent.type)) return undefined;
  }
  return undefined;
}
