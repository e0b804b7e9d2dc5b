import { fieldOf, withDescendants } from '../syntax.ts';
import { plainString } from './strings.ts';
import { callOf, isBlock, type RbNode, statementsOf } from './syntax.ts';

/** A question whether a value is there. */
export interface Question {
  /** What runs when it is not; undefined when nothing does, or that is not known. */
  readonly whenAbsent: RbNode | undefined;
  /** Its absence alone decides. */
  readonly isAlone: boolean;
  /** The condition in which several must be absent together. */
  readonly together?: RbNode;
}

/** The question that a value stands in, when its parent asks for it: `x.nil?`, `unless x`, `!x`, `x ? a : b`, `x && …`. */
export function questionAround(at: RbNode, parent: RbNode): Question | undefined {
  const asked = absenceAsked(at, parent);
  return asked && decided(asked.node, asked.absentIf);
}

interface Asked {
  readonly node: RbNode;
  /** The answer that means absence. */
  readonly absentIf: boolean;
}

function absenceAsked(at: RbNode, parent: RbNode): Asked | undefined {
  switch (parent.type) {
    case 'call': {
      const name = at.field === 'receiver' ? (callOf(parent)?.name ?? '') : '';
      if (/^(nil\?|blank\?|empty\?)$/.test(name)) return { node: parent, absentIf: true };
      return /^present\?$/.test(name) ? { node: parent, absentIf: false } : undefined;
    }
    case 'binary':
      return comparedWithNothing(at, parent);
    case 'unary':
      return fieldOf(parent, 'operator')?.text === 'defined?' ? undefined : { node: at, absentIf: false };
    case 'if':
    case 'unless':
    case 'elsif':
    case 'if_modifier':
    case 'unless_modifier':
    case 'conditional':
      return at.field === 'condition' ? { node: at, absentIf: false } : undefined;
    case 'block':
    case 'do_block':
    case 'block_body':
    case 'body_statement':
      return gatheredAround(at, parent, false) && { node: at, absentIf: false };
    default:
      return undefined;
  }
}

function comparedWithNothing(at: RbNode, parent: RbNode): Asked | undefined {
  const operator = fieldOf(parent, 'operator')?.text ?? '';
  if (operator === '&&' || operator === 'and') return { node: at, absentIf: false };
  const other = fieldOf(parent, at.field === 'left' ? 'right' : 'left');
  const isNothing = other?.type === 'nil' || (other && plainString(other) === '');
  if (!isNothing || !/^(==|!=)$/.test(operator)) return undefined;
  return { node: parent, absentIf: operator === '==' };
}

/** The question that a presence test itself is: `ENV.key?('X')`. */
export function questionOf(test: RbNode): Question {
  return decided(test, false);
}

/** Goes from a question to the branch that its answer decides. */
function decided(question: RbNode, absentIf: boolean): Question {
  let at = question;
  let answer = absentIf;
  let isAlone = true;
  let together: RbNode | undefined;
  for (let parent = at.parent; parent !== undefined; at = parent, parent = at.parent) {
    if (parent.type === 'parenthesized_statements') continue;
    if (parent.type === 'unary' && fieldOf(parent, 'operator')?.text !== 'defined?') {
      answer = !answer;
      continue;
    }
    const operator = parent.type === 'binary' ? fieldOf(parent, 'operator')?.text : undefined;
    if (operator !== undefined && /^(\|\||or|&&|and)$/.test(operator)) {
      const isOr = operator === '||' || operator === 'or';
      // `x.nil? || raise`, `x.present? or abort`: the right side runs for one answer.
      const isRight = at.field === 'right';
      const right = fieldOf(parent, 'right');
      if (!isRight && right && aborts(right))
        return { whenAbsent: isOr === answer ? undefined : right, isAlone, ...(together && { together }) };
      // Of `absent || x` the absence is enough, of `absent && x` it is not.
      if (answer !== isOr) {
        isAlone = onlyAbsences(parent);
        together = parent;
      }
      continue;
    }
    const gathered = gatheredAround(at, parent, answer);
    if (gathered) return decided(gathered.node, gathered.absentIf);
    return { whenAbsent: branchOf(parent, at, answer), isAlone, ...(together && { together }) };
  }
  return { whenAbsent: undefined, isAlone: false };
}

