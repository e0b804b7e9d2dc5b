import type { ServedRoute } from '../../shape/code-facts.ts';
import { calleeName, methodOf } from './names.ts';
import type { Reading } from './reading.ts';
import { joinPath } from './route-paths.ts';
import { stringText } from './strings.ts';
import { bare, childOf, type PyNode } from './syntax.ts';
import { viewMethods } from './view-methods.ts';

/** Tornado: `Application([(r'/x', Handler), url(r'/y', Handler)])`, `app.add_handlers(r'.*', […])`. */
export function tornadoRoutes(reading: Reading, call: PyNode): ServedRoute[] {
  const { module } = reading;
  const { positional, keywords } = module.argumentsOf(call);
  const isMade = /^tornado\.web\.Application$|^tornado\.routing\.RuleRouter$/.test(calleeName(module, call) ?? '');
  const isInside = isOwnConstructor(reading, call);
  const isAdded = methodOf(module, call)?.name === 'add_handlers' && module.text.includes('tornado');
  if (!isMade && !isInside && !isAdded) return [];
  const list = isAdded ? positional[1] : (positional[0] ?? keywords.get('handlers'));
  return list ? routesIn(reading, list) : [];
}

/** `super().__init__(handlers)` in a class of `tornado.web.Application`. */
function isOwnConstructor({ module }: Reading, call: PyNode): boolean {
  return (
    module.text.includes('tornado') &&
    /^(super\([^()]*\)|(tornado\.web\.|web\.)?Application)\.__init__$/.test(
      module.textOf(childOf(call, 'function') ?? call),
    )
  );
}

function routesIn(reading: Reading, node: PyNode): ServedRoute[] {
  const { module } = reading;
  const list = bare(node);
  if (list.type === 'self' || module.textOf(list) === 'self') return [];
  if (list.type === 'identifier') {
    const [first] = module.assignments.get(module.textOf(list)) ?? [];
    return first && first.value !== list ? routesIn(reading, first.value) : [open(reading, list)];
  }
  if (list.type === 'binary_operator')
    return list.children.filter((each) => each.field !== 'operator').flatMap((each) => routesIn(reading, each));
  if (list.type !== 'list') return [open(reading, list)];
  return list.children.flatMap((item) => routesOfRule(reading, item));
}

function routesOfRule(reading: Reading, item: PyNode): ServedRoute[] {
  const { module } = reading;
  const [path, handler] =
    item.type === 'tuple' ? item.children : item.type === 'call' ? module.argumentsOf(item).positional : [];
  const text = path && stringText(path, module.text);
  if (path === undefined || handler === undefined || text === undefined) return [open(reading, item)];
  const at = module.originOf(path);
  const plain = text
    .replace(/^\^|\/?\??\$$/g, '')
    .replace(/\/?\?$/, '')
    .replace(/\(\.[*+]\)/g, '*')
    .replace(/\((?!\?P)[^()]*\)/g, '{arg}');
  return viewMethods(reading, handler).map((method) => ({ method, path: joinPath(plain), at }));
}

function open({ module }: Reading, at: PyNode): ServedRoute {
  return { method: '*', path: '/*', at: module.originOf(at) };
}
