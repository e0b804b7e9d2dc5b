import type { RouteMount } from '../language.ts';
import { moduleTargets } from './imports.ts';
import { calleeName, creationOf, makerOf, qualifiedName } from './names.ts';
import type { Reading } from './reading.ts';
import { type Mount, prefixesOf, routerPrefix } from './routers.ts';
import type { PyNode } from './syntax.ts';

/** Functions of these names add routes to what they are given; CORS, databases and the like do not. */
const ADDS_ROUTES =
  /health|liveness|readiness|heartbeat|probe|(^|[._])(add|register|setup|init|include)_\w*(route|view|endpoint|blueprint|url|api)/i;

/**
 * `register_routes(app)`: a router that is given to a function of another file. Where the service has no such file,
 * nothing is known of what that adds.
 */
export function handedRouters(reading: Reading, mounts: readonly Mount[]): RouteMount[] {
  const { module } = reading;
  return module.calls.flatMap((call) => {
    const callee = calleeName(module, call);
    const { positional } = module.argumentsOf(call);
    const parts = callee?.split('.') ?? [];
    const name = parts.at(-1) ?? '';
    const first = callee && /^\w+$/.test(callee) ? undefined : parts.slice(0, -1).join('.');
    if (first === undefined || first === '' || !isImported(reading, first)) return [];
    return positional.flatMap((argument, parameter) => {
      if (!/^(identifier|attribute)$/.test(argument.type) || routerPrefix(reading, argument) === undefined) return [];
      return prefixesOf(reading, argument, mounts).flatMap((prefix) =>
        mountsOf(reading, { name, prefix, parameter, from: first, argument, isOpen: ADDS_ROUTES.test(callee ?? '') }),
      );
    });
  });
}

interface Handed {
  readonly name: string;
  readonly prefix: string;
  readonly parameter: number;
  readonly from: string;
  readonly argument: PyNode;
  readonly isOpen: boolean;
}

function mountsOf({ module }: Reading, { name, prefix, parameter, from, argument, isOpen }: Handed): RouteMount[] {
  const shared = { prefix, name, path: module.path, parameter };
  const targets = moduleTargets(from, module.path);
  // The end of a path will do to tell whether the service has the file.
  const last = targets[0];
  return [
    ...targets.map((target) => ({ ...shared, target })),
    ...(isOpen && last !== undefined ? [{ ...shared, target: last, at: module.originOf(argument) }] : []),
  ];
}

function isImported({ module }: Reading, dotted: string): boolean {
  return [...module.imports.values()].some(
    (each) => each === dotted || each.startsWith(`${dotted}.`) || dotted.startsWith(`${each}.`),
  );
}

/** `health.init_app(app)` for an object of a package whose name says that it answers probes. */
export function isHealthExtension({ module }: Reading, object: PyNode): boolean {
  const made = creationOf(module, object);
  return /health/i.test((made ? makerOf(module, object) : qualifiedName(module, object)) ?? '');
}
