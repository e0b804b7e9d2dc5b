import type { Claim, ConfigEntry, ConfigObject } from '../../shape/facts.ts';
import { deferred } from '../../shape/value.ts';
import { joinedValue } from './expand.ts';
import { type ComposeEntry, type ComposeMap, entriesOf, get, isOpen, isTrue, originOf, scalarOf } from './node.ts';
import { belowRoot } from './paths.ts';
import type { Reading } from './reading.ts';

/** Named volumes, by the key that services use: the project's name in front is Compose's business (N027). */
export function readClaims(project: ComposeMap): Claim[] {
  return entriesOf(get(project, 'volumes')).map((entry) => ({
    name: entry.key,
    kind: 'volume',
    external: isExternal(entry),
    at: originOf(entry, `volume ${entry.key}`),
  }));
}

/** Top-level `configs` and `secrets`, with what stands in their files. */
export async function readConfigObjects(project: ComposeMap, reading: Reading): Promise<ConfigObject[]> {
  const objects: ConfigObject[] = [];
  for (const kind of ['compose-config', 'compose-secret'] as const) {
    const section = kind === 'compose-config' ? 'configs' : 'secrets';
    for (const entry of entriesOf(get(project, section))) {
      const found = await contentOf(entry, kind, reading);
      objects.push({
        kind,
        name: entry.key,
        entries: found ? [found] : [],
        complete: found !== undefined,
        ...(isExternal(entry) && { producer: 'external' }),
        immutable: false,
        at: originOf(entry, `${kind === 'compose-config' ? 'config' : 'secret'} ${entry.key}`),
      });
    }
  }
  return objects;
}

function isExternal(entry: ComposeEntry): boolean {
  const external = get(entry.value, 'external');
  // The old form `external: {name: …}` still counts.
  return external?.kind === 'map' || isTrue(external);
}

/** Undefined when it is made elsewhere or its file is not in the repository. */
async function contentOf(
  entry: ComposeEntry,
  kind: 'compose-config' | 'compose-secret',
  reading: Reading,
): Promise<ConfigEntry | undefined> {
  const { secrets, files } = reading.context;
  const hide = (text: string) => (kind === 'compose-secret' ? secrets.hide(text) : secrets.value(entry.key, text));
  const content = scalarOf(entry.value, 'content');
  if (content !== undefined) {
    const value = joinedValue(content.parts, secrets);
    const hidden = value.kind === 'plain' ? hide(value.text) : value;
    return { key: entry.key, value: hidden, binary: false, at: originOf(content) };
  }
  const environment = scalarOf(entry.value, 'environment');
  if (environment !== undefined) {
    const known = entry.scope.variables.get(environment.text);
    const value = known?.value.kind === 'plain' ? hide(known.value.text) : known?.value;
    return { key: entry.key, value: value ?? deferred('from the shell'), binary: false, at: originOf(environment) };
  }
  const file = scalarOf(entry.value, 'file');
  const path = file === undefined || isOpen(file) ? undefined : belowRoot(file.scope.folder, file.text);
  if (file === undefined || path === undefined) return undefined;
  const read = await files.read(path);
  if (read.kind !== 'text') return undefined;
  return { key: entry.key, value: hide(read.text), binary: false, at: { ...originOf(file), path, line: 1, column: 1 } };
}
