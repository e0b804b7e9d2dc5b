import { entryFiles, type RunCommand } from './entries.ts';
import { isManifest, languageOf } from './index.ts';
import { type Reach, reachOf } from './reach.ts';
import { type SourcePaths, sourcePaths } from './source-paths.ts';

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
}

export interface TakenFile {
  readonly path: string;
  readonly reason: string;
}

interface Known extends RunningService {
  readonly entries: readonly string[];
  readonly reach: Reach | undefined;
}

/**
 * Takes from each service the files that it does not run: those that only another service of the same folder reaches,
 * and scripts that stand by themselves (N245, N248). Where it is not known what a service runs, it keeps all.
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
      return [own.service, { files: own.files.filter((path) => !gone.has(path)), entries: own.entries, taken }];
    }),
  );
}

function knownOf(service: RunningService, texts: ReadonlyMap<string, string>): Known {
  const own = new Map(
    service.files.flatMap((path) => (texts.has(path) ? [[path, texts.get(path) ?? ''] as const] : [])),
  );
  const paths = sourcePaths(service.folders, own);
  const entries = entriesOf(service.commands, paths);
  if (entries === undefined) return { ...service, entries: [], reach: undefined };
  const manifests = [...texts].filter(([path]) => isManifest(path));
  return { ...service, entries, reach: reachOf(entries, { paths, texts: new Map([...own, ...manifests]) }) };
}

function entriesOf(commands: readonly RunCommand[] | undefined, paths: SourcePaths): readonly string[] | undefined {
  const all = commands?.map((command) => entryFiles(command, paths));
  if (all === undefined || all.length === 0 || all.includes(undefined)) return undefined;
  return [...new Set(all.flatMap((entries) => entries ?? []))];
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
  if (languageOf(path)?.loading === undefined) return undefined;
  const other = others.find((each) => each.service !== own.service && each.reach?.files.has(path));
  if (other) return `${other.service} reaches it from ${other.entries.join(', ')}; ${own.entries.join(', ')} does not`;
  const below = own.folders.map((folder) => (path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path));
  const isAside = below.some((each) => SCRIPT_FOLDER.test(each));
  return isAside && standsAlone(path, text) ? `a script that ${own.entries.join(', ')} does not load` : undefined;
}

/** Folders of what people and pipelines run by hand; below a folder of files for browsers they are something else. */
const SCRIPT_FOLDER = /^(?:(?!(?:static|public|assets|www|web)\/)[\w-]+\/)?(scripts|bin|tools|migrations)\//;

function standsAlone(path: string, text: string): boolean {
  return text.startsWith('#!') || languageOf(path)?.loading?.isProgram(text) === true;
}
