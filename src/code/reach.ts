import { languageOf } from './index.ts';
import type { Loading, Sources } from './loading.ts';

/** The files that run when a service starts from its entry files. */
export interface Reach {
  readonly files: ReadonlySet<string>;
  /** The first file that loads others by a computed name: what it reaches is then not known. */
  readonly openAt?: string;
}

/**
 * Follows imports from file to file by their text. Where a name may mean several files, all of them count as reached:
 * what is wrongly reached is only read once too often.
 *
 * @param entries files, or folders of packages
 */
export function reachOf(entries: readonly string[], sources: Sources): Reach {
  const { paths, texts } = sources;
  const files = new Set<string>();
  const waiting = entries.flatMap((entry) => (texts.has(entry) ? [entry] : paths.inFolder(entry)));
  const load = loader(sources);
  let openAt: string | undefined;
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue;
    files.add(path);
    const text = texts.get(path) ?? '';
    if (openAt === undefined && languageOf(path)?.loading?.loadsByName.test(text)) openAt = path;
    waiting.push(...load(path, text));
  }
  return { files, ...(openAt !== undefined && { openAt }) };
}

/** What a file loads, each language asked once how it finds that. */
function loader(sources: Sources): (path: string, text: string) => readonly string[] {
  const known = new Map<string, ReturnType<Loading['loads']>>();
  return (path, text) => {
    const { id, loading } = languageOf(path) ?? {};
    if (id === undefined || loading === undefined) return [];
    const load = known.get(id) ?? loading.loads(sources);
    known.set(id, load);
    return load(path, text);
  };
}
