import { type AssembledText, concat, fixed, literalOf, UNKNOWN } from '../assembled-text.ts';
import { addressText } from './addresses.ts';
import type { CallSite } from './call.ts';
import { callsOf } from './call-sites.ts';
import { followCall } from './called.ts';
import { lookUp, lookUpField } from './lookup.ts';
import { failureArm, okPattern } from './outcomes.ts';
import type { Following, RustReader } from './reader.ts';
import { stringIn } from './strings.ts';
import { bare, child, lastOf, type RsNode } from './syntax.ts';
import { orElse } from './text.ts';

const MOST_DEPTH = 16;
const MOST_SITES = 40;
/** A real text takes a few dozen. */
const MOST_STEPS = 600;

/** The text that an expression stands for, followed through names, fields, parameters and simple functions. */
export function evaluate(node: RsNode, reader: RustReader): AssembledText {
  return follow(node, begin(reader));
}

function begin(reader: RustReader): Following {
  return { ...reader, frames: new Map(), open: new Set(), depth: 0, budget: { left: MOST_STEPS }, follow };
}

/** A text that depends on a parameter, once for each call that feeds it; `site` is that call. */
export interface SitedText {
  readonly text: AssembledText;
  readonly site: CallSite | undefined;
}

/** All texts that an expression stands for: several when its function is called with several values. */
export function evaluateAll(node: RsNode, reader: RustReader): SitedText[] {
  return expand(node, begin(reader), undefined).slice(0, MOST_SITES);
}

function expand(node: RsNode, following: Following, site: CallSite | undefined): SitedText[] {
  const open = new Set<RsNode>();
  const text = follow(node, { ...following, open });
  const [first] = open;
  if (first === undefined || following.frames.size > 3) return [{ text, site }];
  return callsOf(first, following.file)
    .slice(0, MOST_SITES)
    .flatMap((call) => expand(node, { ...following, frames: new Map([...following.frames, [first, call]]) }, call));
}

/** One step of following; the look-ups lead back here. */
function follow(expression: RsNode, following: Following): AssembledText {
  following.budget.left -= 1;
  if (following.depth > MOST_DEPTH || following.budget.left < 0) return UNKNOWN;
  const deeper = { ...following, depth: following.depth + 1 };
  const node = bare(expression);
  const literal = stringIn(node);
  if (literal !== undefined) return fixed(literal);
  switch (node.type) {
    case 'integer_literal':
      return fixed(node.text.replaceAll('_', '').replace(/[iu](8|16|32|64|128|size)$/, ''));
    case 'boolean_literal':
    case 'float_literal':
      return fixed(node.text);
    case 'identifier':
    case 'scoped_identifier':
      return lookUp(node, deeper);
    case 'field_expression':
      return lookUpField(node, deeper);
    case 'call_expression':
      return followCall(node, deeper);
    case 'binary_expression':
      if (child(node, 'operator')?.text !== '+') return UNKNOWN;
      return concat([child(node, 'left'), child(node, 'right')].map((side) => (side ? follow(side, deeper) : UNKNOWN)));
    case 'if_expression':
      return followBranch(node, deeper);
    case 'match_expression':
      return followMatch(node, deeper);
    case 'tuple_expression':
      return addressText(node.children, deeper) ?? UNKNOWN;
    case 'array_expression':
      return followList(node, deeper);
    default:
      return UNKNOWN;
  }
}

/** Four numbers are an address; a list of one stands for what is in it. */
function followList(node: RsNode, following: Following): AssembledText {
  const [only, ...more] = node.children;
  if (only !== undefined && more.length === 0) return follow(only, following);
  if (node.children.length !== 4) return UNKNOWN;
  const numbers = node.children.map((each) => literalOf(follow(each, following)));
  return numbers.every((number) => number !== undefined && /^\d+$/.test(number)) ? fixed(numbers.join('.')) : UNKNOWN;
}

/** `if let Ok(port) = env::var("PORT") { port } else { "8080".into() }` */
function followBranch(node: RsNode, following: Following): AssembledText {
  const condition = child(node, 'condition');
  const [consequence, otherwise] = [child(node, 'consequence'), child(node, 'alternative')?.children[0]];
  const value = consequence && lastOf(consequence);
  if (condition?.type !== 'let_condition' || !okPattern(child(condition, 'pattern')) || !value || !otherwise)
    return UNKNOWN;
  return orElse(follow(value, following), follow(otherwise, following));
}

/** `match env::var("PORT") { Ok(port) => port, Err(_) => "8080".into() }` */
function followMatch(node: RsNode, following: Following): AssembledText {
  const arms = child(node, 'body')?.children.filter(({ type }) => type === 'match_arm') ?? [];
  const good = arms.filter((arm) => okPattern(child(arm, 'pattern')?.children[0]));
  const failed = failureArm(node);
  const [value] = good;
  const text = value && good.length === 1 && child(value, 'value');
  if (!text) return UNKNOWN;
  const standIn = failed && child(failed, 'value');
  return standIn ? orElse(follow(text, following), follow(standIn, following)) : follow(text, following);
}
