import { fileNameOf, folderOf, normaliseRelativePath } from '../../normalise/path.ts';
import { entriesOf, get, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';

/** A compose file and those of the repository that it takes in; what only a variable names is left out. */
export interface ComposeUses {
  readonly path: string;
  /** By `include`: whole. */
  readonly includes: readonly string[];
  /** By `extends`: single services. */
  readonly extended: readonly string[];
}

/** What a compose file takes in, by the paths of the repository. */
export function usesOf(path: string, root: YamlNode | undefined): ComposeUses {
  const included = itemsOf(get(root, 'include')).flatMap((item) => {
    const node = item.kind === 'map' ? get(item, 'path') : item;
    return [...textsOf(node), ...itemsOf(node).flatMap(textsOf)];
  });
  const extended = entriesOf(get(root, 'services')).flatMap(({ value }) => textsOf(get(value, 'extends', 'file')));
  const placed = (texts: readonly string[]) =>
    texts.flatMap((text) => normaliseRelativePath(`${folderOf(path)}/${text}`) ?? []);
  return { path, includes: placed(included), extended: placed(extended) };
}

function textsOf(node: YamlNode | undefined): string[] {
  const text = textOf(node);
  return text === undefined || text.startsWith('/') || text.includes('$') ? [] : [text];
}

/**
 * The files that are a part of another one, and no local side of their own. One that `docker compose` starts by itself
 * stays one when only a file beside it builds on it.
 *
 * @param mainNames names of files that compose finds by itself, the first of which is there winning
 */
export function partsOfOthers(files: readonly ComposeUses[], mainNames: readonly string[]): Set<string> {
  const usesByPath = new Map(files.map(({ path, includes, extended }) => [path, [...includes, ...extended]]));
  const parts = new Set<string>();
  for (const { path } of files) {
    for (const part of reachedFrom(path, usesByPath)) {
      const isOwnMain = mainNames.includes(fileNameOf(part)) && folderOf(part) === folderOf(path);
      // A circle has no beginning: nothing in it is a part of the rest.
      if (!isOwnMain && !reachedFrom(part, usesByPath).has(path)) parts.add(part);
    }
  }
  return parts;
}

/** Every file that one leads to, over as many steps as it takes. */
export function reachedFrom(path: string, usesByPath: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const todo = [...(usesByPath.get(path) ?? [])];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    todo.push(...(usesByPath.get(next) ?? []));
  }
  return reached;
}
