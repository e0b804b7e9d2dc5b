import type { ProgramCall } from '../loading.ts';
import { namedFile } from '../named-file.ts';

/** Node and its kin. */
export const RUNNERS = /^(node|nodejs|nodemon|tsx|ts-node|ts-node-dev|bun|deno|pm2-runtime)$/;
const PRELOADS = /^(-r|--require|--import|--loader|--experimental-loader)$/;
const TAKES_VALUE =
  /^(-w|--watch|--watch-path|--ext|-i|--ignore|-x|--exec|-P|--project|--env-file|--max-old-space-size)$/;

/** What node and its kin start, and the files of the service that they load before it. */
export function started(call: ProgramCall): string[] | undefined {
  const preloads: string[] = [];
  const rest = [...call.words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const isExtension = call.name === 'nodemon' && word === '-e';
    if (/^(-e|--eval|-p|--print)$/.test(word) && !isExtension) return undefined;
    if (PRELOADS.test(word)) preloads.push(...(namedFile(rest.shift() ?? '', call, sourcesOf) ?? []).slice(0, 1));
    else if (TAKES_VALUE.test(word) || isExtension) rest.shift();
    else if (!word.startsWith('-') && !/^(run|watch|start)$/.test(word)) {
      const file = namedFile(word, call, sourcesOf);
      return file && [...preloads, ...file];
    }
  }
  return undefined;
}

function sourcesOf(path: string): string[] {
  if (/\.[cm]?tsx?$/.test(path)) return [path];
  const stem = path.replace(/\.[cm]?js$/, '');
  const typed = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs'].map((ending) => stem + ending);
  return [path, ...typed, `${stem}/index.ts`, `${stem}/index.js`];
}
