import { folderOf } from '../../normalise/path.ts';
import { loadFile, withSection } from './load-file.ts';
import { mergeProjects, mergeServices } from './merge.ts';
import { type ComposeEntry, type ComposeMap, entriesOf, entryOf, get, isOpen, type Place, scalarOf } from './node.ts';
import { belowRoot } from './paths.ts';
import type { Reading } from './reading.ts';

/** Lays every service of a document over the one that it extends, in the same file or in another. */
export async function applyExtends(document: ComposeMap, reading: Reading): Promise<ComposeMap> {
  const services = get(document, 'services');
  if (services?.kind !== 'map') return document;
  const entries: ComposeEntry[] = [];
  for (const entry of services.entries) {
    entries.push({
      ...entry,
      value: entry.value.kind === 'map' ? await extended(entry, { services, trail: [] }, reading) : entry.value,
    });
  }
  return withSection(document, 'services', { ...services, entries });
}

interface Siblings {
  readonly services: ComposeMap;
  /** Services on the way here, as `file#service`. */
  readonly trail: readonly string[];
}

async function extended(entry: ComposeEntry, siblings: Siblings, reading: Reading): Promise<ComposeMap> {
  const { value: service } = entry;
  if (service.kind !== 'map') return { ...service, kind: 'map', entries: [] };
  const wish = entryOf(service, 'extends');
  if (wish === undefined) return service;
  const own = { ...service, entries: service.entries.filter((each) => each !== wish) };
  const trail = [...siblings.trail, `${entry.scope.path}#${entry.key}`];
  const base = await baseOf(wish, { entry, services: siblings.services, trail }, reading);
  return base === undefined ? own : mergeServices(base, own);
}

interface Wish extends Siblings {
  readonly entry: ComposeEntry;
}

async function baseOf(extendsEntry: ComposeEntry, wish: Wish, reading: Reading): Promise<ComposeMap | undefined> {
  const { value } = extendsEntry;
  const name = (value.kind === 'scalar' ? value : scalarOf(value, 'service'))?.text;
  const refuse = (found: string, hint: string) => {
    const message = `read ${extendsEntry.scope.path}: services.${wish.entry.key}.extends ${found} (line ${extendsEntry.line})`;
    reading.report('unreadable', extendsEntry, { message, hint, service: wish.entry.key });
    return undefined;
  };
  if (name === undefined) return refuse('names no service', 'add `service:` with the name of the service to extend');
  const file = scalarOf(value, 'file');
  if (file !== undefined && isOpen(file)) return refuse('depends on a variable that no file sets', 'set it in .env');
  const path = file === undefined ? undefined : belowRoot(file.scope.folder, file.text);
  if (file !== undefined && path === undefined) {
    return refuse('names a file outside the repository, which is not read', 'move the file into the repository');
  }
  const services = path === undefined ? wish.services : await servicesOf(path, extendsEntry, reading);
  if (services === undefined) return undefined;
  const base = entryOf(services, name);
  if (base === undefined)
    return refuse(`names ${name}, which is not there`, `name a service of ${path ?? 'the same file'}`);
  if (wish.trail.includes(`${base.scope.path}#${name}`)) {
    return refuse('comes back to where it began', 'take one `extends` out of the circle');
  }
  return extended(base, { services, trail: wish.trail }, reading);
}

/** The services of another file: its relative paths start from its own folder, its variables are ours. */
async function servicesOf(path: string, place: Place, reading: Reading): Promise<ComposeMap | undefined> {
  const scope = { path, folder: folderOf(path), variables: place.scope.variables };
  const documents = await loadFile(scope, place, reading);
  const [first, ...rest] = documents;
  if (first === undefined) return undefined;
  const whole = rest.reduce(mergeProjects, first);
  const services = get(whole, 'services');
  return services?.kind === 'map' && entriesOf(services).length > 0 ? services : { ...whole, entries: [] };
}
