import {
  type AssembledText,
  concat,
  fixed,
  hasVariable,
  literalOf,
  soleVariable,
  textOfValue,
  UNKNOWN,
} from '../assembled-text.ts';
import { boundTo } from './bound.ts';
import { calleeName, type GoCall } from './call.ts';
import { formatted } from './format.ts';
import { stringIn } from './literal.ts';
import { lookUp, lookUpSelector } from './lookup.ts';
import { callsOfOwn } from './model.ts';
import type { Following, GoReader } from './reader.ts';
import { taggedVariable } from './tagged-variable.ts';
import { oneOf, variable } from './text.ts';
import { bare, child, type GoNode, listed, within } from './tree.ts';
import { viperName } from './viper-names.ts';

const MOST_DEPTH = 14;
const MOST_SITES = 40;
/** A real text takes a few dozen. */
const MOST_STEPS = 600;

/** The text that an expression stands for, followed through variables, fields, parameters and simple functions. */
export function evaluate(node: GoNode, reader: GoReader): AssembledText {
  return follow(node, { ...reader, frames: new Map(), open: new Set(), depth: 0, budget: { left: MOST_STEPS } });
}

/** A text that depends on a parameter, once for each call that feeds it; `site` is that call. */
export interface SitedText {
  readonly text: AssembledText;
  readonly site: GoCall | undefined;
}

/** All texts that an expression stands for: several when its function is called with several values. */
export function evaluateAll(node: GoNode, reader: GoReader): SitedText[] {
  return expand(
    node,
    { ...reader, frames: new Map(), open: new Set(), depth: 0, budget: { left: MOST_STEPS } },
    undefined,
  ).slice(0, MOST_SITES);
}

function expand(node: GoNode, following: Following, site: GoCall | undefined): SitedText[] {
  const open = new Set<GoNode>();
  const text = follow(node, { ...following, open });
  const [first] = open;
  if (first === undefined || following.frames.size > 3) return [{ text, site }];
  const name = child(first, 'name')?.text ?? '';
  return callsOfOwn(name, following.file)
    .slice(0, MOST_SITES)
    .flatMap((call) => expand(node, { ...following, frames: new Map([...following.frames, [first, call]]) }, call));
}

/** One step of following; exported for the look-ups that lead back here. */
export function follow(expression: GoNode, following: Following): AssembledText {
  following.budget.left -= 1;
  if (following.depth > MOST_DEPTH || following.budget.left < 0) return UNKNOWN;
  const deeper = { ...following, depth: following.depth + 1 };
  const node = bare(expression);
  const literal = stringIn(node);
  if (literal !== undefined) return fixed(literal);
  switch (node.type) {
    case 'int_literal':
      return fixed(node.text.replaceAll('_', ''));
    case 'true':
    case 'false':
    case 'float_literal':
      return fixed(node.text);
    case 'identifier':
      return lookUp(node, deeper);
    case 'selector_expression':
      return lookUpSelector(node, deeper);
    case 'binary_expression':
      if (child(node, 'operator')?.text !== '+') return UNKNOWN;
      return concat([child(node, 'left'), child(node, 'right')].map((side) => (side ? follow(side, deeper) : UNKNOWN)));
    case 'call_expression':
    case 'type_conversion_expression':
      return followCall(node, deeper);
    case 'composite_literal': {
      // A list of one: `[]string{broker}`.
      const elements = child(node, 'type')?.type === 'slice_type' ? (child(node, 'body')?.children ?? []) : [];
      return elements.length === 1 && elements[0] ? follow(elements[0], deeper) : UNKNOWN;
    }
    default:
      return UNKNOWN;
  }
}

/** Calls that hand on their first argument, as far as names of hosts, ports and queues go. */
const HANDS_ON =
  /^(strings\.(TrimSpace|Split|ToLower|Trim|TrimRight|TrimSuffix|Clone)|strconv\.(Itoa|Atoi|ParseInt|ParseUint|FormatInt|FormatUint|Quote)|fmt\.Sprint|url\.(Parse|PathEscape|ParseRequestURI)|string|int|int32|int64|uint16|uint|byte|aws\.String|aws\.ToString|to\.Ptr|to\.StringPtr|ptr\.To|ptr\.String|pointer\.String|filepath\.Clean|path\.Clean|os\.ExpandEnv|lo\.ToPtr|template\.URL)$/;

