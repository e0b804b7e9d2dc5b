import type { RouteMount } from '../language.ts';
import { ancestorsOf, fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { exportedNameOf, exportsOf, reExportsOf } from './exports.ts';
import { resolveFrom } from './imports.ts';
import { callOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { packageMember } from './packages.ts';

const ENDING = /\.[cm]?[jt]sx?$/;

/** Mounts of other files that name this one, and not only a folder above it. */
export function mountsOfFile(module: SourceModule): RouteMount[] {
  return (module.context.mounts ?? []).filter((mount) => !mount.name?.startsWith('@') && meansFile(mount, module));
}

function meansFile({ target }: RouteMount, { path }: SourceModule): boolean {
  const own = path.replace(ENDING, '').replace(/\/index$/, '');
  return own === target || own.endsWith(`/${target}`);
}

/** Whether another file gives a router to a function of this one, as the parameter at a place. */
export function isGivenByOthers(owner: Syntax, index: number, module: SourceModule): boolean {
  const given = (module.context.mounts ?? []).filter(({ parameter }) => parameter === index);
  return given.length > 0 && given.some((mount) => meansFunction(mount, owner, module));
}

/** Whether a mount means a function by a name under which this file exports it. */
export function meansFunction({ name }: RouteMount, owner: Syntax, module: SourceModule): boolean {
  const own = namesOfFunction(owner, module);
  const wanted = plain(name ?? 'default');
  if (own.some((each) => plain(each) === wanted)) return true;
  // `cartRoutes.mount(app)`: what `cartRoutes` is may be said in any way, its methods have their names.
  const key = fieldOf(owner, 'name') ?? fieldOf(owner.parent, 'name') ?? fieldOf(owner.parent, 'key');
  return wanted.includes('.') && key !== undefined && textOfSyntax(key) === wanted.split('.').at(-1);
}

function namesOfFunction(owner: Syntax, module: SourceModule): string[] {
  const name = exportedNameOf(owner, module)?.replace(/\.constructor$/, '');
  if (name !== undefined) return [name];
  return exportsOf(module).flatMap((exported) => (wrappedIn(exported.value, module) === owner ? [exported.name] : []));
}

/** `default.init` and `init` are one for CommonJS. */
function plain(name: string): string {
  return name.replace(/^default\./, '');
}

/** The function inside `fp(plugin, { name })`. */
export function wrappedIn(value: Syntax, module: SourceModule): Syntax | undefined {
  const call = callOf(unwrap(value));
  const [first] = call?.args ?? [];
  if (!call || !first || packageMember(call.callee, module)?.from !== 'fastify-plugin') return undefined;
  const inner = unwrap(first);
  const named = inner.type === 'identifier' ? module.scopes.resolve(inner)?.value : undefined;
  return named ? unwrap(named) : inner;
}

/** The functions that stand around a place, from the nearest out. */
export function functionsAround(node: Syntax): Syntax[] {
  return [...ancestorsOf(node)].filter(isFunction);
}

/** Mounts of what this file only passes on: `export { cart } from './cart'`, `export * from './cart'`. */
export function passedOnMounts(module: SourceModule): RouteMount[] {
  return mountsOfFile(module).flatMap((mount) => passedOn(mount, module));
}

/** One mount as it concerns the files from which this one has what is mounted. */
export function passedOn(mount: RouteMount, module: SourceModule): RouteMount[] {
  const [first = 'default', ...rest] = (mount.name ?? 'default').split('.');
  const { name: _, at, ...others } = mount;
  const onward = (from: string, name: string): RouteMount[] => {
    if (!from.startsWith('.')) return [];
    const target = resolveFrom(module.path, from)
      .replace(ENDING, '')
      .replace(/\/index$/, '');
    const whole = [name, ...rest].join('.');
    return [{ ...others, target, path: module.path, ...(whole !== 'default' && { name: whole }) }];
  };
  const statements = reExportsOf(module);
  const named = [
    ...statements.flatMap(({ from, names = [] }) =>
      names.filter(({ as }) => as === first).flatMap(({ name }) => onward(from, name)),
    ),
    ...importedExports(module)
      .filter(({ as }) => as === first)
      .flatMap(({ from, name }) => onward(from, name)),
  ];
  if (named.length > 0) return named.map((each) => ({ ...each, ...(at && { at }) }));
  // One of these files has it: that another one does not says nothing.
  return first === 'default' ? [] : statements.filter(({ names }) => !names).flatMap(({ from }) => onward(from, first));
}

/** `import cart from './cart'; export { cart };` */
function importedExports(module: SourceModule): { as: string; from: string; name: string }[] {
  return exportsOf(module).flatMap(({ name, value }) => {
    const binding = value.type === 'identifier' ? module.scopes.resolve(value)?.imported : undefined;
    return binding ? [{ as: name, ...binding }] : [];
  });
}
