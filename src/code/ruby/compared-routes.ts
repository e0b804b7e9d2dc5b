import type { ServedRoute } from '../../shape/code-facts.ts';
import { fieldOf } from '../syntax.ts';
import type { Reading } from './reading.ts';
import type { Routing } from './routes.ts';
import { plainString } from './strings.ts';
import { callOf, type RbNode } from './syntax.ts';

/** Programs and middleware of Rack and WEBrick that look at the path themselves: `case env['PATH_INFO'] when '/health'`. */
export function comparedRoutes(reading: Reading): Routing {
  const { file } = reading;
  // What guards or counts requests looks at paths that others serve, and so do views.
  const isGuard = /Rack::Attack|Warden|Sinatra|Rails\.application/.test(file.text);
  const answers = /\bdef (self\.)?_?call\b|WEBrick|TCPServer/.test(file.text);
  if (isGuard || !answers) return { routes: [], mounts: [] };
  const routes = file.nodes.flatMap((node): ServedRoute[] =>
    pathsAt(reading, node).flatMap((each) => {
      const text = plainString(each);
      return text?.startsWith('/') ? [{ method: '*', path: text, at: file.originOf(each) }] : [];
    }),
  );
  return { routes, mounts: [] };
}

function pathsAt(reading: Reading, node: RbNode): readonly RbNode[] {
  if (node.type === 'when') {
    const value = node.parent?.type === 'case' ? fieldOf(node.parent, 'value') : undefined;
    return value && isPath(reading, value)
      ? node.children.filter(({ type }) => type === 'pattern').flatMap(({ children }) => children)
      : [];
  }
  if (node.type !== 'binary' || !/^===?$/.test(fieldOf(node, 'operator')?.text ?? '')) return [];
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
  if (left && right && isPath(reading, left)) return [right];
  return left && right && isPath(reading, right) ? [left] : [];
}

/** `env['PATH_INFO']`, `request.path_info`, `req.path`, or a name that holds one. */
function isPath({ file }: Reading, node: RbNode): boolean {
  if (node.type === 'element_reference') return /^(PATH_INFO|REQUEST_PATH)$/.test(plainString(node.children[1]) ?? '');
  const call = callOf(node);
  if (call) return /^(path|path_info)$/.test(call.name) && /^req(uest)?$/.test(call.receiver?.text ?? '');
  const assigned = node.type === 'identifier' ? (file.assignments.get(node.text) ?? []) : [];
  return (
    assigned.length === 1 &&
    assigned[0] !== undefined &&
    assigned[0].value.type !== 'identifier' &&
    isPath({ file } as Reading, assigned[0].value)
  );
}
