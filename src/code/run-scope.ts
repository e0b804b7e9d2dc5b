import { type Entry, entryOf, type RunCommand } from './entries.ts';
import { isManifest, languageOf, loaderOf } from './index.ts';
import { type Reach, reachOf } from './reach.ts';
import { type SourcePaths, sourcePaths } from './source-paths.ts';
import { textsRun } from './subcommands.ts';

/** A service, the files of its code folders, and what it runs on each side. */
export interface RunningService {
  readonly service: string;
  readonly folders: readonly string[];
  readonly files: readonly string[];
  /** Undefined where some side runs what is not known. */
  readonly commands: readonly RunCommand[] | undefined;
}

/** What of the files of a service its command can run. */
export interface RunScope {
  readonly files: readonly string[];
  /** Files and folders that the command starts; empty when they are not known. */
  readonly entries: readonly string[];
  /** What was taken away, and why. */
  readonly taken: readonly TakenFile[];
  /** Texts of files of which it runs a part: what only other subcommands run is blank. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface TakenFile {
  readonly path: string;
  readonly reason: string;
}

interface Known extends RunningService {
  readonly entries: readonly string[];
  readonly reach: Reach | undefined;
  readonly runs: ReadonlyMap<string, string>;
  /** Ids of the languages of what it reaches. */
  readonly languages: ReadonlySet<string | undefined>;
}

/**
 * Takes from each service the files that it does not run: those that its command does not load, directly or through
 * others (N245, N248). Where it is not known what a service runs, or some file loads others by names that it computes,
 * it keeps all.
 *
 * @param texts path to text of the source files, go.mod and the like among them
 */
export function runScopes(
  services: readonly RunningService[],
  texts: ReadonlyMap<string, string>,
): ReadonlyMap<string, RunScope> {
  const known = services.map((service) => knownOf(service, texts));
  const holders = new Map<string, Known[]>();
  for (const each of known) for (const path of each.files) holders.set(path, [...(holders.get(path) ?? []), each]);
  return new Map(
    known.map((own) => {
      const taken = own.files.flatMap((path) => {
        const reason = reasonToTake(path, own, { others: holders.get(path) ?? [], text: texts.get(path) });
        return reason === undefined ? [] : [{ path, reason }];
      });
      const gone = new Set(taken.map(({ path }) => path));
      const files = own.files.filter((path) => !gone.has(path));
      return [own.service, { files, entries: own.entries, taken, texts: own.runs }];
    }),
  );
}

function knownOf(service: RunningService, texts: ReadonlyMap<string, string>): Known {
  const own = new Map(
    service.files.flatMap((path) => (texts.has(path) ? [[path, texts.get(path) ?? ''] as const] : [])),
  );
  const paths = sourcePaths(service.folders, own);
  const started = entriesOf(service.commands, paths);
  if (started === undefined)
    return { ...service, entries: [], reach: undefined, languages: new Set(), runs: new Map() };
  const entries = [...new Set(started.flatMap(({ files }) => files))];
  const all = new Map([...own, ...[...texts].filter(([path]) => isManifest(path))]);
  const loaded = reachOf(entries, { paths, texts: all });
  const runs = textsRun(
    filesOf(loaded.openAt === undefined ? loaded.files : own.keys(), own),
    started.map(({ words }) => words),
  );
  const reach = runs.size === 0 ? loaded : reachOf(entries, { paths, texts: new Map([...all, ...runs]) });
  const languages = new Set([...reach.files].map((path) => languageOf(path)?.id));
  return { ...service, entries, reach, languages, runs };
}

function filesOf(paths: Iterable<string>, texts: ReadonlyMap<string, string>) {
  return [...paths].flatMap((path) => {
    const language = languageOf(path);
    const text = texts.get(path);
    return language === undefined || text === undefined ? [] : [{ path, text, language }];
  });
}

function entriesOf(commands: readonly RunCommand[] | undefined, paths: SourcePaths): readonly Entry[] | undefined {
  const all = commands?.map((command) => entryOf(command, paths));
  const known = all?.flatMap((entry) => entry ?? []);
  return known === undefined || known.length === 0 || known.length < (all?.length ?? 0) ? undefined : known;
}

function reasonToTake(
  path: string,
  own: Known,
  { others, text }: { readonly others: readonly Known[]; readonly text: string | undefined },
): string | undefined {
  const { reach } = own;
  if (text === undefined || reach === undefined || reach.openAt !== undefined || reach.files.has(path))
    return undefined;
  // Nobody knows who loads it.
  const language = loaderOf(path);
  if (language?.loading === undefined) return undefined;
  const other = others.find((each) => each.service !== own.service && each.reach?.files.has(path));
  if (other) return `${other.service} reaches it from ${other.entries.join(', ')}; ${own.entries.join(', ')} does not`;
  // A program may start one of another language in ways that no import shows.
  return own.languages.has(language.id) ? `${own.entries.join(', ')} does not load it` : undefined;
}
