import type { Origin } from '../shape/origin.ts';
import { splitWords } from '../text/shell-words.ts';

/** A program that a command line starts in the end, behind shells, wrappers and scripts of package.json. */
export interface StartedProgram {
  /** Without its folder; empty where a script is not known. */
  readonly name: string;
  readonly words: readonly string[];
  /** Variables that the command itself sets. */
  readonly sets: ReadonlyMap<string, string>;
  readonly at: Origin;
}

export interface NamedScript {
  readonly text: string;
  readonly at: Origin;
}

/** What is known of a command besides its words. */
export interface KnownCommand {
  readonly at: Origin;
  readonly scripts: ReadonlyMap<string, NamedScript>;
}

interface Reading extends KnownCommand {
  readonly depth: number;
  readonly sets: ReadonlyMap<string, string>;
}

const MOST_DEPTH = 5;
const SHELL = /^(ba|da|a|z|k)?sh$/;
const OPERATORS = new Set(['|', '||', '&', '&&', ';']);
/** Programs that only start another one. */
const WRAPPERS =
  /^(exec|env|tini|dumb-init|gosu|su-exec|setpriv|nohup|cross-env|dotenv|doppler|opentelemetry-instrument|ddtrace-run|newrelic-admin|run-program|poetry|pipenv|uv|pdm|hatch|rye|run|npx|bunx|dlx|bundle|--|catchsegv|stdbuf|docker-entrypoint(\.sh)?|docker-php-entrypoint|entrypoint\.sh)$/;

/** The programs that a command starts, in their order: `sh -c "migrate && gunicorn …"`, `npm start` by its script. */
export function startedPrograms(words: readonly string[], known: KnownCommand): StartedProgram[] {
  return inCommand(words, { ...known, depth: 0, sets: new Map() });
}

function inCommand(words: readonly string[], reading: Reading): StartedProgram[] {
  if (reading.depth > MOST_DEPTH) return [unknown(reading)];
  const commands: string[][] = [[]];
  for (const word of words) {
    if (OPERATORS.has(word)) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  const started = commands.filter((command) => command.length > 0).flatMap((command) => inSimple(command, reading));
  return started.length > 0 ? started : [unknown(reading)];
}

function unknown({ sets, at }: Reading): StartedProgram {
  return { name: '', words: [], sets, at };
}

function inSimple(all: readonly string[], reading: Reading): StartedProgram[] {
  const { words, sets } = withoutWrappers(all, reading.sets);
  const inner = { ...reading, sets, depth: reading.depth + 1 };
  const [program = '', ...rest] = words;
  const name = baseName(program);
  if (SHELL.test(name)) {
    const option = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
    if (option >= 0) return inCommand(splitWords(rest[option + 1] ?? ''), inner);
    return [{ name, words: rest, sets, at: reading.at }];
  }
  const script = scriptName(name, rest);
  if (script !== undefined) {
    const text = reading.scripts.get(script.name);
    if (text === undefined) return [unknown(inner)];
    return inCommand([...splitWords(text.text), ...script.rest], { ...inner, at: text.at });
  }
  return [{ name, words: rest, sets, at: reading.at }];
}

/** Takes assignments and programs that only start another one off the front. */
function withoutWrappers(
  all: readonly string[],
  before: ReadonlyMap<string, string>,
): { words: readonly string[]; sets: ReadonlyMap<string, string> } {
  const sets = new Map(before);
  let at = 0;
  for (; at < all.length - 1; at += 1) {
    const word = all[at] ?? '';
    const assignment = /^([A-Za-z_]\w*)=(.*)$/.exec(word);
    if (assignment) sets.set(assignment[1] ?? '', assignment[2] ?? '');
    else if (!WRAPPERS.test(baseName(word)) && !(at > 0 && word.startsWith('-'))) break;
  }
  return { words: all.slice(at), sets };
}

/** The package.json script that a package manager runs. */
function scriptName(program: string, words: readonly string[]): { name: string; rest: string[] } | undefined {
  if (!/^(npm|yarn|pnpm|bun|node)$/.test(program)) return undefined;
  const bare = program === 'node' ? words : words.filter((word) => !/^(-s|--silent|--quiet|--if-present)$/.test(word));
  const [first = '', second, ...others] = bare;
  const after = (list: readonly string[]) => list.filter((word) => word !== '--');
  if (program === 'node') return first === '--run' && second ? { name: second, rest: after(others) } : undefined;
  if (/^(run|run-script)$/.test(first)) return second ? { name: second, rest: after(others) } : undefined;
  const rest = after([...(second === undefined ? [] : [second]), ...others]);
  if (first === 'start' || first === 'test') return { name: first, rest };
  return program === 'yarn' || program === 'pnpm' ? { name: first, rest } : undefined;
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}
