import type { RepositoryFiles } from '../repository/files.ts';
import type { Vault } from '../secrets/vault.ts';
import { type CodeFacts, joinCodeFacts } from '../shape/code-facts.ts';
import type { Problem } from '../shape/origin.ts';
import { parserFor } from './grammars.ts';
import type { EnvironmentHelper, ExportedBinding, FileFacts, Language } from './language.ts';

export interface CodeScan {
  readonly facts: CodeFacts;
  readonly problems: readonly Problem[];
  /** How many files were parsed, of how many that a language knows. */
  readonly parsed: number;
  readonly known: number;
}

/** Helpers call helpers: each round finds the files that call what the round before found. */
const MOST_ROUNDS = 4;
/** A source file that a person wrote is smaller; beyond it lie bundles and data. */
const MOST_CHARACTERS = 1_500_000;

interface Candidate {
  readonly path: string;
  readonly text: string;
  readonly language: Language;
}

/**
 * Reads the code of one service. Only files with a language's literals are parsed; then, round by round, those that
 * name a helper or an exported setting which an earlier round found.
 */
export async function scanCode(
  paths: readonly string[],
  languages: readonly Language[],
  context: { readonly files: RepositoryFiles; readonly secrets: Vault },
): Promise<CodeScan> {
  const { candidates, problems } = await loadCandidates(paths, languages, context.files);
  const results = new Map<string, FileFacts>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const known = [...results.values()];
    const helpers = known.flatMap((file) => file.helpers);
    const bindings = known.flatMap((file) => file.bindings);
    const todo = candidates.filter((file) => isDue(file, round, results, helpers, bindings));
    if (todo.length === 0) break;
    let grown = false;
    for (const file of todo) {
      const before = results.get(file.path);
      const after = await readFile(file, context.secrets, helpers, bindings);
      results.set(file.path, after);
      grown ||= exportsOf(after) !== (before ? exportsOf(before) : '');
    }
    if (!grown) break;
  }
  const files = [...results.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
  return {
    facts: joinCodeFacts(files.map((file) => file.facts)),
    problems: [...problems, ...files.flatMap((file) => file.problems)],
    parsed: files.length,
    known: candidates.length,
  };
}

async function loadCandidates(
  paths: readonly string[],
  languages: readonly Language[],
  files: RepositoryFiles,
): Promise<{ candidates: Candidate[]; problems: Problem[] }> {
  const byExtension = new Map(
    languages.flatMap((language) => language.extensions.map((extension) => [extension, language] as const)),
  );
  const candidates: Candidate[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const language = byExtension.get(path.slice(path.lastIndexOf('.')));
    if (language === undefined) continue;
    const content = await files.read(path);
    if (content.kind === 'unreadable') {
      problems.push({
        kind: 'unreadable',
        source: language.id,
        path,
        line: 1,
        column: 1,
        message: `${path} cannot be read: ${content.reason}`,
        hint: content.hint,
      });
    }
    if (content.kind !== 'text' || content.text.length > MOST_CHARACTERS) continue;
    candidates.push({ path, text: language.extract?.(path, content.text) ?? content.text, language });
  }
  return { candidates, problems };
}

function isDue(
  file: Candidate,
  round: number,
  results: ReadonlyMap<string, FileFacts>,
  helpers: readonly EnvironmentHelper[],
  bindings: readonly ExportedBinding[],
): boolean {
  if (round === 0) return needlePattern(file.language).test(file.text);
  const names = new Set<string>();
  for (const item of [...helpers, ...bindings]) if (item.path !== file.path) names.add(item.name.split('.')[0] ?? '');
  names.delete('');
  // A file with facts of its own is read again when it uses a name that is new since: the cost is one more parse.
  return [...names].some((name) => file.text.includes(name)) && (!results.has(file.path) || round < MOST_ROUNDS);
}

const patterns = new Map<string, RegExp>();

function needlePattern(language: Language): RegExp {
  const known = patterns.get(language.id);
  if (known) return known;
  const pattern = new RegExp(language.needles.map((needle) => needle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));
  patterns.set(language.id, pattern);
  return pattern;
}

async function readFile(
  file: Candidate,
  secrets: Vault,
  helpers: readonly EnvironmentHelper[],
  bindings: readonly ExportedBinding[],
): Promise<FileFacts> {
  const parser = await parserFor(file.language.grammarFor(file.path));
  const tree = parser.parse(file.text);
  if (tree === null) throw new Error(`the parser gave no tree for ${file.path}`);
  try {
    const others = <T extends { readonly path: string }>(items: readonly T[]) =>
      items.filter((item) => item.path !== file.path);
    return file.language.read(
      { path: file.path, text: file.text, root: tree.rootNode },
      { secrets, helpers: others(helpers), bindings: others(bindings) },
    );
  } finally {
    tree.delete();
  }
}

function exportsOf(file: FileFacts): string {
  return JSON.stringify([file.helpers.map((helper) => helper.name), file.bindings.map((binding) => binding.name)]);
}
