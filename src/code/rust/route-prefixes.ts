import { literalOf } from '../assembled-text.ts';
import { type CallSite, methodOn } from './call.ts';
import { evaluate } from './evaluate.ts';
import type { RustFunction } from './file.ts';
import { mountsTold } from './mounts.ts';
import type { RustReader } from './reader.ts';
import { joinPaths, routePath } from './route-path.ts';
import { bare, child, functionAround, isWrapper, lastOf, type RsNode } from './syntax.ts';

/** A prefix; undefined where it is computed. */
export type Prefix = string | undefined;

const MOST_DEPTH = 12;

/** The prefixes below which a call on a router takes effect: of its own chain, and of all that the chain is put into. */
export function prefixesOf(call: CallSite, reader: RustReader, depth = 0): Prefix[] {
  const own = ownPrefix(call.receiver, reader);
  return outerPrefixes(chainTop(call.node), reader, depth).map((outer) => join(outer, own));
}

function join(outer: Prefix, inner: Prefix): Prefix {
  return outer === undefined || inner === undefined ? undefined : joinPaths(outer, inner);
}

/** The whole of a chain of methods that a node begins or stands in. */
function chainTop(node: RsNode): RsNode {
  const around = methodOn(node)?.call;
  if (around) return chainTop(around);
  const parent = node.parent;
  return parent && isWrapper(parent) && parent.type !== 'block' && parent.type !== 'expression_statement'
    ? chainTop(parent)
    : node;
}

/** What a chain itself puts before its routes: `web::scope("/api")`, `Router::with_path("api")`. */
function ownPrefix(receiver: RsNode | undefined, reader: RustReader): Prefix {
  let prefix: Prefix = '';
  for (let node = receiver && bare(receiver); node !== undefined; ) {
    const call: CallSite | undefined = reader.file.callAt.get(node);
    if (call === undefined) return prefix;
    const isRoot = /(^|::)(scope|resource|Scope::new|Resource::new|Router::with_path|web::scope|web::resource)$/.test(
      call.callee,
    );
    const isStep = call.receiver !== undefined && /^(at|path)$/.test(call.name) && call.args.length === 1;
    if ((isRoot || isStep) && call.args[0]) prefix = join(textOf(call.args[0], reader), prefix);
    node = call.receiver && bare(call.receiver);
  }
  return prefix;
}

function textOf(node: RsNode, reader: RustReader): Prefix {
  const text = literalOf(evaluate(node, reader));
  return text === undefined ? undefined : routePath(text);
}

/** The prefixes that come from what an expression is put into. */
export function outerPrefixes(node: RsNode, reader: RustReader, depth = 0): Prefix[] {
  const { parent } = node;
  if (parent === undefined || depth > MOST_DEPTH) return [''];
  switch (parent.type) {
    case 'arguments':
      return argumentPrefixes(node, parent, { reader, depth: depth + 1 });
    case 'array_expression':
    case 'tuple_expression':
    case 'reference_expression':
    case 'parenthesized_expression':
    case 'try_expression':
    case 'await_expression':
    case 'match_arm':
    case 'match_block':
    case 'match_expression':
    case 'if_expression':
    case 'else_clause':
      return outerPrefixes(parent, reader, depth + 1);
    case 'let_declaration':
      return namedPrefixes(parent, reader, depth + 1);
    case 'return_expression':
      return ofFunction(functionAround(parent), reader, depth + 1);
    case 'block':
      return lastOf(parent) === node
        ? blockPrefixes(parent, reader, depth + 1)
        : statementPrefixes(node, reader, depth + 1);
    case 'expression_statement':
      return statementPrefixes(node, reader, depth + 1);
    case 'function_item':
      return ofFunction(parent, reader, depth + 1);
    default:
      return [''];
  }
}

function blockPrefixes(block: RsNode, reader: RustReader, depth: number): Prefix[] {
  if (block.parent?.type === 'function_item') return ofFunction(block.parent, reader, depth);
  return outerPrefixes(block, reader, depth);
}

interface Way {
  readonly reader: RustReader;
  readonly depth: number;
}