function onlyAbsences(condition: RbNode): boolean {
  return condition.children.every(({ text, field }) => field === 'operator' || /^!|nil\?|blank\?|empty\?/.test(text));
}

/** `missing = NAMES.reject { |name| ENV[name] }`, `NAMES.all? { |name| ENV.key?(name) }`: what is gathered is then asked for. */
function gatheredAround(at: RbNode, parent: RbNode, absentIf: boolean): Asked | undefined {
  const block = isBlock(parent) ? parent : parent.parent;
  if (block === undefined || !isBlock(block) || at !== statementsOf(block).at(-1)) return undefined;
  const call = block.parent && callOf(block.parent);
  if (call === undefined) return undefined;
  switch (call.name) {
    case 'reject':
      return absentIf ? undefined : listAsked(call.node);
    case 'select':
    case 'filter':
    case 'find_all':
      return absentIf ? listAsked(call.node) : undefined;
    case 'all?':
      return absentIf ? undefined : { node: call.node, absentIf: false };
    case 'any?':
      return absentIf ? { node: call.node, absentIf: true } : undefined;
    default:
      return undefined;
  }
}

/** `raise … if missing.any?`, `unless missing.empty?`: the list is there when something is missing. */
function listAsked(list: RbNode): Asked | undefined {
  const call = list.parent && list.field === 'receiver' ? callOf(list.parent) : undefined;
  if (call) return askedOfList(call.node);
  const name = list.parent?.type === 'assignment' ? fieldOf(list.parent, 'left')?.text : undefined;
  const around = name === undefined ? undefined : list.parent?.parent;
  for (const node of around ? withDescendants(around) : []) {
    const test = node.start > list.end ? callOf(node) : undefined;
    const found = test?.receiver?.text === name ? askedOfList(node) : undefined;
    if (found) return found;
  }
  return undefined;
}

function askedOfList(node: RbNode): Asked | undefined {
  const name = callOf(node)?.name ?? '';
  if (/^(any\?|present\?)$/.test(name)) return { node, absentIf: true };
  return /^(empty\?|none\?|blank\?)$/.test(name) ? { node, absentIf: false } : undefined;
}

/** A difference of names: what is in it is missing. */
export function questionOfDifference(list: RbNode): Question | undefined {
  const asked = listAsked(list);
  return asked && decided(asked.node, asked.absentIf);
}

function branchOf(parent: RbNode, condition: RbNode, answer: boolean): RbNode | undefined {
  if (condition.field !== 'condition') return undefined;
  switch (parent.type) {
    case 'if':
    case 'elsif':
    case 'conditional':
      return fieldOf(parent, answer ? 'consequence' : 'alternative');
    case 'unless':
      return fieldOf(parent, answer ? 'alternative' : 'consequence');
    case 'if_modifier':
      return answer ? fieldOf(parent, 'body') : undefined;
    case 'unless_modifier':
      return answer ? undefined : fieldOf(parent, 'body');
    default:
      return undefined;
  }
}

const ENDS = /^(raise|abort|fail|exit!?)$/;

/** Whether a branch ends the program or the work in progress with an error. */
export function aborts(branch: RbNode): boolean {
  const last = /^(then|else|body_statement|block_body|parenthesized_statements|begin|do)$/.test(branch.type)
    ? branch.children.at(-1)
    : branch;
  if (last === undefined) return false;
  if (last.type === 'identifier') return ENDS.test(last.text);
  const call = callOf(last);
  if (call === undefined || !ENDS.test(call.name)) return false;
  const [status] = call.args;
  return call.name !== 'exit' || !(status && /^(0|true)$/.test(status.text));
}
