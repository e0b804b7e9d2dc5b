import type { Language } from './language.ts';

/** A stretch of a text, from one offset up to another. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One of several things that a program does, as its command line says. */
export interface Subcommand {
  /** Any of which the command line gives. */
  readonly names: readonly string[];
  /** What runs for it alone: the body of its function, or the name of that where it is registered. */
  readonly runs: readonly Span[];
}

/** A function of a file, with the text between its braces or below its head. */
export interface NamedFunction {
  readonly name: string;
  readonly body: Span;
}

/** How programs of a language take subcommands, read from the text. */
export interface SubcommandReader {
  /** A text without this has none. */
  readonly hint: RegExp;
  subcommands(text: string): readonly Subcommand[];
  functions(text: string): readonly NamedFunction[];
  /** What only brings names into a file. */
  readonly imports: RegExp;
}

interface ReadFile {
  readonly path: string;
  readonly text: string;
  readonly reader: SubcommandReader;
}

const MOST_ROUNDS = 10;

/**
 * The texts of a program as its commands run it: what only other subcommands run is blanked, and so are functions that
 * nothing else names. Empty where some command names no subcommand: then all of it may run.
 *
 * @param commands the words behind the program, a list for each command of the service
 */
export function textsRun(
  files: readonly { readonly path: string; readonly text: string; readonly language: Language }[],
  commands: readonly (readonly string[])[],
): ReadonlyMap<string, string> {
  const own = files.flatMap(({ path, text, language }) => {
    const reader = language.loading?.subcommands;
    return reader ? [{ path, text, reader }] : [];
  });
  const found = own.map((file) => ({
    file,
    all: file.reader.hint.test(file.text) ? file.reader.subcommands(file.text) : [],
  }));
  const known = new Set(found.flatMap(({ all }) => all.flatMap(({ names }) => names)));
  if (known.size === 0 || commands.some((words) => !words.some((word) => known.has(word)))) return new Map();
  const asked = new Set(commands.flat());
  const texts = new Map<string, string>();
  const dropped: string[] = [];
  for (const { file, all } of found) {
    const others = all.filter(({ names }) => !names.some((name) => asked.has(name)));
    blank(
      file,
      others.flatMap(({ runs }) => runs),
      { texts, dropped },
    );
  }
  dropUnnamed(own, known, { texts, dropped });
  return texts;
}

interface Run {
  readonly texts: Map<string, string>;
  /** What was blanked. */
  readonly dropped: string[];
}

function blank({ path, text }: ReadFile, spans: readonly Span[], { texts, dropped }: Run): void {
  let now = texts.get(path) ?? text;
  for (const { start, end } of spans) {
    const old = now.slice(start, end);
    if (!/\w{2}/.test(old)) continue;
    dropped.push(old);
    // Something must stand where a statement or a value stood; `0` is both in every language.
    now = `${now.slice(0, start)}0${old.slice(1).replace(/[^\n]/g, ' ')}${now.slice(end)}`;
  }
  if (now !== text) texts.set(path, now);
}

/** Functions that only what was blanked has named do not run either. */
function dropUnnamed(files: readonly ReadFile[], subcommands: ReadonlySet<string>, run: Run): void {
  // `Use: "sweep [-a]"` names the subcommand, not the function of that name.
  const inTexts = new RegExp(`["'](${[...subcommands].join('|')})(?=["'\\s])`, 'g');
  const functions = files.flatMap((file) => file.reader.functions(file.text).map((each) => ({ file, ...each })));
  const waiting = new Set(functions);
  for (let round = 0, seen = 0; round < MOST_ROUNDS && seen < run.dropped.length; round += 1) {
    const gone = run.dropped.slice(seen).join('\n');
    seen = run.dropped.length;
    const left = files
      .map(({ path, text, reader }) => withoutImports(run.texts.get(path) ?? text, reader).replace(inTexts, ''))
      .join('\n');
    for (const each of waiting) {
      const name = new RegExp(`\\b${each.name}\\b`, 'g');
      if (!gone.includes(each.name) || !name.test(gone)) continue;
      if ((left.match(name) ?? []).length > 1) continue;
      waiting.delete(each);
      blank(each.file, [each.body], run);
    }
  }
}

/** An import alone runs nothing of what it names; under another name it may be called anywhere. */
function withoutImports(text: string, { imports }: SubcommandReader): string {
  return text.replace(imports, (found) => (/\bas\b/.test(found) ? found : ''));
}
