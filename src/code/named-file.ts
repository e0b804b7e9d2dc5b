import type { ProgramCall } from './loading.ts';

const BUILD_FOLDER = /(^|\/)(dist|build|lib|out)\//;

/**
 * A file that a command names, or the source that it was made from: `dist/worker.js` from `src/worker.ts`.
 *
 * @param sourcesOf paths that may be the source of one, the likeliest first
 */
export function namedFile(
  word: string,
  call: ProgramCall,
  sourcesOf: (path: string) => readonly string[] = (path) => [path],
): string[] | undefined {
  const plain = word.replace(/^\.\//, '');
  const source = plain.replace(BUILD_FOLDER, '$1src/');
  const bare = plain.replace(BUILD_FOLDER, '$1');
  for (const each of [plain, source, bare].flatMap(sourcesOf)) {
    const found = call.placed(each);
    if (found !== undefined) return [found];
  }
  return undefined;
}
