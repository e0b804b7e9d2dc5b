import type { CodeValue } from '../shape/code-facts.ts';
import type { Origin } from '../shape/origin.ts';
import { splitWords } from '../text/shell-words.ts';
import { serverCalled } from './server-programs.ts';

/** What a command line says of the port that its process listens on. */
export type CommandPorts =
  /** A server program that is told its port, or takes its own default; what its code says of ports is not run. */
  | { readonly kind: 'server'; readonly port: CodeValue; readonly files: boolean; readonly at: Origin }
  /** A program that listens on nothing: a worker of a queue. */
  | { readonly kind: 'worker' }
  /** A program whose code decides, with the variables that the command itself sets. */
  | { readonly kind: 'code'; readonly sets: ReadonlyMap<string, string> };

export interface NamedScript {
  readonly text: string;
  readonly at: Origin;
}

interface Reading {
  readonly scripts: ReadonlyMap<string, NamedScript>;
  readonly at: Origin;
  readonly depth: number;
  readonly sets: ReadonlyMap<string, string>;
}

const MOST_DEPTH = 5;
const SHELL = /^(ba|da|a|z|k)?sh$/;
const OPERATORS = new Set(['|', '||', '&', '&&', ';']);
/** Programs that only start another one. */
const WRAPPERS =
  /^(exec|env|tini|dumb-init|gosu|su-exec|setpriv|nohup|cross-env|dotenv|doppler|opentelemetry-instrument|ddtrace-run|newrelic-admin|run-program|poetry|pipenv|uv|pdm|hatch|rye|run|npx|bunx|dlx|bundle|--|catchsegv|stdbuf|docker-entrypoint\.sh|docker-php-entrypoint|entrypoint\.sh)$/;

/** Reads the port off the words of a command: `gunicorn -b :8000`, `sh -c "…"`, `npm start` by its script. */
export function commandPorts(
  words: readonly string[],
  known: { readonly at: Origin; readonly scripts: ReadonlyMap<string, NamedScript> },
): CommandPorts {
  return readCommand(words, { ...known, depth: 0, sets: new Map() });
}

/** Whether a command starts a server of files, which has no code of the service's own in it. */
export function servesFiles(words: readonly string[], known: Parameters<typeof commandPorts>[1]): boolean {
  const command = commandPorts(words, known);
  return command.kind === 'server' && command.files;
}

function readCommand(words: readonly string[], reading: Reading): CommandPorts {
  const silent: CommandPorts = { kind: 'code', sets: reading.sets };
  if (reading.depth > MOST_DEPTH) return silent;
  const commands: string[][] = [[]];
  for (const word of words) {
    if (OPERATORS.has(word)) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  // What prepares comes first: `migrate && gunicorn …`.
  const read = commands.filter((command) => command.length > 0).map((command) => readSimple(command, reading));
  return read.findLast(({ kind }) => kind === 'server') ?? read.at(-1) ?? silent;
}

function readSimple(all: readonly string[], reading: Reading): CommandPorts {
  const { words, sets } = withoutWrappers(all, reading.sets);
  const inner = { ...reading, sets, depth: reading.depth + 1 };
  const [program = '', ...rest] = words;
  const name = baseName(program);
  if (SHELL.test(name)) {
    const option = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
    return option < 0 ? { kind: 'code', sets } : readCommand(splitWords(rest[option + 1] ?? ''), inner);
  }
  const script = scriptName(name, rest);
  if (script !== undefined) {
    const text = reading.scripts.get(script.name);
    if (text === undefined) return { kind: 'code', sets };
    return readCommand([...splitWords(text.text), ...script.rest], { ...inner, at: text.at });
  }
  const server = serverCalled(name, rest);
  if (server === undefined) return { kind: 'code', sets };
  if (server.worker === true) return { kind: 'worker' };
  return { kind: 'server', port: filled(server.port(rest), sets), files: server.files === true, at: reading.at };
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

/** A variable that the command sets itself is known. */
function filled(value: CodeValue, sets: ReadonlyMap<string, string>): CodeValue {
  if (value.kind !== 'variable') return value;
  const text = sets.get(value.name);
  return text === undefined ? value : { kind: 'literal', text };
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}
