// Files that a program loads itself, as the `dotenv` package reads them: https://github.com/motdotla/dotenv
import { type EnvFile, type EnvFileEntry, type Facts, noFacts } from '../../shape/facts.ts';
import type { Problem } from '../../shape/origin.ts';
import { deferred, type Value } from '../../shape/value.ts';
import { type DotenvEntry, parseDotenv } from '../../text/dotenv-syntax.ts';
import { boundedValues } from '../bounded-values.ts';
import { readEach } from '../read-each.ts';
import type { Source, SourceContext } from '../source.ts';
import { expandValue } from './expand.ts';
import { dotenvFileName } from './file-name.ts';
import { dotenvInput } from './input.ts';

const ID = 'dotenv';

/** Reads the dotenv files of one side, weakest first; each gives one `EnvFile`. */
export const dotenv: Source = {
  id: ID,
  input: dotenvInput,
  read: ({ paths }, context) => readEach(paths, { source: ID, context }, (path, text) => readText(path, text, context)),
};

function readText(path: string, text: string, context: SourceContext): Facts {
  const { role, mode } = dotenvFileName(path);
  const { entries, errors } = parseDotenv(text, 'dotenv');
  const problems = errors.map((error) =>
    problemAt(path, error, {
      // Nobody loads an example: a sentence in it is a note to its reader.
      kind: role === 'example' ? 'unresolved' : 'unreadable',
      message: `read ${path}: ${error.message}`,
      hint: 'write NAME=value, with matching quotes around a value of several words or lines, or put # before the line',
    }),
  );
  const values = evaluate(entries, context);
  const kept = [...lastOfEach(entries).values()];
  const file: EnvFile = {
    path,
    role,
    ...(mode !== undefined && { mode }),
    entries: kept.map((entry) => toFact(path, entry, values.get(entry))),
  };
  return {
    ...noFacts(),
    envFiles: [file],
    problems: role === 'example' ? problems : [...problems, ...duplicates(path, entries)],
  };
}

function evaluate(entries: readonly DotenvEntry[], context: SourceContext): Map<DotenvEntry, Value> {
  const earlier = new Map<string, Value>();
  const bounded = boundedValues(context.secrets);
  const values = new Map<DotenvEntry, Value>();
  for (const entry of entries) {
    if (entry.value === undefined) continue;
    const value = evaluated(entry, entry.value, { earlier, values: bounded });
    earlier.set(entry.name, value);
    values.set(entry, value);
  }
  return values;
}

function evaluated(entry: DotenvEntry, text: string, expansion: Parameters<typeof expandValue>[2]): Value {
  if (text.startsWith('encrypted:')) return deferred('encrypted in the file');
  return entry.interpolates ? expandValue(entry.name, text, expansion) : expansion.values.value(entry.name, text);
}

/** The last assignment wins; a name alone assigns nothing. */
function lastOfEach(entries: readonly DotenvEntry[]): Map<string, DotenvEntry> {
  const last = new Map<string, DotenvEntry>();
  for (const entry of entries) if (entry.value !== undefined || !last.has(entry.name)) last.set(entry.name, entry);
  return last;
}

function duplicates(path: string, entries: readonly DotenvEntry[]): Problem[] {
  const seen = new Map<string, DotenvEntry>();
  const problems: Problem[] = [];
  for (const entry of entries) {
    if (entry.value === undefined) continue;
    const before = seen.get(entry.name);
    seen.set(entry.name, entry);
    if (before === undefined) continue;
    problems.push(
      problemAt(path, entry, {
        kind: 'suspicious',
        message: `read ${path}: ${entry.name} is set on line ${before.line} and again on line ${entry.line}; the last one wins`,
        hint: `delete line ${before.line}`,
      }),
    );
  }
  return problems;
}

function toFact(path: string, entry: DotenvEntry, value: Value | undefined): EnvFileEntry {
  const at = { source: ID, path, line: entry.line, column: entry.column };
  return { name: entry.name, ...(value !== undefined && { value }), at };
}

function problemAt(
  path: string,
  at: { readonly line: number; readonly column: number },
  said: Pick<Problem, 'kind' | 'message' | 'hint'>,
): Problem {
  return { ...said, source: ID, path, line: at.line, column: at.column };
}
