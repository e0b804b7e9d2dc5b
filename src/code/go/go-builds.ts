import { posix } from 'node:path';
import { splitWords } from '../../text/shell-words.ts';
import type { MakingCommand } from '../loading.ts';

/** One `go build` or `go install` of a Dockerfile. */
export interface GoBuild {
  /** Name of the binary; undefined where it follows from the package. */
  readonly output?: string;
  /** Folder of the package in the container; `all` means the folders below it, too. */
  readonly packages: readonly { readonly folder: string; readonly all: boolean }[];
}

const OPERATORS = new Set(['|', '||', '&', '&&', ';', '(', ')']);
const TAKES_VALUE = /^-{1,2}(o|ldflags|gcflags|asmflags|tags|mod|modfile|p|pkgdir|buildmode|compiler|overlay|pgo|C)$/;

/** The builds among the commands that made an image; what a Makefile or script builds does not show. */
export function goBuilds(commands: readonly MakingCommand[]): GoBuild[] {
  return commands.flatMap(({ words, directory }) => {
    const shell = words.findIndex((word) => /^-[a-z]*c$/.test(word));
    const all = shell < 0 ? words : splitWords(words[shell + 1] ?? '');
    return buildsIn(all, directory);
  });
}

function buildsIn(words: readonly string[], from: string): GoBuild[] {
  const builds: GoBuild[] = [];
  let directory = from;
  for (const command of simpleCommands(words)) {
    const [program = '', ...rest] = command.slice(command.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word)));
    if (program === 'cd') directory = posix.resolve(directory, rest[0] ?? '.');
    const isGo = program === 'go' || program.endsWith('/go');
    if (isGo && /^(build|install)$/.test(rest[0] ?? '')) builds.push(readBuild(rest.slice(1), directory));
  }
  return builds;
}

function simpleCommands(words: readonly string[]): string[][] {
  const commands: string[][] = [[]];
  for (const word of words) {
    if (OPERATORS.has(word)) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands.filter((command) => command.length > 0);
}

function readBuild(words: readonly string[], from: string): GoBuild {
  const rest = [...words];
  const named: string[] = [];
  let directory = from;
  let output: string | undefined;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [flag = '', joined] = word.split(/=(.*)/s);
    const value = TAKES_VALUE.test(flag) ? (joined ?? rest.shift() ?? '') : undefined;
    if (/^-{1,2}o$/.test(flag)) output = value;
    else if (/^-{1,2}C$/.test(flag)) directory = posix.resolve(from, value ?? '.');
    else if (!word.startsWith('-')) named.push(word);
  }
  const packages = (named.length === 0 ? ['.'] : named).map((name) => {
    const path = posix.resolve(directory, name.replace(/\/?\.{3}$/, ''));
    return { folder: path.endsWith('.go') ? posix.dirname(path) : path, all: name.endsWith('...') };
  });
  const isFolder = output === undefined || output.endsWith('/');
  return { ...(output !== undefined && !isFolder && { output: posix.basename(output) }), packages };
}
