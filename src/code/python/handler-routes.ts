import type { ServedRoute } from '../../shape/code-facts.ts';
import { calleeName, methodOf } from './names.ts';
import type { Reading } from './reading.ts';
import { joinPath, pathText } from './route-paths.ts';
import { ancestorOf, childOf, type PyNode } from './syntax.ts';

/** What one use of the path says: the paths it is compared with, or that nobody can tell which ones it serves. */
type Said = { readonly at: PyNode; readonly paths: readonly string[] } | { readonly at: PyNode; readonly open: true };

/** The part of the request that an expression holds: the path, a URL taken apart, or text with the path in it. */
type Holds = 'path' | 'parsed' | 'text';

const PLAIN_METHODS = /^(strip|rstrip|lstrip|lower|removesuffix|casefold)$/;
const PARSERS = /(^|\.)(urlparse|urlsplit|urlunquote|unquote|unquote_plus)$/;
/** Calls that answer, log or count, and choose nothing. */
const HARMLESS =
  /(^|\.)(print|len|str|repr|parse_qs|parse_qsl|log\w*|debug|info|warn(ing)?|error|exception|send_error|send_header|write|dumps|format|encode|append|bytes)$/;
const MOST_STEPS = 4;

/**
 * http.server handlers, which compare the path themselves inside `do_GET`. As soon as one of them does something else
 * with the path, or does not look at it, the table is open.
 */
export function handlerRoutes(reading: Reading): ServedRoute[] {
  const { module } = reading;
  if (!/def do_[A-Z]+/.test(module.text)) return [];
  const roots = module.nodes.filter((node) => node.type === 'attribute' && module.textOf(node) === 'self.path');
  const compared = roots.flatMap((root) => {
    const method = methodAround(reading, root);
    return saidBy(reading, { node: root, holds: 'path' }, 0).flatMap((said) => routesOf(reading, said, method));
  });
  const unasked = module.nodes.flatMap((node) => {
    const verb = node.type === 'function_definition' ? verbOf(reading, node) : undefined;
    const name = childOf(node, 'name');
    if (verb === undefined || /^(HEAD|OPTIONS)$/.test(verb) || name === undefined || !isUnasked(reading, node))
      return [];
    return [{ method: verb, path: '/*', at: module.originOf(name) }];
  });
  return [...compared, ...unasked];
}

/** A method that answers without a look at the path, or that lets the class above answer. */
function isUnasked({ module }: Reading, definition: PyNode): boolean {
  const text = module.textOf(definition);
  return !/\bself\.path\b/.test(text) || /\bsuper\([^()]*\)\.do_|\bSimpleHTTPRequestHandler\.do_/.test(text);
}

function routesOf({ module }: Reading, said: Said, method: string): ServedRoute[] {
  const at = module.originOf(said.at);
  if ('open' in said) return [{ method, path: '/*', at }];
  return said.paths.map((path) => ({ method, path, at }));
}

function methodAround(reading: Reading, node: PyNode): string {
  const definition = ancestorOf(node, 'function_definition');
  return (definition && verbOf(reading, definition)) ?? '*';
}

function verbOf({ module }: Reading, definition: PyNode): string | undefined {
  const name = childOf(definition, 'name');
  return name && /^do_([A-Z]+)$/.exec(module.textOf(name))?.[1];
}

/** Follows the path outward from where it is taken. */
function saidBy(
  reading: Reading,
  { node, holds }: { readonly node: PyNode; readonly holds: Holds },
  steps: number,
): Said[] {
  const { module } = reading;
  const parent = node.parent;
  if (parent === undefined || steps > MOST_STEPS * 4) return [];
  const goOn = (next: PyNode, as: Holds = holds) => saidBy(reading, { node: next, holds: as }, steps + 1);
  const open: Said[] = [{ at: node, open: true }];
  switch (parent.type) {
    case 'parenthesized_expression':
      return goOn(parent);
    case 'interpolation':
    case 'string':
      return goOn(parent, 'text');
    case 'binary_operator':
      return goOn(parent, 'text');
    case 'attribute':
      return node.field === 'object' ? ofAttribute(reading, parent, goOn) : [];
    case 'argument_list': {
      const callee = (parent.parent && calleeName(module, parent.parent)) ?? '';
      const method = parent.parent && methodOf(module, parent.parent)?.name;
      if (PARSERS.test(callee)) return goOn(parent.parent ?? parent, 'parsed');
      return HARMLESS.test(method ?? callee) ? [] : open;
    }
    case 'comparison_operator':
      return holds === 'path' ? ofComparison(reading, parent, node) : open;
    case 'assignment':
      return node.field === 'right' ? ofName(reading, parent, { holds, steps }) : [];
    case 'named_expression':
      return [...ofName(reading, parent, { holds, steps }), ...goOn(parent)];
    case 'subscript':
    case 'keyword_argument':
    case 'match_statement':
    case 'return_statement':
    case 'for_statement':
      return parent.type === 'match_statement' && node.field !== 'subject' ? [] : open;
    default:
      return [];
  }
}

