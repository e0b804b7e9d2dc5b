import type { ServedRoute } from '../../shape/code-facts.ts';
import type { Reading } from './reading.ts';
import { joinPath, pathText, templatePaths } from './route-paths.ts';
import { ancestorOf, type CsNode, childOf, type MethodCall, typeName } from './syntax.ts';
import { classAround } from './types.ts';

/** Routes of FastEndpoints, and paths that middleware compares by itself. */
export function otherRoutes(reading: Reading): ServedRoute[] {
  return [
    ...reading.file.calls.flatMap((call) => [...fastEndpoint(reading, call), ...startsWith(reading, call)]),
    ...reading.file.nodes.flatMap((node) => comparedPath(reading, node)),
  ];
}

/** `Post("/orders")` in `Configure()` of an endpoint's class. */
function fastEndpoint(reading: Reading, { call, name, object, args }: MethodCall): ServedRoute[] {
  if (!/^(Get|Post|Put|Delete|Patch|Head|Routes)$/.test(name) || object !== undefined) return [];
  const owner = classAround(call);
  const bases = owner?.children.find(({ type }) => type === 'base_list');
  const isEndpoint = /\bEndpoint(WithoutRequest|WithMapping|WithMapper)?\b|\bEp\.Req\b/.test(bases?.text ?? '');
  const method = ancestorOf(call, /^method_declaration$/);
  if (!isEndpoint || childOf(method, 'name')?.text !== 'Configure') return [];
  // A group or version puts something in front that is not followed.
  const isOpen = /\b(Group|Version|RoutePrefixOverride)\s*[<(]/.test(method?.text ?? '');
  return args.flatMap(({ value }) => {
    const text = pathText(reading, value);
    if (text === undefined) return [];
    const at = reading.file.originOf(value);
    const paths = isOpen ? ['/*'] : templatePaths(joinPath(text));
    return paths.map((path) => ({ method: name === 'Routes' ? '*' : name.toUpperCase(), path, at }));
  });
}

const PATH = /\b(Request\.Path(\.Value)?|Request\.Url\??\.AbsolutePath|Request\.RawUrl)[!?]?$/;

function startsWith(reading: Reading, { name, object, args }: MethodCall): ServedRoute[] {
  if (!/^(StartsWithSegments|StartsWith)$/.test(name) || object === undefined || !PATH.test(object.text)) return [];
  const path = args[0]?.value;
  const text = pathText(reading, path);
  if (text === undefined || path === undefined || !text.startsWith('/')) return [];
  const at = reading.file.originOf(path);
  return [
    { method: '*', path: joinPath(text), at },
    { method: '*', path: joinPath(text, '*'), at },
  ];
}

/** `context.Request.Path == "/healthz"` */
function comparedPath(reading: Reading, node: CsNode): ServedRoute[] {
  if (node.type !== 'binary_expression' || childOf(node, 'operator')?.text !== '==') return [];
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  if (left === undefined || right === undefined || !PATH.test(left.text) || typeName(right) !== undefined) return [];
  const text = pathText(reading, right);
  return text?.startsWith('/') ? [{ method: '*', path: joinPath(text), at: reading.file.originOf(right) }] : [];
}
