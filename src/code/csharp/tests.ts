import { withDescendants } from '../syntax.ts';
import type { ReadType } from './reading.ts';
import { stringParts } from './strings.ts';
import { type CsNode, childOf, lastName } from './syntax.ts';

/** A question whether a value is there, or whether it is a certain one. */
export interface Test {
  /** What runs when it is not. */
  readonly whenAbsent: CsNode | undefined;
  /** Nothing but absences decides about that branch. */
  readonly isAlone: boolean;
  /** The condition in which several must be absent together. */
  readonly together?: CsNode;
  readonly type?: ReadType;
}

/** The test that a value stands in, when its parent asks for it. */
export function testAround(at: CsNode, parent: CsNode): Test | undefined {
  const asked = questionAt(at, parent);
  if (asked === undefined) return undefined;
  const { node, absentIf, type } = asked;
  return { ...decided(node, absentIf), ...(type && { type }) };
}

interface Question {
  readonly node: CsNode;
  /** The answer that means absence; undefined when the question is another one. */
  readonly absentIf: boolean | undefined;
  readonly type?: ReadType;
}

function questionAt(at: CsNode, parent: CsNode): Question | undefined {
  switch (parent.type) {
    case 'binary_expression':
      return comparison(at, parent);
    case 'is_pattern_expression':
    case 'is_expression':
      return patternMatch(parent);
    case 'argument': {
      const call = parent.parent?.parent;
      const callee = call?.type === 'invocation_expression' ? childOf(call, 'function') : undefined;
      const name = lastName(callee) ?? '';
      if (call && /^IsNullOr(Empty|WhiteSpace)$/.test(name)) return { node: call, absentIf: true };
      return call && name === 'Equals' ? { node: call, absentIf: undefined } : undefined;
    }
    case 'member_access_expression':
      return extension(at, parent);
    default:
      return undefined;
  }
}

/** `value.IsNullOrEmpty()` of a package, `section.Exists()`. */
function extension(at: CsNode, parent: CsNode): Question | undefined {
  const call = parent.parent;
  if (at.field !== 'expression' || call?.type !== 'invocation_expression') return undefined;
  const name = lastName(parent) ?? '';
  if (/^IsNullOr(Empty|WhiteSpace)$/.test(name)) return { node: call, absentIf: true };
  if (name === 'Equals') return { node: call, absentIf: undefined };
  return name === 'Exists' ? { node: call, absentIf: false } : undefined;
}

function comparison(at: CsNode, parent: CsNode): Question | undefined {
  const operator = childOf(parent, 'operator')?.text;
  if (operator !== '==' && operator !== '!=') return undefined;
  const other = parent.children.find((child) => child !== at && child.field !== 'operator');
  if (other === undefined) return undefined;
  const isNothing = other.type === 'null_literal' || /^""$|^string\.Empty$/i.test(other.text);
  if (isNothing) return { node: parent, absentIf: operator === '==' };
  const text = stringParts(other)?.join('');
  return {
    node: parent,
    absentIf: undefined,
    ...(text !== undefined && /^(true|false)$/i.test(text) && { type: 'boolean' }),
  };
}

/** `is null`, `is not null`, `is { Length: > 0 } value`. */
function patternMatch(parent: CsNode): Question {
  const pattern = (childOf(parent, 'pattern') ?? parent.children.at(-1))?.text ?? '';
  if (/^(null|null or "")$/.test(pattern)) return { node: parent, absentIf: true };
  return /^(not null|\{|string\b|var\b)/.test(pattern)
    ? { node: parent, absentIf: false }
    : { node: parent, absentIf: undefined };
}

/** Goes from a question to the branch that its answer decides. */
function decided(question: CsNode, absentIf: boolean | undefined): Omit<Test, 'type'> {
  let at = question;
  let answer = absentIf;
  let isAlone = true;
  let together: CsNode | undefined;
  for (let parent = at.parent; parent !== undefined; at = parent, parent = at.parent) {
    if (parent.type === 'parenthesized_expression') continue;
    if (parent.type === 'prefix_unary_expression') {
      answer = answer === undefined ? undefined : !answer;
      continue;
    }
    if (parent.type === 'binary_expression') {
      const operator = childOf(parent, 'operator')?.text;
      // Of `absent || x` the absence is enough, of `absent && x` it is not.
      const isEnough = (operator === '||' && answer === true) || (operator === '&&' && answer === false);
      if (!isEnough && operator !== '||' && operator !== '&&') return { whenAbsent: undefined, isAlone: false };
      if (!isEnough) {
        isAlone = onlyAbsences(parent);
        together = parent;
      }
      continue;
    }
    const branch = answer === undefined ? undefined : branchOf(parent, at, answer);
    return { whenAbsent: branch, isAlone, ...(together && { together }) };
  }
  return { whenAbsent: undefined, isAlone: false };
}

function onlyAbsences(condition: CsNode): boolean {
  return /^[^|]*$/.test(condition.text) && condition.children.every((child) => /IsNullOr|null|^&&$/.test(child.text));
}

function branchOf(parent: CsNode, condition: CsNode, answer: boolean): CsNode | undefined {
  if (condition.field !== 'condition') return undefined;
  if (parent.type !== 'if_statement' && parent.type !== 'conditional_expression') return undefined;
  return childOf(parent, answer ? 'consequence' : 'alternative');
}

/** Whether a branch ends the program or the work in progress with an error. */
export function aborts(branch: CsNode): boolean {
  if (branch.type === 'throw_expression' || branch.type === 'throw_statement') return true;
  const last = branch.type === 'block' ? branch.children.at(-1) : branch;
  if (last === undefined) return false;
  if (last.type === 'throw_statement') return true;
  for (const node of withDescendants(branch)) {
    if (/^(if_statement|lambda_expression)$/.test(node.type)) return false;
    if (
      node.type === 'invocation_expression' &&
      /^(System\.)?Environment\.(Exit|FailFast)$/.test(childOf(node, 'function')?.text ?? '')
    )
      return true;
  }
  return last.type === 'return_statement' && /^return\s+-?[1-9]\d*\s*;$/.test(last.text);
}