type GoOn = (next: PyNode, as?: Holds) => Said[];

/** `.rstrip('/')`, `.split('?')[0]`, `.path` of a parsed URL, `.startswith('/cakes')`. */
function ofAttribute(reading: Reading, attribute: PyNode, goOn: GoOn): Said[] {
  const { module } = reading;
  const name = module.textOf(childOf(attribute, 'attribute') ?? attribute);
  const call = attribute.parent?.type === 'call' && attribute.field === 'function' ? attribute.parent : undefined;
  if (call === undefined) return name === 'path' ? goOn(attribute, 'path') : [];
  if (PLAIN_METHODS.test(name)) return goOn(call);
  const [first] = module.argumentsOf(call).positional;
  if (name === 'startswith' && first) return ofLiterals(reading, first, true);
  if (/^(split|partition)$/.test(name) && first && module.textOf(first).slice(1, -1) === '?') {
    const item = call.parent?.type === 'subscript' ? call.parent : undefined;
    const index = childOf(item, 'subscript');
    if (item && index) return module.textOf(index) === '0' ? goOn(item, 'path') : [];
  }
  return HARMLESS.test(name) ? [] : [{ at: attribute, open: true }];
}

function ofComparison(reading: Reading, comparison: PyNode, node: PyNode): Said[] {
  const { module } = reading;
  const operator = module.textOf(childOf(comparison, 'operators') ?? comparison).replace(/\s+/g, ' ');
  const sides = comparison.children.filter((child) => child.field !== 'operators');
  const other = sides.find((child) => child !== node);
  if (sides.length !== 2 || other === undefined) return [{ at: node, open: true }];
  if (/^(==|!=)$/.test(operator)) return ofLiterals(reading, other, false);
  if (/in$/.test(operator) && sides[0] === node) return ofLiterals(reading, other, false);
  // `'?' in self.path` asks for no path.
  const text = pathText(reading, other);
  return text?.includes('/') === false ? [] : [{ at: node, open: true }];
}

function ofLiterals(reading: Reading, node: PyNode, below: boolean): Said[] {
  const items = /^(tuple|list|set)$/.test(node.type) ? node.children : [node];
  return items.map((item) => {
    const text = pathText(reading, item);
    if (text === undefined) return { at: item, open: true };
    if (!text.startsWith('/')) return { at: item, paths: [] };
    const path = joinPath(text);
    if (!below) return { at: item, paths: [path] };
    return { at: item, paths: [...(path.endsWith('/') ? [] : [path]), `${path.replace(/\/$/, '')}/*`] };
  });
}

/** The uses of the name that an assignment gives. */
function ofName(
  reading: Reading,
  assignment: PyNode,
  { holds, steps }: { readonly holds: Holds; readonly steps: number },
): Said[] {
  const { module } = reading;
  const target = childOf(assignment, 'left') ?? childOf(assignment, 'name');
  if (target && module.textOf(target) === 'self.path') return [];
  if (target?.type !== 'identifier') return [{ at: assignment, open: true }];
  const around = ancestorOf(assignment, 'function_definition');
  return (module.uses.get(module.textOf(target)) ?? [])
    .filter((use) => use.start > target.start && ancestorOf(use, 'function_definition') === around)
    .filter((use) => use.parent?.type !== 'assignment' || use.field !== 'left')
    .flatMap((node) => saidBy(reading, { node, holds }, steps + MOST_STEPS));
}
