import type { EnvironmentHelper } from '../language.ts';
import { callsOfHelpers, helperFrom, type KnownHelper } from './env-helpers.ts';
import { libraryAccesses } from './env-libraries.ts';
import { osAccesses, type RawAccess } from './os-environ.ts';
import { partialHelpers } from './partial-helpers.ts';
import type { EnvAccess, Reading } from './reading.ts';
import type { PyNode } from './syntax.ts';
import { ancestorOf, isInside } from './syntax.ts';
import { namingOf } from './variable-names.ts';

/** Helpers that call helpers of the same file. */
const MOST_ROUNDS = 3;

export interface Environment {
  readonly accesses: readonly EnvAccess[];
  readonly helpers: readonly EnvironmentHelper[];
}

/** All expressions of a file that read the environment, and its functions that do so for others. */
export function readEnvironment(reading: Reading, accesses: Map<PyNode, EnvAccess>): Environment {
  const all: EnvAccess[] = [];
  const helpers: KnownHelper[] = [];
  let raw = [...osAccesses(reading.module), ...libraryAccesses(reading)];
  for (let round = 0; round < MOST_ROUNDS && raw.length > 0; round += 1) {
    const found: KnownHelper[] = [];
    for (const access of raw) resolve(reading, access, { all, accesses, found });
    const here = round === 0 ? [...found, ...reading.context.helpers] : found;
    const partial = partialHelpers(reading, here);
    helpers.push(...found, ...partial);
    const known = [...here, ...partial];
    raw = callsOfHelpers(reading, known).filter((access) => !accesses.has(access.node));
  }
  if (all.length === 0 && helpers.length === 0 && reading.context.helpers.length > 0) {
    const partial = partialHelpers(reading, reading.context.helpers);
    helpers.push(...partial);
    for (const access of callsOfHelpers(reading, [...reading.context.helpers, ...partial]))
      resolve(reading, access, { all, accesses, found: helpers });
  }
  return { accesses: all.sort((a, b) => a.at.start - b.at.start), helpers };
}

interface Into {
  readonly all: EnvAccess[];
  readonly accesses: Map<PyNode, EnvAccess>;
  readonly found: KnownHelper[];
}

function resolve(reading: Reading, raw: RawAccess, into: Into): void {
  const { name, prefix = '', literalName, ...rest } = raw;
  const add = (access: EnvAccess) => {
    into.all.push(access);
    if (!into.accesses.has(access.node)) into.accesses.set(access.node, access);
  };
  if (name === undefined) {
    add({ ...rest, at: raw.node, name: prefixAsked(reading, raw.node), dynamic: true });
    return;
  }
  if (literalName !== undefined) {
    add({ ...rest, at: raw.node, name: literalName, dynamic: false });
    return;
  }
  const naming = namingOf(reading, name);
  switch (naming.kind) {
    case 'names':
      for (const item of naming.names)
        add({ ...rest, at: item.at, name: prefix + item.name, dynamic: false, ...(naming.looped && { shared: true }) });
      return;
    case 'dynamic':
      add({ ...rest, at: name, name: prefix + naming.prefix, dynamic: true });
      return;
    case 'parameter': {
      const helper = helperFrom(reading, raw, naming);
      if (helper) into.found.push(helper);
      else add({ ...rest, at: name, name: prefix + naming.prefix, dynamic: true });
    }
  }
}

/** `ACME_` of `{k: v for k, v in os.environ.items() if k.startswith('ACME_')}`. */
function prefixAsked(reading: Reading, node: PyNode): string {
  const loop = ancestorOf(
    node,
    'dictionary_comprehension',
    'list_comprehension',
    'set_comprehension',
    'generator_expression',
    'for_statement',
  );
  if (loop === undefined) return '';
  const header = loop.type === 'for_statement' ? loop.children.find((child) => child.field === 'right') : loop;
  if (header === undefined || !isInside(node, header)) return '';
  const asked = [...reading.module.textOf(loop).matchAll(/\.startswith\(\s*["']([A-Za-z0-9_]+)["']\s*\)/g)];
  return asked.length === 1 ? (asked[0]?.[1] ?? '') : '';
}
