import {
  type AssembledText,
  concat,
  fixed,
  hasVariable,
  literalOf,
  soleVariable,
  UNKNOWN,
  variable,
} from '../assembled-text.ts';
import { withStandIn } from '../stand-in.ts';
import { fieldOf, type Syntax } from '../syntax.ts';
import { argumentAt, bare, type JvmCall, lambdaIn } from './call.ts';
import { getenvName, isDotenv, isGetenv } from './getenv.ts';
import type { JvmReader } from './jvm-file.ts';
import { lookUp, lookUpMember } from './lookup.ts';
import { propertyOfCall } from './property-calls.ts';
import { type StringPiece, stringPieces } from './string-literal.ts';

/** While a text is followed: how deep, and how many steps are left for the whole of it. */
export interface Following extends JvmReader {
  readonly depth: number;
  readonly budget: { left: number };
}

const MOST_DEPTH = 14;
const MOST_STEPS = 600;

/** The text that an expression stands for, followed through constants, fields, properties and simple functions. */
export function evaluate(node: Syntax | undefined, reader: JvmReader): AssembledText {
  return follow(node, { ...reader, depth: 0, budget: { left: MOST_STEPS } });
}

/** One step; exported for the look-ups that lead back here. */
export function follow(expression: Syntax | undefined, following: Following): AssembledText {
  following.budget.left -= 1;
  if (expression === undefined || following.depth > MOST_DEPTH || following.budget.left < 0) return UNKNOWN;
  const deeper = { ...following, depth: following.depth + 1 };
  const node = bare(expression);
  const pieces = stringPieces(node);
  if (pieces) return concat(pieces.map((piece) => followPiece(piece, node, deeper)));
  switch (node.type) {
    case 'decimal_integer_literal':
    case 'number_literal':
      return fixed(node.text.replace(/[_Ll]/g, ''));
    case 'identifier':
      return lookUp(node.text, node, deeper);
    case 'field_access':
    case 'navigation_expression':
      return lookUpMember(node, deeper);
    case 'binary_expression':
      return followBinary(node, deeper);
    case 'ternary_expression':
      return followChoice(fieldOf(node, 'consequence'), fieldOf(node, 'alternative'), deeper);
    case 'if_expression':
      return followChoice(node.children[1], node.children[2], deeper);
    case 'cast_expression':
      return follow(fieldOf(node, 'value'), deeper);
    case 'as_expression':
      return follow(node.children[0], deeper);
    case 'unary_expression':
      return fieldOf(node, 'operator')?.text === '!!' ? follow(fieldOf(node, 'argument'), deeper) : UNKNOWN;
    case 'block':
      return node.children.length === 1 ? follow(node.children[0], deeper) : UNKNOWN;
    case 'index_expression':
      return isGetenv(node.children[0], deeper.file) || isDotenv(node.children[0], deeper.file)
        ? read(follow(node.children[1], deeper))
        : UNKNOWN;
    case 'array_creation_expression':
    case 'array_initializer':
    case 'element_value_array_initializer':
    case 'collection_literal':
      return followList(node, deeper);
    default: {
      const call = following.file.callAt.get(node);
      return call ? followCall(call, deeper) : UNKNOWN;
    }
  }
}

function followPiece(piece: StringPiece, at: Syntax, following: Following): AssembledText {
  if (typeof piece === 'string') return fixed(piece);
  return 'type' in piece ? follow(piece, following) : lookUp(piece.name, at, following);
}

function read(name: AssembledText): AssembledText {
  const text = literalOf(name);
  return text === undefined || text === '' ? UNKNOWN : variable(text);
}

function followList(node: Syntax, following: Following): AssembledText {
  const inner = node.type === 'array_creation_expression' ? fieldOf(node, 'value') : node;
  const [only, more] = inner?.children ?? [];
  return only && more === undefined ? follow(only, following) : UNKNOWN;
}

function followBinary(node: Syntax, following: Following): AssembledText {
  const operator = fieldOf(node, 'operator')?.text;
  const left = follow(fieldOf(node, 'left'), following);
  if (operator === '?:') return withStandIn(left, follow(fieldOf(node, 'right'), following));
  return operator === '+' ? concat([left, follow(fieldOf(node, 'right'), following)]) : UNKNOWN;
}

/** `x != null ? x : "d"`: the variable of one branch, with the other standing in for it. */
function followChoice(yes: Syntax | undefined, no: Syntax | undefined, following: Following): AssembledText {
  const [left, right] = [follow(yes, following), follow(no, following)];
  if (soleVariable(left) && literalOf(right) !== undefined) return withStandIn(left, right);
  if (soleVariable(right) && literalOf(left) !== undefined) return withStandIn(right, left);
  return JSON.stringify(left) === JSON.stringify(right) ? left : UNKNOWN;
}

