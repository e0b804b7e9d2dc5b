import type { RouteMount } from '../language.ts';
import { fieldOf, type Syntax } from '../syntax.ts';
import type { HandedRouter } from './handed-routers.ts';
import { foreignName, resolveFrom } from './imports.ts';
import { callOf, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { packageMember } from './packages.ts';
import type { Prefixes } from './route-mounts.ts';

/** The file that a mounted expression comes from, and the name that it has there. */
export interface MountTarget {
  readonly target: string;
  readonly name?: string;
  /** It names a file, and no package that may also be one of a workspace. */
  readonly isFile: boolean;
}

export function foreignTarget(what: Syntax, module: SourceModule): MountTarget | undefined {
  const made = madeElsewhere(what, module);
  const call = callOf(made);
  const inner = call && !packageMember(made, module) ? (fieldOf(call.callee, 'object') ?? call.callee) : made;
  const member = packageMember(inner, module) ?? packageMember(made, module) ?? foreignName(inner, module);
  if (!member || !/^[./@~#]/.test(member.from)) return undefined;
  const name =
    pathOf(inner)?.length === 1 && inner.type === 'identifier'
      ? module.scopes.resolve(inner)?.imported?.name
      : undefined;
  return {
    target: targetOf(member.from, module),
    isFile: /^[.#~]|^@\//.test(member.from),
    ...(name && !/^(\*|default)$/.test(name) ? { name } : {}),
  };
}

/** `cart` of `const cart = makeCart(store)`: what makes it says where it comes from. */
function madeElsewhere(what: Syntax, module: SourceModule): Syntax {
  const binding = what.type === 'identifier' ? module.scopes.resolve(what) : undefined;
  const value = binding?.value && !binding.imported && !binding.parameter ? unwrap(binding.value) : undefined;
  return value && callOf(value) && !packageMember(what, module) ? value : what;
}

export function targetOf(from: string, module: SourceModule): string {
  const path = from.startsWith('.') ? resolveFrom(module.path, from) : from.replace(/^[@~#]\/?/, '');
  return path.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
}

/** `registerRoutes(app)` of another file: its function is given what lies below the router's prefix. */
export function handedMounts(handed: readonly HandedRouter[], module: SourceModule, prefixes: Prefixes): RouteMount[] {
  return handed.flatMap(({ taker, router, call, index, isSure }) => {
    if (taker.kind !== 'file') return [];
    const place = {
      target: targetOf(taker.from, module),
      path: module.path,
      parameter: index,
      ...(taker.name !== 'default' && { name: taker.name }),
      ...(isSure && { at: module.originOf(call) }),
    };
    return prefixes(router).map((prefix) => ({ ...place, prefix }));
  });
}
