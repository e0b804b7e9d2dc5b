import { ancestorsOf } from '../syntax.ts';
import { sitesOf } from './absence.ts';
import { attributesOf } from './attribute.ts';
import type { RustFunction } from './file.ts';
import type { RustReader } from './reader.ts';
import { child, type RsNode } from './syntax.ts';

const MOST_LEVELS = 6;
/** A function of these names prepares something, whoever calls it. */
const PREPARES =
  /^(main|init|new|load|setup|set|configure|connect|open|must|parse|read|from|create|build|make|default|try|get|provide|start|run|serve|bootstrap|register|initialize|config|settings|env|establish|launch|rocket|app|router|server|pool|db|database|spawn|with)(_|$)/;
/** Types by which a framework hands a request to a function. */
const HANDLES =
  /\b(State|Json|Path|Query|Form|Extension|TypedHeader|HeaderMap|HttpRequest|Request|Multipart|Bytes|Payload|ServiceRequest|CookieJar|Depot|Parts|Method|Uri|WebSocketUpgrade|Headers|Message|Delivery|web::\w+)\b/;
const ROUTE_ATTRIBUTE =
  /^(\w+::)*(get|post|put|patch|delete|head|options|route|handler|endpoint|catch|debug_handler|function)$/;

/** Whether code at a node runs when the program starts, or later, when something happens. */
export function whenAt(node: RsNode, reader: RustReader): 'start' | 'later' {
  return startsAt(node, reader, 0) ? 'start' : 'later';
}

function startsAt(node: RsNode, reader: RustReader, level: number): boolean {
  for (const each of ancestorsOf(node)) {
    if (each.type === 'closure_expression' && takesRequest(each)) return false;
    const own = each.type === 'function_item' ? reader.file.functionAt.get(each) : undefined;
    if (own) return functionStarts(own, reader, level);
  }
  return true;
}

function takesRequest(closure: RsNode): boolean {
  return HANDLES.test(child(closure, 'parameters')?.text ?? '');
}

function functionStarts(own: RustFunction, reader: RustReader, level: number): boolean {
  if (own.name === 'main') return true;
  if (own.params.some(({ type }) => HANDLES.test(type)) && !/^(new|from|build)/.test(own.name)) return false;
  if (attributesOf(own.node).some(({ name }) => ROUTE_ATTRIBUTE.test(name))) return false;
  const sites = sitesOf(own.name, own.node, reader);
  if (sites.length === 0) return PREPARES.test(own.name) && !isHandedOver(own, reader);
  return level >= MOST_LEVELS || sites.some((site) => startsAt(site.node, reader, level + 1));
}

/** Named without being called: given to a router. */
function isHandedOver({ name }: RustFunction, { file }: RustReader): boolean {
  return (file.identifiers.get(name) ?? []).some((each) => each.parent?.type === 'arguments');
}

/** Whether code at a node runs only under a condition that is not about `own`, the variable read there. */
export function isConditional(node: RsNode, own: string, reader: RustReader, level = 0): boolean {
  if (hasBranch(node, own)) return true;
  const around = [...ancestorsOf(node)].find(({ type }) => type === 'function_item');
  const definition = around && reader.file.functionAt.get(around);
  if (definition === undefined || level >= MOST_LEVELS) return false;
  const sites = sitesOf(definition.name, definition.node, reader);
  return sites.length > 0 && sites.every((site) => isConditional(site.node, own, reader, level + 1));
}

function hasBranch(node: RsNode, own: string): boolean {
  let inner = node;
  for (const outer of ancestorsOf(node)) {
    if (outer.type === 'function_item') return attributesOf(outer).some(({ name }) => name === 'cfg');
    if (isBranch(inner, outer) && !conditionOf(outer).includes(`"${own}"`)) return true;
    // `#[cfg(feature = "…")]` before a statement.
    if (outer.type === 'block' && attributesOf(inner).some(({ name }) => name === 'cfg')) return true;
    inner = outer;
  }
  return false;
}

function isBranch(inner: RsNode, outer: RsNode): boolean {
  if (outer.type === 'if_expression') return inner.field === 'consequence' || inner.field === 'alternative';
  if (outer.type === 'match_arm') return inner.field === 'value';
  // What a closure of a fallback reads is read only when there is nothing else.
  return outer.type === 'closure_expression' && /^(unwrap_or_else|or_else)$/.test(methodOf(outer));
}

function conditionOf(outer: RsNode): string {
  if (outer.type === 'if_expression') return child(outer, 'condition')?.text ?? '';
  return outer.type === 'match_arm' ? (child(outer.parent?.parent, 'value')?.text ?? '') : '';
}

function methodOf(closure: RsNode): string {
  const call = closure.parent?.type === 'arguments' ? closure.parent.parent : undefined;
  return child(child(call, 'function'), 'field')?.text ?? '';
}