function followCall(node: GoNode, following: Following): AssembledText {
  const call = following.file.callAt.get(node);
  if (call === undefined) return UNKNOWN;
  const name = calleeName(call);
  const [first, second] = call.args;
  if (name === 'os.ExpandEnv' && first) return expandShell(follow(first, following));
  if (/^(os\.Getenv|os\.LookupEnv|syscall\.Getenv)$/.test(name) && first) return read(follow(first, following));
  if (/^fmt\.(Sprintf|Appendf)$/.test(name) && first) return formatted(call.args, following, follow);
  if (name === 'net.JoinHostPort' && first && second)
    return concat([follow(first, following), fixed(':'), follow(second, following)]);
  if (/^(url\.JoinPath|path\.Join|filepath\.Join)$/.test(name)) return joinedPath(call, following);
  if (/^(cmp\.Or|lo\.CoalesceOrEmpty)$/.test(name)) return firstSet(call.args.map((arg) => follow(arg, following)));
  const helper = following.helpers.get(call.name);
  if (helper) return helperText(call, following);
  if (/^\.(String|Int|Bool|Duration|StringSlice)$/.test(name) && first) {
    const flag = taggedVariable(`flag ${stringIn(first)}`, 'cli.Flag', following.settings);
    if (flag) return flag;
  }
  if (/^(flag|pflag)\.(String|Int|Uint)$/.test(name) && second) {
    const initial = follow(second, following);
    // The command line decides; only where the environment is the default is it known what does.
    return hasVariable(initial) ? initial : UNKNOWN;
  }
  const configured = viperName(call, following.viper);
  if (configured) return variable(configured.name, configured.fallback);
  if (name === '.String' && first === undefined && call.receiver) return follow(call.receiver, following);
  if (HANDS_ON.test(name) && (first ?? call.receiver)) return follow(first ?? call.receiver ?? node, following);
  return returned(call, following);
}

function read(name: AssembledText, fallback?: string): AssembledText {
  const text = literalOf(name);
  return text === undefined || text === '' ? UNKNOWN : variable(text, fallback);
}

function expandShell(text: AssembledText): AssembledText {
  return concat(
    text.parts.map((part) =>
      typeof part !== 'string'
        ? { parts: [part] }
        : concat(
            part
              .split(/(\$\{\w+\}|\$\w+)/)
              .map((piece) => (piece.startsWith('$') ? variable(piece.replace(/[${}]/g, '')) : fixed(piece))),
          ),
    ),
  );
}

function joinedPath(call: GoCall, following: Following): AssembledText {
  const texts = call.args.map((arg) => follow(arg, following));
  const joined = concat(texts.flatMap((text, at) => (at === 0 ? [text] : [fixed('/'), text])));
  return {
    parts: joined.parts.map((part) => (typeof part === 'string' ? part.replace(/([^:])\/{2,}/g, '$1/') : part)),
  };
}

/** `cmp.Or(os.Getenv("PORT"), "8080")`: the first that is not empty. */
export function firstSet(texts: readonly AssembledText[]): AssembledText {
  const [first, ...rest] = texts;
  if (first === undefined) return fixed('');
  const sole = soleVariable(first);
  if (sole === undefined || sole.fallback !== undefined) return first;
  const last = rest.map(literalOf).find((text) => text !== undefined);
  return variable(sole.variable, last);
}

/** The text that a helper's call gives. */
export function helperText(call: GoCall, following: Following): AssembledText {
  const helper = following.helpers.get(call.name);
  const name = helper && call.args[helper.nameParameter];
  if (helper === undefined || name === undefined) return UNKNOWN;
  const given = helper.defaultParameter === undefined ? undefined : call.args[helper.defaultParameter];
  const fallback = given ? literalOf(follow(given, following)) : helper.ownDefault;
  const others = helper.alternativesFrom === undefined ? [] : call.args.slice(helper.alternativesFrom);
  const names = [name, ...others.filter((other) => other !== name)];
  const texts = names.map((each) => read(concat([fixed(helper.prefix), follow(each, following)]), fallback));
  return (texts.length > 1 ? oneOf(texts) : texts[0]) ?? UNKNOWN;
}

/** A function of this file that only returns: one level, and all its returns must agree. */
function returned(call: GoCall, following: Following): AssembledText {
  const target = following.file.functions.get(call.name);
  if (target?.body === undefined || call.package !== undefined)
    return call.args.length === 0 ? boundResult(call.name, following) : UNKNOWN;
  const frames = new Map([...following.frames, [target.node, call]]);
  const texts: AssembledText[] = [];
  for (const node of within(target.body)) {
    if (node.type !== 'return_statement') continue;
    const [value] = listed(node.children[0]);
    if (value === undefined || value.type === 'nil') return UNKNOWN;
    texts.push(follow(value, { ...following, frames }));
  }
  return onlyOne(texts);
}

/** The result of a function that another file defines. */
function boundResult(name: string, following: Following): AssembledText {
  const found = boundTo(name, following.file.context.bindings).filter((binding) => binding.name === `${name}.()`);
  const [first] = found;
  return first && found.length === 1 ? textOfValue(first.value) : UNKNOWN;
}

/** `if p := os.Getenv("PORT"); p != "" { return p }; return "8080"`: a variable, then what stands in for it. */
function onlyOne(texts: readonly AssembledText[]): AssembledText {
  const [first, second] = texts;
  if (first === undefined || texts.length > 2) return UNKNOWN;
  if (second === undefined) return first;
  const [left, right] = [soleVariable(first), soleVariable(second)];
  if (left && left.fallback === undefined && literalOf(second) !== undefined)
    return variable(left.variable, literalOf(second));
  if (right && right.fallback === undefined && literalOf(first) !== undefined)
    return variable(right.variable, literalOf(first));
  return UNKNOWN;
}
