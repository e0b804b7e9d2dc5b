import { joinPaths } from '../join-paths.ts';
import type { RouteMount } from '../language.ts';
import { type Syntax, withDescendants } from '../syntax.ts';
import type { PhpFile } from './file.ts';
import type { Reading } from './reading.ts';
import { isRouter, pathOf, prefixAround } from './route-groups.ts';
import { stringOf } from './strings.ts';
import { argumentAt, callOf, type PhpCall } from './syntax.ts';

/** What other files put before the routes of this one; routes/api.php of Laravel goes below /api by itself. */
export function prefixesOfFile({ file, context }: Reading): readonly string[] {
  const mounts = (context.mounts ?? []).filter(({ target }) => target !== '');
  if (mounts.length > 0) return [...new Set(mounts.map(({ prefix }) => prefix))];
  const isApi = /(^|\/)routes\/api\.php$/i.test(file.path) && /\bRoute::/.test(file.text);
  return [isApi ? '/api' : ''];
}

/** `$app->setBasePath('/shop')`: what stands before all routes of an application of Slim. */
export function basePaths({ file, context }: Reading): readonly string[] {
  const given = (context.mounts ?? []).filter(({ target }) => target === '').map(({ prefix }) => prefix);
  return [...new Set([...given, ...ownBasePaths(file)])];
}

function ownBasePaths(file: PhpFile): readonly string[] {
  return (file.callsByName.get('setBasePath') ?? []).flatMap((call) => {
    const path = isRouter(call) ? stringOf(call.args[0]?.value) : undefined;
    return path === undefined || path === '' ? [] : [path];
  });
}

/** Prefixes that this file puts before the routes of others. */
export function routeMounts(reading: Reading): RouteMount[] {
  const { file } = reading;
  const path = file.path;
  const outer = prefixesOfFile(reading);
  const bases = ownBasePaths(file).map((prefix): RouteMount => ({ prefix, target: '', path }));
  const mounted = [
    ...file.calls.flatMap((call) => [...groupOfFile(reading, call), ...routingOfApplication(reading, call)]),
    ...file.calls.flatMap((call) => imported(reading, call)),
    ...file.nodes.flatMap((node) => required(reading, node)),
  ];
  const others = mounted.flatMap(({ prefix, target }) =>
    outer.map((before): RouteMount => ({ prefix: joinPaths(before, prefix), target, path })),
  );
  return [...bases, ...others];
}

interface Mounted {
  readonly prefix: string;
  readonly target: string;
}

/** `Route::prefix('api')->group(base_path('routes/api.php'))` */
function groupOfFile(reading: Reading, call: PhpCall): Mounted[] {
  if (call.name !== 'group' || !isRouter(call)) return [];
  const target = targetOf(call.args.at(-1)?.value);
  return target === undefined ? [] : [{ prefix: prefixAround(reading, call), target }];
}

/** `->withRouting(web: …, api: …, apiPrefix: 'api/v1')` of Laravel's bootstrap/app.php. */
function routingOfApplication(reading: Reading, { name, args }: PhpCall): Mounted[] {
  if (name !== 'withRouting') return [];
  const api = targetOf(argumentAt(args, 2, 'api'));
  const given = argumentAt(args, 6, 'apiPrefix');
  const prefix = given ? pathOf(reading, given) : 'api';
  return api === undefined || prefix === undefined ? [] : [{ prefix, target: api }];
}

/** `$routes->import('../src/Controller/', 'attribute')->prefix('/api')`, `import($dir, '/api', 'annotation')` */
function imported(reading: Reading, call: PhpCall): Mounted[] {
  if (call.name !== 'import' || !isRouter(call)) return [];
  const folder = lastTextIn(call.args[0]?.value)
    ?.replace(/^[./]+|\/+$/g, '')
    .replace(/\.(php|ya?ml)$/, '');
  const after = call.node.parent && callOf(call.node.parent);
  const second = stringOf(call.args[1]?.value);
  const prefix =
    after?.name === 'prefix' ? pathOf(reading, after.args[0]?.value) : second?.startsWith('/') ? second : '';
  if (folder === undefined || prefix === undefined || prefix.replaceAll('/', '') === '') return [];
  return [{ prefix, target: folder }];
}

/** `require __DIR__ . '/admin.php';` in a file of routes, or `require base_path('routes/admin.php')` in a group of them. */
function required(reading: Reading, node: Syntax): Mounted[] {
  if (!/^(require|include)(_once)?_expression$/.test(node.type)) return [];
  const name = lastTextIn(node)?.replace(/^[./]*/, '');
  const isOfRoutes = /(^|\/)routes\//i.test(reading.file.path);
  if (name === undefined || !name.endsWith('.php') || !(isOfRoutes || /^routes\//i.test(name))) return [];
  const folder = isOfRoutes && !/^routes\//i.test(name) ? reading.file.path.replace(/[^/]*$/, '') : '';
  const around: PhpCall = { kind: 'function', node, name: '', nameNode: node, args: [] };
  return [{ prefix: prefixAround(reading, around), target: `${folder}${name.replace(/\.php$/, '')}` }];
}

/** The file that an expression names, without its ending: `base_path('routes/api.php')`, `__DIR__.'/../routes/api.php'`. */
function targetOf(node: Syntax | undefined): string | undefined {
  const text = lastTextIn(node);
  return text?.endsWith('.php') ? text.replace(/^[./]+/, '').replace(/\.php$/, '') : undefined;
}

function lastTextIn(node: Syntax | undefined): string | undefined {
  if (node === undefined || /_function$/.test(node.type)) return undefined;
  return [...withDescendants(node)].flatMap((each) => stringOf(each) ?? []).at(-1);
}
