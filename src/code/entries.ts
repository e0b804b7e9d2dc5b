import { normaliseRelativePath } from '../normalise/path.ts';
import { splitWords } from '../text/shell-words.ts';
import { LANGUAGES } from './index.ts';
import type { MakingCommand, ProgramCall } from './loading.ts';
import type { SourcePaths } from './source-paths.ts';

/** One command that a service runs, and what is known of the place where it runs. */
export interface RunCommand {
  /** Entrypoint and command together, in exec form. */
  readonly words: readonly string[];
  readonly workdir?: string;
  /** Scripts of package.json by name. */
  readonly scripts: ReadonlyMap<string, string>;
  /** What made the image in which it runs. */
  readonly made?: readonly MakingCommand[];
}

/** What a command starts. */
export interface Entry {
  readonly files: readonly string[];
  /** The words that its programs are given. */
  readonly words: readonly string[];
}

/** @returns the files that a command starts; undefined when some part of it starts what is not known */
export function entryOf(command: RunCommand, paths: SourcePaths): Entry | undefined {
  return readCommand(command.words, { ...command, paths, depth: 0 });
}

interface Reading extends RunCommand {
  readonly paths: SourcePaths;
  readonly depth: number;
}

const MOST_DEPTH = 5;
const OPERATORS = new Set(['|', '||', '&', '&&', ';']);
const SHELL = /^(ba|da|a|z|k)?sh$/;
/** Commands that start nothing of the service's own code. */
const PREPARES = /^(echo|sleep|true|set|mkdir|chmod|chown|touch|printenv|wait-for-it(\.sh)?|wait-for|dockerize)$/;
/** Programs that only start another one. */
const WRAPPERS =
  /^(exec|env|tini|dumb-init|gosu|su-exec|nohup|cross-env|opentelemetry-instrument|ddtrace-run|newrelic-admin|run-program|poetry|pipenv|uv|pdm|hatch|rye|run|npx|bunx|bundle|--|stdbuf|docker-entrypoint(\.sh)?)$/;

function readCommand(words: readonly string[], reading: Reading): Entry | undefined {
  if (reading.depth > MOST_DEPTH) return undefined;
  const commands: string[][] = [[]];
  for (const word of words) {
    if (OPERATORS.has(word)) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  const found = commands.filter((command) => command.length > 0).map((command) => readSimple(command, reading));
  const files = found.flatMap((each) => each?.files ?? []);
  if (found.includes(undefined) || files.length === 0) return undefined;
  return { files: [...new Set(files)], words: found.flatMap((each) => each?.words ?? []) };
}

function readSimple(all: readonly string[], reading: Reading): Entry | undefined {
  const [program = '', ...rest] = withoutWrappers(all);
  const name = program.slice(program.lastIndexOf('/') + 1);
  const inner = { ...reading, depth: reading.depth + 1 };
  if (PREPARES.test(name)) return { files: [], words: [] };
  if (SHELL.test(name)) {
    const option = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
    return option < 0 ? undefined : readCommand(splitWords(rest[option + 1] ?? ''), inner);
  }
  const script = scriptCalled(name, rest);
  if (script !== undefined) {
    const text = reading.scripts.get(script);
    return text === undefined ? undefined : readCommand(splitWords(text), inner);
  }
  const { paths, made = [] } = reading;
  const files = started({ name, program, words: rest, paths, made, placed: (path) => placed(path, reading) });
  return files && { files, words: rest };
}

function started(call: ProgramCall): readonly string[] | undefined {
  const ways = LANGUAGES.flatMap(({ loading }) => loading ?? []);
  const runner = ways.find(({ runners }) => runners !== 'rest' && runners.test(call.name));
  if (runner) return runner.started(call);
  const built = ways.filter(({ runners }) => runners === 'rest');
  return built.map((way) => way.started(call)).find((files) => files !== undefined);
}

function withoutWrappers(all: readonly string[]): readonly string[] {
  let at = 0;
  for (; at < all.length - 1; at += 1) {
    const word = all[at] ?? '';
    const isOption = at > 0 && word.startsWith('-');
    if (!/^[A-Za-z_]\w*=/.test(word) && !WRAPPERS.test(word.slice(word.lastIndexOf('/') + 1)) && !isOption) break;
  }
  return all.slice(at);
}

/** The package.json script that a package manager runs. */
function scriptCalled(program: string, words: readonly string[]): string | undefined {
  if (!/^(npm|yarn|pnpm|bun)$/.test(program)) return undefined;
  const [first = '', second] = words.filter((word) => !word.startsWith('-'));
  if (/^(run|run-script)$/.test(first))
    return program === 'bun' && /\.[cm]?[jt]sx?$/.test(second ?? '') ? undefined : second;
  if (first === 'start' || first === 'test') return first;
  return program === 'yarn' || program === 'pnpm' ? first : undefined;
}

/** A path of the container as a file of the repository: the longest end of it that is one below the code folders. */
function placed(path: string, { workdir, paths }: Reading): string | undefined {
  const full = path.startsWith('/') ? path : `${workdir ?? ''}/${path}`;
  const least = path.startsWith('/') ? 1 : path.split('/').length;
  const parts = (normaliseRelativePath(full) ?? '').split('/');
  for (let at = 0; at <= parts.length - least; at += 1) {
    const found = paths.below(parts.slice(at).join('/'));
    if (found) return found;
  }
  return undefined;
}
