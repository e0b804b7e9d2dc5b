import type { RepositoryFiles } from '../repository/files.ts';
import { takeTurn } from '../repository/turn.ts';
import type { Vault } from '../secrets/vault.ts';
import { type CodeFacts, joinCodeFacts } from '../shape/code-facts.ts';
import type { Problem } from '../shape/origin.ts';
import { calledReads } from './called-reads.ts';
import { FileReaders, keyOf, type SourceFile } from './file-readers.ts';
import type { FileFacts, Language } from './language.ts';
import { holdsNeedle } from './needle.ts';
import { indexShared, joinShared, type SharedIndex, type SharedNames, sharedFor } from './shared-names.ts';
import { unreadMounts } from './unread-mounts.ts';
import { usedReads } from './used-reads.ts';
import { wordsIn } from './words-in.ts';

export interface CodeScan {
  readonly facts: CodeFacts;
  readonly problems: readonly Problem[];
  /** How many files were parsed, of how many that a language knows. */
  readonly parsed: number;
  readonly known: number;
}

/** Helpers call helpers: each round finds the files that call what the round before found. */
const MOST_ROUNDS = 6;
/** A source file that a person wrote is smaller; beyond it lie bundles and data. */
const MOST_CHARACTERS = 1_500_000;
const SHORTEST_BUNDLE = 5_000;
const LONGEST_AVERAGE_LINE = 300;

const NOTHING: SharedNames = { helpers: [], bindings: [], mounts: [] };
const NOTHING_GIVEN = JSON.stringify(NOTHING);

/** What a file said, and what it was given of other files when it said it. */
interface FileResult {
  readonly facts: FileFacts;
  readonly given: string;
  readonly language: string;
}

interface Candidate extends SourceFile {
  /** It holds a literal that makes facts likely. */
  readonly hasFacts: boolean;
}

/** What files said, by path and by what they were given: services that share a file read it once. */
export type ScanMemo = Map<string, FileFacts>;

export interface ScanContext {
  readonly files: RepositoryFiles;
  readonly secrets: Vault;
  readonly memo?: ScanMemo;
  /** Files that another service may have opened before. */
  readonly readers?: FileReaders;
  /** Texts of files of which the service runs a part, and what tells this part from that of other services. */
  readonly part?: { readonly id: string; readonly texts: ReadonlyMap<string, string> };
}

/**
 * Reads the code of one service. Only files with a language's literals are parsed; then, round by round, those that
 * name a helper or an exported setting which an earlier round found.
 */
export async function scanCode(
  paths: readonly string[],
  languages: readonly Language[],
  context: ScanContext,
): Promise<CodeScan> {
  const { candidates, problems } = await loadCandidates(paths, languages, context);
  const results = new Map<string, FileResult>();
  const sharing = new Sharing();
  const reading = { ...context, readers: context.readers ?? new FileReaders() };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (round > 0 && !sharing.takeIn(languages, results)) break;
    for (const file of candidates) {
      const own = round === 0 ? NOTHING : sharing.of(file);
      const given = JSON.stringify(own);
      const before = results.get(keyOf(file));
      if (round === 0 ? !file.hasFacts : given === (before?.given ?? NOTHING_GIVEN)) continue;
      results.set(keyOf(file), {
        facts: await readOnce(file, { own, given }, reading),
        given,
        language: file.language.id,
      });
    }
  }
  const files = [...results.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file.facts);
  const facts = joinCodeFacts(files.map((file) => file.facts));
  return {
    facts: {
      ...facts,
      reads: usedReads(calledReads(facts.reads, candidates), candidates),
      routes: [
        ...facts.routes,
        ...unreadMounts(
          files,
          candidates.map(({ path }) => path),
        ),
      ],
    },
    problems: [...problems, ...files.flatMap((file) => file.problems)],
    parsed: files.length,
    known: candidates.length,
  };
}

