import type { ServedRoute } from '../../shape/code-facts.ts';
import { joinPaths } from '../join-paths.ts';
import type { RouteMount } from '../language.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { objectBehind } from './endpoint-values.ts';
import { callOf, entryOfObject, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { nestPrefixes, textOr, versionsOf } from './nest-application.ts';
import { packageMember } from './packages.ts';
import { routePath } from './route-path.ts';
import type { Evaluate } from './values.ts';

const METHODS: Readonly<Record<string, string>> = {
  Get: 'GET',
  Post: 'POST',
  Put: 'PUT',
  Patch: 'PATCH',
  Delete: 'DELETE',
  Head: 'HEAD',
  Options: 'OPTIONS',
  All: '*',
  Sse: 'GET',
  Search: 'SEARCH',
};

/** Decorators of a program, put together from those of Nest. */
const MADE = /(Route|Endpoint)$|^(Api|Http|Auth|Public)(Get|Post|Put|Patch|Delete)$/;
/** Modules of packages by whose names they answer for paths of their own, or move those of others. */
const ANSWERING = /Health|Status|Probe|Actuator|Admin|Monitor|Metrics|Static|Crud|Board|^RouterModule$/;

/** Routes of Nest controllers: `@Controller('cart')` and `@Get(':id')`. */
export function nestRoutes(module: SourceModule, evaluate: Evaluate, own: readonly RouteMount[]): ServedRoute[] {
  const prefixes = nestPrefixes(module, own);
  return module.nodesOf('class_declaration').flatMap((node) => {
    const decorators = decoratorsOf(node);
    const controller =
      decorators.find(({ name }) => name === 'Controller') ?? decorators.find(({ name }) => /Controller$/.test(name));
    const body = fieldOf(node, 'body');
    if (!controller || !body) return [];
    const first = controller.args[0] && unwrap(controller.args[0]);
    const options = first && objectBehind(first, module);
    const path = options ? entryOfObject(options, 'path') : first;
    const version = entryOfObject(options, 'version');
    const inherited = ownVersions(node, evaluate) ?? (version && versionsOf(version, evaluate));
    const ownBases = path ? textsOf(path, evaluate) : [''];
    // What a decorator of the program makes of its arguments is not known.
    const bases = controller.name === 'Controller' ? ownBases : ['*'];
    const methods = methodRoutes(body, evaluate);
    const found = isGiven(node) ? [...methods, { method: '*', paths: ['*'], node: controller.node }] : methods;
    return found.flatMap(({ method, paths, versions, node: at }) => {
      const whole = bases.flatMap((base) => paths.map((each) => joinPaths(routePath(base), routePath(each))));
      const served = whole.flatMap((each) => prefixes.of(each, { method, versions: versions ?? inherited }));
      return served.map((each) => ({ method, path: each, at: module.originOf(at) }));
    });
  });
}

/** `@Module({ imports: [HealthModule] })` with a module of a package. */
export function nestModules(module: SourceModule): ServedRoute[] {
  return module.nodesOf('class_declaration').flatMap((node) => {
    const [first] = decoratorsOf(node).find(({ name }) => name === 'Module')?.args ?? [];
    const list = first && entryOfObject(objectBehind(first, module), 'imports');
    const items = list && unwrap(list).type === 'array' ? unwrap(list).children : [];
    return items.flatMap((item) => {
      const inner = unwrap(item);
      const call = callOf(inner);
      const member = packageMember((call && fieldOf(call.callee, 'object')) ?? inner, module);
      const isAnswering = member && !/^[.~#]|^@\//.test(member.from) && ANSWERING.test(member.name);
      return isAnswering && member.from !== '@nestjs/terminus'
        ? [{ method: '*', path: '/*', at: module.originOf(item) }]
        : [];
    });
  });
}

/** A class that takes routes from another one, or from a decorator that makes them. */
function isGiven(node: Syntax): boolean {
  return (
    node.children.some(({ type }) => type === 'class_heritage') ||
    decoratorsOf(node).some(({ name }) => /^(Crud|Resource)/.test(name))
  );
}

interface MethodRoutes {
  readonly method: string;
  readonly paths: readonly string[];
  readonly versions?: readonly string[] | undefined;
  readonly node: Syntax;
}

/** The decorators of a method stand before it. */
function methodRoutes(body: Syntax, evaluate: Evaluate): MethodRoutes[] {
  const found: MethodRoutes[] = [];
  let before: Syntax[] = [];
  for (const child of body.children) {
    before.push(child, ...(child.type === 'decorator' ? [] : child.children));
    if (child.type === 'decorator') continue;
    const decorators = decoratorCalls(before);
    const version = decorators.find(({ name }) => name === 'Version')?.args[0];
    for (const { name, args, node } of decorators) {
      const method = METHODS[name];
      if (MADE.test(name)) found.push({ method: '*', paths: ['*'], node });
      if (!method) continue;
      const versions = version && versionsOf(version, evaluate);
      found.push({ method, paths: args[0] ? textsOf(args[0], evaluate) : [''], versions, node });
    }
    before = [];
  }
  return found;
}

/** `@Version('2')` of the class. */
function ownVersions(node: Syntax, evaluate: Evaluate): string[] | undefined {
  const first = decoratorsOf(node).find(({ name }) => name === 'Version')?.args[0];
  return first && versionsOf(first, evaluate);
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

/** A path, or a list of them; `*` for one that is computed. */
function textsOf(node: Syntax, evaluate: Evaluate): string[] {
  const inner = unwrap(node);
  const nodes = inner.type === 'array' ? inner.children : [inner];
  return nodes.map((each) => textOr(each, evaluate));
}
