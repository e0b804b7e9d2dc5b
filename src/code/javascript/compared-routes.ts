import type { ServedRoute } from '../../shape/code-facts.ts';
import { ancestorsOf, fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { calleeName, callOf, pathOf, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';

const SERVER = /\bcreateServer\b|\.serve\b|\bserve\(/;
const URL_NAMES = /^(url|pathname|path|originalUrl|rawPath)$/;

/** Routes of a plain HTTP server, which compares the path itself: `request.url === '/health'`, `case '/health':`. */
export function comparedRoutes(module: SourceModule): ServedRoute[] {
  if (!SERVER.test(module.text)) return [];
  const found = [
    ...module.nodesOf('binary_expression').flatMap(ofComparison),
    ...module.nodesOf('switch_case').flatMap(ofCase),
    ...module.calls.flatMap(ofStartsWith),
  ];
  const routes = found.map(({ path, node }) => ({
    method: methodAround(node),
    path: path.split('?')[0] || '/',
    at: module.originOf(node),
  }));
  const open = openUses(module).map((node) => ({ method: '*', path: '/*', at: module.originOf(node) }));
  return [...routes, ...open];
}

/** Uses of the path that choose what to serve in a way that is not followed: a pattern, a table, `endsWith`, a constant. */
function openUses(module: SourceModule): Syntax[] {
  const paths = ['member_expression', 'identifier'].flatMap((type) => module.nodesOf(type)).filter(isRequestPath);
  return paths.filter((node) => {
    const parent = node.parent;
    if (parent?.type === 'subscript_expression') return node.field === 'index';
    if (parent?.type === 'binary_expression') {
      const isSame = /^[!=]==?$/.test(fieldOf(parent, 'operator')?.type ?? '');
      const other = fieldOf(parent, node.field === 'left' ? 'right' : 'left');
      return isSame && other !== undefined && /^(identifier|member_expression)$/.test(other.type);
    }
    if (parent?.type === 'arguments' && parent.parent) {
      const name = calleeName(callOf(parent.parent)?.callee ?? parent) ?? '';
      return /^(test|exec|has|get|includes|match|some|find)$/.test(name);
    }
    const method = parent?.type === 'member_expression' && node.field === 'object' ? calleeName(parent) : undefined;
    return (
      parent?.parent?.type === 'call_expression' && /^(match|matchAll|endsWith|includes|search)$/.test(method ?? '')
    );
  });
}

function isRequestPath(node: Syntax): boolean {
  const path = pathOf(node);
  const last = path?.at(-1) ?? '';
  if (path?.length === 1) return last === 'pathname';
  return /^(url|pathname)$/.test(last) && /^(req|request|url|ctx|u|parsed\w*)$/i.test(path?.at(-2) ?? '');
}

type Found = { readonly path: string; readonly node: Syntax };

function ofComparison(node: Syntax): Found[] {
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
  if (!left || !right || !/^===?$/.test(fieldOf(node, 'operator')?.type ?? '')) return [];
  const [url, text] = isUrl(left) ? [left, right] : [right, left];
  return isUrl(url) ? ofText(text) : [];
}

function ofCase(node: Syntax): Found[] {
  const value = fieldOf(node, 'value');
  const subject = fieldOf(node.parent?.parent, 'value');
  return value && subject && isUrl(subject) ? ofText(value) : [];
}

/** `request.url.startsWith('/items/')` serves everything below. */
function ofStartsWith(node: Syntax): Found[] {
  const call = callOf(node);
  const object = call && fieldOf(call.callee, 'object');
  const [first] = call?.args ?? [];
  if (!object || !first || calleeName(call.callee) !== 'startsWith' || !isUrl(object)) return [];
  return ofText(first).flatMap(({ path, node: at }) => [
    ...(path.endsWith('/') ? [] : [{ path, node: at }]),
    { path: `${path.replace(/\/$/, '')}/*`, node: at },
  ]);
}

function ofText(node: Syntax): Found[] {
  const text = stringOf(unwrap(node));
  return text?.startsWith('/') ? [{ path: text, node }] : [];
}

function isUrl(node: Syntax): boolean {
  return URL_NAMES.test(pathOf(node)?.at(-1) ?? '');
}

/** `request.method === 'POST'` in the same condition, or in one around it. */
function methodAround(node: Syntax): string {
  for (const parent of ancestorsOf(node)) {
    if (isFunction(parent)) break;
    const condition = parent.type === 'binary_expression' ? parent : fieldOf(parent, 'condition');
    const match =
      condition &&
      /\bmethod\s*===?\s*['"]([A-Z]+)['"]|['"]([A-Z]+)['"]\s*===?\s*[\w.]*method\b/.exec(textOfSyntax(condition));
    if (match) return match[1] ?? match[2] ?? '*';
  }
  return '*';
}
