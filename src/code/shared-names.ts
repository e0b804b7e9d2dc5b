import type { EnvironmentHelper, ExportedBinding, FileFacts, Language, PackageRange, RouteMount } from './language.ts';

/** What the files of one language in a service give to each other. */
export interface SharedNames {
  readonly helpers: readonly EnvironmentHelper[];
  readonly bindings: readonly ExportedBinding[];
  readonly mounts: readonly RouteMount[];
  /** Left out when there are none. */
  readonly packages?: readonly PackageRange[];
}

/** Shared names by the words that a file which uses them must hold: each file asks for its own words alone. */
export interface SharedIndex {
  readonly visibility: Visibility;
  readonly mounts: readonly RouteMount[];
  readonly packages: readonly PackageRange[];
  /** By the first part of the name; default exports go by their place. */
  readonly byName: ReadonlyMap<string, readonly SharedItem[]>;
  /** By the word that names the file. */
  readonly byPlace: ReadonlyMap<string, readonly SharedItem[]>;
  /** Every word that can matter. */
  readonly words: ReadonlySet<string>;
}

type Visibility = Language['visibility'];

interface SharedItem {
  /** Place in the order in which they were found. */
  readonly order: number;
  readonly path: string;
  readonly places: readonly string[];
  readonly isDefault: boolean;
  readonly leadsToEnvironment: boolean;
  readonly helper?: EnvironmentHelper;
  readonly binding?: ExportedBinding;
}

export interface UsingFile {
  readonly path: string;
  readonly text: string;
  /** It has facts of its own, which any constant of another file may complete. Without, only what leads to the environment can make facts in it. */
  readonly hasFacts: boolean;
}

const PLAIN_FOLDERS = new Set(['src', 'index', '__init__', '']);

export function joinShared(files: Iterable<FileFacts>): SharedNames {
  const all = [...files];
  return {
    helpers: all.flatMap((file) => file.helpers),
    bindings: all.flatMap((file) => file.bindings),
    mounts: all.flatMap((file) => file.mounts ?? []),
    ...some(all.flatMap((file) => file.packages ?? [])),
  };
}

/** @param former the index of the round before: its set of words is kept when it is the same, so that files need not look again */
export function indexShared(shared: SharedNames, visibility: Visibility, former?: SharedIndex): SharedIndex {
  const byName = new Map<string, SharedItem[]>();
  const byPlace = new Map<string, SharedItem[]>();
  for (const item of itemsOf(shared, visibility)) {
    const [name = ''] = (item.helper ?? item.binding)?.name.split('.') ?? [];
    if (!item.isDefault) listAt(byName, name).push(item);
    for (const place of new Set(item.places)) listAt(byPlace, place).push(item);
  }
  const words = new Set([...byName.keys(), ...byPlace.keys()]);
  const isSame = former?.words.size === words.size && [...words].every((word) => former.words.has(word));
  return {
    visibility,
    mounts: shared.mounts,
    packages: shared.packages ?? [],
    byName,
    byPlace,
    words: isSame && former ? former.words : words,
  };
}

function itemsOf({ helpers, bindings }: SharedNames, visibility: Visibility): SharedItem[] {
  const parts = (item: { readonly name: string; readonly path: string }) => ({
    path: item.path,
    places: placeWords(item.path, visibility),
    isDefault: item.name === 'default' || item.name.startsWith('default.'),
  });
  return [
    ...helpers.map((helper) => ({ ...parts(helper), leadsToEnvironment: true, helper })),
    ...bindings.map((binding) => ({
      ...parts(binding),
      leadsToEnvironment: leadsToEnvironment(binding),
      binding,
    })),
  ].map((item, order) => ({ ...item, order }));
}

function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const known = lists.get(key);
  if (known) return known;
  const list: T[] = [];
  lists.set(key, list);
  return list;
}

/**
 * What of the shared names a file can use: those of files that it names, under a name that stands in its text; and the
 * mounts that mean it.
 *
 * @param found the words of the index that stand in the file
 */
export function sharedFor(file: UsingFile, index: SharedIndex, found: ReadonlySet<string>): SharedNames {
  const mounts = index.mounts.filter((mount) => mount.path !== file.path && isMounted(file, mount));
  const passesOn = found.size > 0 && file.text.includes('export *');
  const fitting = new Set<SharedItem>();
  for (const word of found) {
    for (const item of index.byName.get(word) ?? []) {
      const isNear = item.places.some((place) => found.has(place)) || isSeen(item.path, file.path, index.visibility);
      if (isNear && isOpen(item, file)) fitting.add(item);
    }
    for (const item of index.byPlace.get(word) ?? []) {
      if ((item.isDefault || passesOn) && isOpen(item, file)) fitting.add(item);
    }
  }
  const items = [...fitting].sort((a, b) => a.order - b.order);
  return {
    helpers: items.flatMap(({ helper }) => helper ?? []),
    bindings: items.flatMap(({ binding }) => binding ?? []),
    mounts,
    ...some(index.packages.filter(({ name }) => file.hasFacts && file.text.includes(name))),
  };
}

function some(packages: readonly PackageRange[]): Pick<SharedNames, 'packages'> {
  return packages.length > 0 ? { packages } : {};
}

function isOpen(item: SharedItem, file: UsingFile): boolean {
  const beside = item.binding?.usedBeside;
  if (beside !== undefined && !file.text.includes(beside)) return false;
  return item.path !== file.path && (file.hasFacts || item.leadsToEnvironment);
}

function leadsToEnvironment({ value, environment }: ExportedBinding): boolean {
  return environment === true || value.kind === 'variable' || value.kind === 'template';
}

/** Whether a file uses what another one shares without naming it. */
function isSeen(path: string, other: string, visibility: Visibility): boolean {
  if (visibility === 'service') return true;
  return visibility === 'folder' && folderOf(path) === folderOf(other);
}

/** The word by which other files name this one: its own name, or the folder's for an index; packages go by their folder. */
function placeWords(path: string, visibility: Visibility): string[] {
  const parts = path.replace(/\.[^/]*$/, '').split('/');
  if (visibility === 'folder') return parts.slice(-2, -1);
  const own = parts.filter((part) => !PLAIN_FOLDERS.has(part)).at(-1);
  return own === undefined ? [] : [own];
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** What is mounted before all routes concerns the files that have facts of their own. */
export function isMounted(
  { path, hasFacts }: Pick<UsingFile, 'path' | 'hasFacts'>,
  { target }: Pick<RouteMount, 'target'>,
): boolean {
  if (target === '') return hasFacts;
  const module = path.replace(/\.[^/]*$/, '').replace(/\/(index|__init__)$/, '');
  return module === target || module.endsWith(`/${target}`) || path.startsWith(`${target}/`);
}