function argumentPrefixes(node: RsNode, list: RsNode, { reader, depth }: Way): Prefix[] {
  const call = list.parent && reader.file.callAt.get(list.parent);
  if (call === undefined) return [''];
  const [first] = call.args;
  const position = call.args.indexOf(node);
  if (call.receiver === undefined) {
    const isWrap = /(^|::)(Some|Ok|Box::new|Arc::new|routes|catchers)$/.test(call.callee);
    return isWrap ? outerPrefixes(chainTop(call.node), reader, depth) : [''];
  }
  if (/^(nest|nest_service|nest_no_strip|nest_api_service|mount)$/.test(call.name)) {
    if (position === 0) return prefixesOf(call, reader, depth);
    const prefix = first ? textOf(first, reader) : '';
    return prefixesOf(call, reader, depth).map((outer) => join(outer, prefix));
  }
  return /^(merge|push|append|extend|service|configure|routes|route|unshift)$/.test(call.name)
    ? prefixesOf(call, reader, depth)
    : [''];
}

/** A router under a name: every use of it counts. */
function namedPrefixes(statement: RsNode, reader: RustReader, depth: number): Prefix[] {
  const pattern = child(statement, 'pattern');
  const name = /(\w+)$/.exec(pattern?.text ?? '')?.[1] ?? '';
  const block = statement.parent;
  if (block === undefined) return [''];
  const uses = (reader.file.identifiers.get(name) ?? []).filter(
    ({ start }) => start > statement.end && start < block.end,
  );
  const all = uses.flatMap((use) => (isAssigned(use) ? [] : outerPrefixes(chainTop(use), reader, depth)));
  const inner = all.filter((prefix) => prefix !== '');
  return inner.length > 0 ? [...new Set(inner)] : [''];
}

function isAssigned(use: RsNode): boolean {
  return use.parent?.type === 'assignment_expression' && use.field === 'left';
}

/** `cfg.service(…);` in a function that is given what it configures. */
function statementPrefixes(node: RsNode, reader: RustReader, depth: number): Prefix[] {
  const owner = functionAround(node);
  const own = owner && reader.file.functionAt.get(owner);
  return own?.params.some(({ type }) => /ServiceConfig/.test(type)) ? ofFunction(owner, reader, depth) : [''];
}

/** What a function gives, or is given to add to, where it deals with routes. */
const ROUTING =
  /\b(\w*Router|Routes?|Scope|Resource|App|Rocket|Build|HttpServiceFactory|IntoEndpoint|Endpoint|ServiceConfig|MethodRouter)\b/;

function ofFunction(owner: RsNode | undefined, reader: RustReader, depth: number): Prefix[] {
  const own = owner && reader.file.functionAt.get(owner);
  if (own === undefined || !(ROUTING.test(own.result) || own.params.some(({ type }) => ROUTING.test(type))))
    return [''];
  const mounts = mountsOf(own, reader, depth);
  if (mounts.length > 0) return mounts;
  // Routes of Rocket are nothing until they are mounted, wherever that is.
  return [/\bVec<(\w+::)*Route>/.test(own.result) ? undefined : ''];
}

const known = new WeakMap<RustReader, Map<RsNode, Prefix[]>>();

/** Below which prefixes a function's routes, or the route that it handles, are put; empty where nobody says. */
export function mountsOf(own: RustFunction, reader: RustReader, depth = 0): Prefix[] {
  if (depth > MOST_DEPTH || own.name === 'main') return [];
  const answers = known.get(reader) ?? new Map<RsNode, Prefix[]>();
  known.set(reader, answers);
  const before = answers.get(own.node);
  if (before) return before;
  // Functions that call each other in a circle have no prefix by that.
  answers.set(own.node, []);
  const found = allMounts(own, reader, depth);
  answers.set(own.node, found);
  return found;
}

function allMounts(own: RustFunction, reader: RustReader, depth: number): Prefix[] {
  const named = (reader.file.identifiers.get(own.name) ?? []).filter(
    (each) => each.parent !== own.node && (each.start < own.node.start || each.start > own.node.end),
  );
  const found = named.flatMap((each) => {
    const call = each.parent?.type === 'call_expression' && each.field === 'function' ? each.parent : undefined;
    return outerPrefixes(call ? chainTop(call) : each, reader, depth + 1);
  });
  const all = [...new Set([...found, ...mountsTold(own.name, reader)])];
  // Called with what it adds to as well as put below a prefix: the prefix is what counts.
  const inner = all.filter((prefix) => prefix !== '');
  return inner.length > 0 ? inner : all;
}
