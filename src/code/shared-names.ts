import type { EnvironmentHelper, ExportedBinding, FileFacts, RouteMount } from './language.ts';

/** What the files of one language in a service give to each other. */
export interface SharedNames {
  readonly helpers: readonly EnvironmentHelper[];
  readonly bindings: readonly ExportedBinding[];
  readonly mounts: readonly RouteMount[];
}

const NOTHING: SharedNames = { helpers: [], bindings: [], mounts: [] };
const PLAIN_FOLDERS = new Set(['src', 'index', '__init__', '']);
const WORD = /[A-Za-z_$][\w$.-]*/g;

export function joinShared(files: Iterable<FileFacts>): SharedNames {
  const all = [...files];
  return {
    helpers: all.flatMap((file) => file.helpers),
    bindings: all.flatMap((file) => file.bindings),
    mounts: all.flatMap((file) => file.mounts ?? []),
  };
}

/**
 * What of the shared names a file can use: those of files that it names, under a name that stands in its text; and the
 * mounts that mean it.
 *
 * @param file `hasFacts`: it has facts of its own, which any constant of another file may complete. Without, only what
 *   leads to the environment can make facts in it.
 */
export function sharedFor(
  file: { readonly path: string; readonly text: string; readonly hasFacts: boolean },
  shared: SharedNames,
): SharedNames {
  const mounts = shared.mounts.filter((mount) => mount.path !== file.path && isMounted(file.path, mount));
  const bindings = file.hasFacts ? shared.bindings : shared.bindings.filter(leadsToEnvironment);
  const items = [...shared.helpers, ...bindings];
  if (items.length === 0) return { ...NOTHING, mounts };
  const words = wordsOf(file.text, items);
  const passesOn = file.text.includes('export *');
  const isUsed = (item: { readonly name: string; readonly path: string }): boolean => {
    if (item.path === file.path) return false;
    const [first = ''] = item.name.split('.');
    if (first !== 'default' && !passesOn && !words.has(first)) return false;
    return placeWords(item.path).some((word) => words.has(word)) || isSamePackage(item.path, file.path);
  };
  return { helpers: shared.helpers.filter(isUsed), bindings: bindings.filter(isUsed), mounts };
}

function leadsToEnvironment({ value, environment }: ExportedBinding): boolean {
  return environment === true || value.kind === 'variable' || value.kind === 'template';
}

/** The files of one folder are one package in Go, and name each other's functions without an import. */
function isSamePackage(path: string, other: string): boolean {
  return path.endsWith('.go') && folderOf(path) === folderOf(other);
}

/** The words of a text that can matter; a set of all words would cost more than the search. */
function wordsOf(text: string, items: readonly { readonly name: string; readonly path: string }[]): Set<string> {
  const wanted = new Set(items.flatMap((item) => [item.name.split('.')[0] ?? '', ...placeWords(item.path)]));
  const found = new Set<string>();
  for (const [word] of text.matchAll(WORD)) {
    if (wanted.has(word)) found.add(word);
    // `env.PORT`, `cart-routes`, `shop.config`
    else if (/[.-]/.test(word)) for (const part of word.split(/[.-]/)) if (wanted.has(part)) found.add(part);
  }
  return found;
}

/** The word by which other files name this one: its own name, or the folder's for an index; Go names folders alone. */
function placeWords(path: string): string[] {
  const parts = path.replace(/\.[^/]*$/, '').split('/');
  if (path.endsWith('.go')) return parts.slice(-2, -1);
  const own = parts.filter((part) => !PLAIN_FOLDERS.has(part)).at(-1);
  return own === undefined ? [] : [own];
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function isMounted(path: string, { target }: RouteMount): boolean {
  const module = path.replace(/\.[^/]*$/, '').replace(/\/(index|__init__)$/, '');
  return target === '' || module === target || module.endsWith(`/${target}`) || path.startsWith(`${target}/`);
}