/** Calls that hand on what they are given, as far as names of hosts, ports and queues go. */
const HANDS_ON_ARGUMENT =
  /^(parseInt|parseLong|valueOf|create|URI|URL|URLEncoder|requireNonNull|requireNotNull|checkNotNull|ofNullable|of|listOf|asList|singletonList|setOf|singleton|arrayOf|get|Path|Paths|File|toString|String|fromUriString|fromHttpUrl|parse|HttpHost|ClassPathResource|FileSystemResource)$/;
const HANDS_ON_RECEIVER =
  /^(trim|strip|toString|toInt|toLong|intValue|toIntOrNull|toUri|toURI|toURL|toHttpUrl|toHttpUrlOrNull|get|getString|let|also|takeIf|takeUnless|ifBlank|ifEmpty|orEmpty|filter|map|asString|build|toUriString|removeSuffix|removePrefix|split|toPath|orElseThrow|lowercase|toLowerCase|toTypedArray|toList|normalize|toAbsolutePath|encode)$/;
const FALLS_BACK_FROM_RECEIVER = /^(orElse|orElseGet|getOrElse|ifBlank|ifEmpty|defaultIfEmpty)$/;
const FALLS_BACK_FROM_ARGUMENT =
  /^(requireNonNullElse|requireNonNullElseGet|defaultIfEmpty|defaultIfBlank|defaultString|firstNonNull|defaultIfNull|coalesce|firstNonBlank)$/;

function followCall(call: JvmCall, following: Following): AssembledText {
  const { file } = following;
  const [first, second] = call.args.map(({ value }) => value);
  const name = getenvName(call, file);
  if (name) {
    const text = read(follow(name.node, following));
    return name.fallback ? withStandIn(text, follow(name.fallback, following)) : text;
  }
  const property = propertyOfCall(call, following);
  if (property) return property;
  const helper = call.args.length > 0 ? helperText(call, following) : undefined;
  if (helper) return helper;
  if (FALLS_BACK_FROM_RECEIVER.test(call.name) && call.receiver)
    return withStandIn(follow(call.receiver, following), follow(givenBy(first ?? call.block), following));
  if (FALLS_BACK_FROM_ARGUMENT.test(call.name) && first && second)
    return withStandIn(follow(first, following), follow(givenBy(second), following));
  if (call.name === 'format' || call.name === 'formatted' || call.name === 'join') return followFormat(call, following);
  if (call.name === 'concat' && call.receiver && first)
    return concat([follow(call.receiver, following), follow(first, following)]);
  if (call.receiver && HANDS_ON_RECEIVER.test(call.name)) {
    const text = follow(call.receiver, following);
    if (hasVariable(text) || literalOf(text) !== undefined) return text;
  }
  if (call.args.length === 1 && first && HANDS_ON_ARGUMENT.test(call.name)) return follow(first, following);
  return lookUpMember(call.node, following);
}

/** The expression that a lambda gives: `() -> "d"`, `{ "d" }`. */
function givenBy(node: Syntax | undefined): Syntax | undefined {
  if (node?.type === 'lambda_expression') return fieldOf(node, 'body');
  const lambda =
    node?.type === 'lambda_literal' ? node : lambdaIn(node?.type === 'annotated_lambda' ? node : undefined);
  return lambda ? lambda.children.at(-1) : node;
}

/** `String.format("http://%s:%s", host, port)`, `"…".formatted(host)`. */
function followFormat(call: JvmCall, following: Following): AssembledText {
  if (call.name === 'join') return UNKNOWN;
  const values = call.args.map(({ value }) => value);
  const ofText = call.name === 'formatted' || (call.receiver !== undefined && stringPieces(bare(call.receiver)));
  const format = follow(ofText ? call.receiver : values[0], following);
  const rest = ofText ? values : values.slice(1);
  const literal = literalOf(format);
  if (literal === undefined) return UNKNOWN;
  let at = 0;
  return concat(
    literal.split(/(%(?:\d+\$)?[-\d.]*[sdSx]|%n|%%)/).map((piece) => {
      if (piece === '%%') return fixed('%');
      if (!/^%/.test(piece)) return fixed(piece);
      const index = /^%(\d+)\$/.exec(piece)?.[1];
      const value = rest[index === undefined ? at : Number(index) - 1];
      at += index === undefined ? 1 : 0;
      return value ? follow(value, following) : UNKNOWN;
    }),
  );
}

/** The text that a call of a helper gives; undefined when it is none. */
function helperText(call: JvmCall, following: Following): AssembledText | undefined {
  const helper = following.helpers.get(call.name);
  const name = helper && argumentAt(call.args, [], helper.nameParameter);
  if (helper === undefined || name === undefined) return undefined;
  const given = helper.defaultParameter === undefined ? undefined : call.args[helper.defaultParameter]?.value;
  const text = read(concat([fixed(helper.prefix), follow(name, following)]));
  if (given) return withStandIn(text, follow(given, following));
  return helper.ownDefault === undefined ? text : withStandIn(text, fixed(helper.ownDefault));
}