/** The shared names of each language from round to round. */
class Sharing {
  readonly #indexes = new Map<string, SharedIndex>();
  readonly #texts = new Map<string, string>();
  /** What a file holds of the words that an index asks for. */
  readonly #found = new Map<string, { readonly wanted: ReadonlySet<string>; readonly words: ReadonlySet<string> }>();

  /** @returns whether something is shared that was not shared in the same way the round before */
  takeIn(languages: readonly Language[], results: ReadonlyMap<string, FileResult>): boolean {
    let isNew = false;
    const files = [...results.values()];
    for (const { id, visibility } of languages) {
      const shared = joinShared(files.filter((file) => file.language === id).map((file) => file.facts));
      const text = JSON.stringify(shared);
      if (text === (this.#texts.get(id) ?? NOTHING_GIVEN)) continue;
      isNew = true;
      this.#texts.set(id, text);
      this.#indexes.set(id, indexShared(shared, visibility, this.#indexes.get(id)));
    }
    return isNew;
  }

  of(file: Candidate): SharedNames {
    const index = this.#indexes.get(file.language.id);
    if (index === undefined) return NOTHING;
    const known = this.#found.get(keyOf(file));
    const words = known?.wanted === index.words ? known.words : wordsIn(file.text, index.words);
    this.#found.set(keyOf(file), { wanted: index.words, words });
    return sharedFor(file, index, words);
  }
}

async function readOnce(
  file: Candidate,
  { own, given }: { readonly own: SharedNames; readonly given: string },
  { secrets, memo, readers }: ScanContext & { readonly readers: FileReaders },
): Promise<FileFacts> {
  const key = `${keyOf(file)}\n${given}`;
  const known = memo?.get(key);
  if (known) return known;
  await takeTurn();
  const read = await readers.of(file);
  const facts = read({ secrets, ...own });
  memo?.set(key, facts);
  return facts;
}

async function loadCandidates(
  paths: readonly string[],
  languages: readonly Language[],
  { files, part }: ScanContext,
): Promise<{ candidates: Candidate[]; problems: Problem[] }> {
  const candidates: Candidate[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const owners = readersOf(path, languages).filter((language) => isCalledFor(language, path, paths));
    const [first] = owners;
    if (first === undefined) continue;
    const content = await files.read(path);
    if (content.kind === 'unreadable') {
      problems.push({
        kind: 'unreadable',
        source: first.id,
        path,
        line: 1,
        column: 1,
        ...content.at,
        message: `${path} cannot be read: ${content.reason}`,
        hint: content.hint,
      });
    }
    if (content.kind !== 'text' || isMadeByTool(content.text)) continue;
    for (const language of owners) {
      const run = part?.texts.get(path);
      const whole = run ?? content.text;
      const text = language.extract?.(path, whole) ?? whole;
      const own = run !== undefined && part !== undefined && { part: part.id };
      candidates.push({ path, text, language, hasFacts: hasFacts(path, text, language), ...own });
    }
  }
  return { candidates, problems };
}

function isCalledFor({ settings, extensions }: Language, path: string, paths: readonly string[]): boolean {
  if (settings?.besideCode !== true || !settings.paths.test(path)) return true;
  return paths.some((other) => extensions.some((extension) => other.endsWith(extension)));
}

/** The language of a file by its ending; of configuration, every language that takes it for its own. */
function readersOf(path: string, languages: readonly Language[]): readonly Language[] {
  const ending = path.slice(path.lastIndexOf('.'));
  const own = languages.find(({ extensions }) => extensions.includes(ending));
  return own ? [own] : languages.filter(({ settings }) => settings?.paths.test(path));
}

/** Minified code and bundles: long lines, or longer than anyone writes. They repeat what is written elsewhere. */
function isMadeByTool(text: string): boolean {
  if (text.length > MOST_CHARACTERS) return true;
  if (text.length < SHORTEST_BUNDLE) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return text.length / lines > LONGEST_AVERAGE_LINE;
}

function hasFacts(path: string, text: string, language: Language): boolean {
  if (language.settings?.paths.test(path)) return true;
  return holdsNeedle(text, language.needles) || language.paths?.test(path) === true;
}
