import type { EnvironmentHelper, ExportedBinding, FileFacts, RouteMount } from './language.ts';

/** What the files of one language in a service give to each other. */
export interface SharedNames {
  readonly helpers: readonly EnvironmentHelper[];
  readonly bindings: readonly ExportedBinding[];
  readonly mounts: readonly RouteMount[];
}

const NOTHING: SharedNames = { helpers: [], bindings: [], mounts: [] };
const PLAIN_FOLDERS = new Set(['src', 'index', '__init__', '']);
const WORD = /[A-Za-z_$][\w$-]*/g;

export function joinShared(files: Iterable<FileFacts>): SharedNames {
  const all = [...files];
  return {
    helpers: all.flatMap((file) => file.helpers),
    bindings: all.flatMap((file) => file.bindings),
    mounts: all.flatMap((file) => file.mounts ?? []),
  };
}

/**
 * What of the shared names a file can use: those of files that it names or that lie beside it, under a name that
 * stands in its text; and the mounts that mean it.
 */
export function sharedFor(file: { readonly path: string; readonly text: string }, shared: SharedNames): SharedNames {
  const items = [...shared.helpers, ...shared.bindings].filter((item) => item.path !== file.path);
  const mounts = shared.mounts.filter((mount) => mount.path !== file.path && isMounted(file.path, mount));
  if (items.length === 0) return { ...NOTHING, mounts };
  const words = wordsOf(file.text, items);
  const isUsed = (item: { readonly name: string; readonly path: string }): boolean => {
    if (item.path === file.path) return false;
    const isNear = folderOf(item.path) === folderOf(file.path) || placeWords(item.path).some((word) => words.has(word));
    const [first = ''] = item.name.split('.');
    return isNear && (first === 'default' || words.has(first) || file.text.includes('export *'));
  };
  return { helpers: shared.helpers.filter(isUsed), bindings: shared.bindings.filter(isUsed), mounts };
}

/** The words of a text that can matter; a set of all words would cost more than the search. */
function wordsOf(text: string, items: readonly { readonly name: string; readonly path: string }[]): Set<string> {
  const wanted = new Set(items.flatMap((item) => [item.name.split('.')[0] ?? '', ...placeWords(item.path)]));
  const found = new Set<string>();
  for (const [word] of text.matchAll(WORD)) {
    if (wanted.has(word)) found.add(word);
    else if (word.includes('-')) for (const part of word.split('-')) if (wanted.has(part)) found.add(part);
  }
  return found;
}

/** Words by which other files name this one: `env` and `config` for `packages/config/src/env.ts`. */
function placeWords(path: string): string[] {
  const parts = path.replace(/\.[^/]*$/, '').split('/');
  return parts.slice(-4).filter((part) => !PLAIN_FOLDERS.has(part));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function isMounted(path: string, { target }: RouteMount): boolean {
  const module = path.replace(/\.[^/]*$/, '').replace(/\/(index|__init__)$/, '');
  return target === '' || module === target || module.endsWith(`/${target}`) || path.startsWith(`${target}/`);
}
