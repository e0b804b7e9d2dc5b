import { normaliseRelativePath } from '../normalise/path.ts';
import { splitWords } from '../text/shell-words.ts';
import type { SourcePaths } from './source-paths.ts';

/** One command that a service runs, and what is known of the place where it runs. */
export interface RunCommand {
  /** Entrypoint and command together, in exec form. */
  readonly words: readonly string[];
  readonly workdir?: string;
  /** Scripts of package.json by name. */
  readonly scripts: ReadonlyMap<string, string>;
}

/** @returns the files that a command starts; undefined when some part of it starts what is not known */
export function entryFiles(command: RunCommand, paths: SourcePaths): readonly string[] | undefined {
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
  /^(exec|env|tini|dumb-init|gosu|su-exec|nohup|cross-env|opentelemetry-instrument|ddtrace-run|newrelic-admin|run-program|poetry|pipenv|uv|pdm|hatch|rye|run|npx|bunx|--|stdbuf|docker-entrypoint\.sh)$/;

function readCommand(words: readonly string[], reading: Reading): readonly string[] | undefined {
  if (reading.depth > MOST_DEPTH) return undefined;
  const commands: string[][] = [[]];
  for (const word of words) {
    if (OPERATORS.has(word)) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  const found = commands.filter((command) => command.length > 0).map((command) => readSimple(command, reading));
  const files = found.flatMap((each) => each ?? []);
  return found.includes(undefined) || files.length === 0 ? undefined : [...new Set(files)];
}

function readSimple(all: readonly string[], reading: Reading): readonly string[] | undefined {
  const [program = '', ...rest] = withoutWrappers(all);
  const name = program.slice(program.lastIndexOf('/') + 1);
  const inner = { ...reading, depth: reading.depth + 1 };
  if (PREPARES.test(name)) return [];
  if (SHELL.test(name)) {
    const option = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
    return option < 0 ? undefined : readCommand(splitWords(rest[option + 1] ?? ''), inner);
  }
  const script = scriptCalled(name, rest);
  if (script !== undefined) {
    const text = reading.scripts.get(script);
    return text === undefined ? undefined : readCommand(splitWords(text), inner);
  }
  return started(name, program, rest, reading);
}

function started(name: string, program: string, words: readonly string[], reading: Reading): string[] | undefined {
  if (/^(python|pypy)[\d.]*$/.test(name)) return pythonEntry(words, reading);
  if (/^(uvicorn|gunicorn|hypercorn|daphne|granian|waitress-serve)$/.test(name)) return appEntry(words, reading);
  if (name === 'flask' || name === 'celery') return optionEntry(words, reading);
  if (name === 'fastapi') return one(words.slice(1), reading);
  if (NODE.test(name)) return scriptEntry(name, words, reading);
  return words.length === 0 || words.every((word) => !/\.(js|ts|py)$/.test(word))
    ? goEntry(program, reading)
    : undefined;
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

const NODE = /^(node|nodejs|nodemon|tsx|ts-node|ts-node-dev|bun|deno|pm2-runtime)$/;
const PRELOADS = /^(-r|--require|--import|--loader|--experimental-loader)$/;
const TAKES_VALUE =
  /^(-w|--watch|--watch-path|--ext|-i|--ignore|-x|--exec|-P|--project|--env-file|--max-old-space-size)$/;

/** What node and its kin start, and the files of the service that they load before it. */
function scriptEntry(program: string, words: readonly string[], reading: Reading): string[] | undefined {
  const preloads: string[] = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const isExtension = program === 'nodemon' && word === '-e';
    if (/^(-e|--eval|-p|--print)$/.test(word) && !isExtension) return undefined;
    if (PRELOADS.test(word)) preloads.push(...(fileEntry(rest.shift() ?? '', reading) ?? []).slice(0, 1));
    else if (TAKES_VALUE.test(word) || isExtension) rest.shift();
    else if (!word.startsWith('-') && !/^(run|watch|start)$/.test(word)) {
      const file = fileEntry(word, reading);
      return file && [...preloads, ...file];
    }
  }
  return undefined;
}

/** The first word that is a file, behind the options. */
function one(words: readonly string[], reading: Reading): string[] | undefined {
  const word = words.find((each) => !each.startsWith('-'));
  return word === undefined ? undefined : fileEntry(word, reading);
}

function pythonEntry(words: readonly string[], reading: Reading): string[] | undefined {
  const at = words.findIndex((word) => word === '-m' || word === '-c' || !word.startsWith('-'));
  const [first, module = '', ...rest] = words.slice(at < 0 ? words.length : at);
  if (first === undefined || first === '-c') return undefined;
  if (first !== '-m') return one([first], reading);
  if (/^(uvicorn|gunicorn|hypercorn|daphne|flask|celery|fastapi)$/.test(module))
    return started(module, module, rest, reading);
  return moduleEntry(module, reading);
}

/** `uvicorn shop.main:app`, `gunicorn -w 4 'shop:create_app()'`. */
function appEntry(words: readonly string[], reading: Reading): string[] | undefined {
  if (words.some((word) => /^(--app-dir|--chdir|-c|--config)(=|$)/.test(word))) return undefined;
  const app = words.find((word) => /^[A-Za-z_][\w.]*:[A-Za-z_]\w*/.test(word)) ?? words.at(-1);
  return app === undefined ? undefined : moduleEntry(app.replace(/:.*$/, ''), reading);
}

/** `celery -A shop.tasks worker`, `flask --app shop run`. */
function optionEntry(words: readonly string[], reading: Reading): string[] | undefined {
  const at = words.findIndex((word) => /^(-A|--app)(=|$)/.test(word));
  const app = words[at]?.split('=')[1] ?? words[at + 1];
  if (at < 0 || app === undefined) return undefined;
  const name = app.replace(/:.*$/, '').replace(/\.py$/, '');
  const found = [moduleEntry(`${name}.celery`, reading), moduleEntry(name, reading)].flatMap((each) => each ?? []);
  return found.length > 0 ? found : undefined;
}

function moduleEntry(module: string, reading: Reading): string[] | undefined {
  if (!/^[A-Za-z_][\w.]*$/.test(module)) return undefined;
  const path = module.replaceAll('.', '/');
  const found = [`${path}.py`, `${path}/__main__.py`, `${path}/__init__.py`].flatMap(
    (each) => placed(each, reading) ?? placed(`src/${each}`, reading) ?? [],
  );
  return found.length > 0 ? found : undefined;
}

/** A file that a command names, or the source that it was compiled from: `dist/worker.js` from `src/worker.ts`. */
function fileEntry(word: string, reading: Reading): string[] | undefined {
  const plain = word.replace(/^\.\//, '');
  const source = plain.replace(BUILD_FOLDER, '$1src/');
  const bare = plain.replace(BUILD_FOLDER, '$1');
  for (const each of [plain, source, bare].flatMap(sourcesOf)) {
    const found = placed(each, reading);
    if (found) return [found];
  }
  return undefined;
}

const BUILD_FOLDER = /(^|\/)(dist|build|lib|out)\//;

function sourcesOf(path: string): string[] {
  if (/\.(py|[cm]?tsx?)$/.test(path)) return [path];
  const stem = path.replace(/\.[cm]?js$/, '');
  const typed = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs'].map((ending) => stem + ending);
  return [path, ...typed, `${stem}/index.ts`, `${stem}/index.js`];
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

/** A binary is named like the folder of its main package: `/app/worker` is `cmd/worker`. */
function goEntry(program: string, { paths }: Reading): string[] | undefined {
  const name = program.slice(program.lastIndexOf('/') + 1);
  const mains = paths.goMains;
  const named = mains.filter((folder) => folder.slice(folder.lastIndexOf('/') + 1) === name);
  const [only, more] = named;
  return only === undefined || more !== undefined ? undefined : [only];
}
