import { type AssembledText, fixed, literalOf, soleVariable, UNKNOWN } from '../assembled-text.ts';
import { follow } from './evaluate.ts';
import type { GoAssignment } from './model.ts';
import { isFunction } from './model.ts';
import type { Following } from './reader.ts';
import { sameText, variable } from './text.ts';
import { ancestors, child, type GoNode } from './tree.ts';

/**
 * What a name holds at one place after the assignments before it, in the order of the text. An assignment in a branch
 * that the place does not share is a second possibility; only "set a default when empty" and "take it when set" have one
 * answer.
 */
export function foldAssignments(
  assignments: readonly GoAssignment[],
  use: GoNode,
  { following, start }: { readonly following: Following; readonly start: AssembledText | undefined },
): AssembledText {
  let held = start;
  for (const { target, value, index } of assignments) {
    const branch = branchAround(target);
    const next = value === undefined ? fixed('') : index > 0 ? UNKNOWN : follow(value, following);
    const shared = branch === undefined || (branch.start <= use.start && use.end <= branch.end);
    held = shared || held === undefined ? next : choose(held, next, conditionOf(branch));
  }
  return held ?? UNKNOWN;
}

/** The innermost branch around a node inside its function: a block of an `if`, a case, a loop's body. */
export function branchAround(node: GoNode): GoNode | undefined {
  for (const each of ancestors(node)) {
    if (isFunction(each)) return undefined;
    const inIf = each.parent?.type === 'if_statement' && (each.field === 'consequence' || each.field === 'alternative');
    if (inIf || /_case$/.test(each.type) || (each.type === 'block' && each.parent?.type === 'for_statement'))
      return each;
  }
  return undefined;
}

function conditionOf(branch: GoNode): string {
  return child(branch.parent, 'condition')?.text ?? '';
}

const TESTS_ABSENCE = /== ""|"" ==|== 0\b|!\w+|err != nil|== nil/;
const TESTS_PRESENCE = /!= ""|"" !=|[>!]=? ?0\b|\b(ok|found|exists|present|set|has)\b|err == nil|!= nil/i;

function choose(held: AssembledText, next: AssembledText, condition: string): AssembledText {
  if (sameText(held, next)) return held;
  if (literalOf(held) === '') return next;
  const [before, after] = [soleVariable(held), soleVariable(next)];
  if (before && TESTS_ABSENCE.test(condition)) {
    const standIn = literalOf(next) ?? after?.fallback;
    const others = [...(before.others ?? []), ...(after ? [after.variable] : [])];
    return before.fallback === undefined ? variable(before.variable, standIn, others) : held;
  }
  if (after && TESTS_PRESENCE.test(condition)) return variable(after.variable, literalOf(held) ?? before?.fallback);
  return UNKNOWN;
}
