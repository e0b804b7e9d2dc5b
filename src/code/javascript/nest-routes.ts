import type { ServedRoute } from '../../shape/code-facts.ts';
import type { RouteMount } from '../language.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { calleeName, callOf, entryOfObject, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { joinPaths, routePath } from './route-path.ts';

const METHODS: Readonly<Record<string, string>> = {
  Get: 'GET',
  Post: 'POST',
  Put: 'PUT',
  Patch: 'PATCH',
  Delete: 'DELETE',
  Head: 'HEAD',
  Options: 'OPTIONS',
  All: '*',
};

/** Routes of Nest controllers: `@Controller('cart')` and `@Get(':id')`. */
export function nestRoutes(module: SourceModule): ServedRoute[] {
  return module.nodesOf('class_declaration').flatMap((node) => {
    const controller = decoratorsOf(node).find(({ name }) => name === 'Controller');
    const body = fieldOf(node, 'body');
    if (!controller || !body) return [];
    const first = controller.args[0] && unwrap(controller.args[0]);
    const options = first?.type === 'object' ? entryOfObject(first, 'path') : first;
    const bases = options ? textsOf(options) : [''];
    return globalPrefixes(module).flatMap((prefix) =>
      bases.flatMap((base) => methodRoutes(body, joinPaths(prefix, routePath(base)), module)),
    );
  });
}

function globalPrefixes(module: SourceModule): readonly string[] {
  const mounts = (module.context.mounts ?? []).filter((mount) => mount.name === '@Controller');
  return mounts.length > 0 ? mounts.map((mount) => mount.prefix) : [''];
}

function methodRoutes(body: Syntax, base: string, module: SourceModule): ServedRoute[] {
  return decoratorCalls(body.children).flatMap(({ name, args, node }) => {
    const method = METHODS[name];
    if (!method) return [];
    const paths = args[0] ? textsOf(args[0]) : [''];
    return paths.map((path) => ({ method, path: joinPaths(base, routePath(path)), at: module.originOf(node) }));
  });
}

interface Decorator {
  readonly name: string;
  readonly args: readonly Syntax[];
  readonly node: Syntax;
}

/** Decorators stand in the class itself, or in the export statement before it. */
function decoratorsOf(node: Syntax): Decorator[] {
  return decoratorCalls([...node.children, ...(node.parent?.type === 'export_statement' ? node.parent.children : [])]);
}

function decoratorCalls(nodes: readonly Syntax[]): Decorator[] {
  return nodes.flatMap((node) => {
    const inner = node.type === 'decorator' ? node.children[0] : undefined;
    const call = inner && callOf(inner);
    return call ? [{ name: textOfSyntax(call.callee), args: call.args, node }] : [];
  });
}

function textsOf(node: Syntax): string[] {
  const inner = unwrap(node);
  const nodes = inner.type === 'array' ? inner.children : [inner];
  return nodes.map(stringOf).filter((text) => text !== undefined);
}

/** `app.setGlobalPrefix('api')`: before the routes of all controllers beside and below the file. */
export function globalPrefix(module: SourceModule): RouteMount[] {
  return module.calls.flatMap((node) => {
    const call = callOf(node);
    const first = call && calleeName(call.callee) === 'setGlobalPrefix' ? call.args[0] : undefined;
    const prefix = first && stringOf(unwrap(first));
    const target = module.path.includes('/') ? module.path.slice(0, module.path.lastIndexOf('/')) : '';
    return prefix === undefined ? [] : [{ prefix, target, name: '@Controller', path: module.path }];
  });
}
