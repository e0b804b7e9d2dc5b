import { folderOf, normaliseRelativePath } from '../../normalise/path.ts';
import type { Loading } from '../loading.ts';
import type { SourcePaths } from '../source-paths.ts';
import { RUNNERS, started } from './started.ts';

const REQUIRED = /^[^#\n]*?\b(require_relative|require|load|autoload)\b[\s(]*(?::\w+\s*,\s*)?['"]([^'"#]+)['"]/gm;

export const loading: Loading = {
  runners: RUNNERS,
  started,
  loads:
    ({ paths }) =>
    (path, text) =>
      [...text.matchAll(REQUIRED)].flatMap(([, how = '', name = '']) => filesOf(paths, { path, how, name })),
  loadsByName:
    /\b(require|require_relative|load)[ (]+(?!['"])[\w:@$]|\brequire(_relative)?[ (]+["'][^"'\n]*#\{|\b(Zeitwerk|Rails|Hanami|require_all|eager_load\w*|autoload_paths)\b|\bDir(\.glob|\[)/,
  isProgram: (text) => /__FILE__\s*==\s*\$(0|PROGRAM_NAME)/.test(text),
};

/** `require 'shop/till'` is looked for in folders that nobody knows: every file with such an end counts. */
function filesOf(
  paths: SourcePaths,
  { path, how, name }: { readonly path: string; readonly how: string; readonly name: string },
): readonly string[] {
  const stem = name.replace(/\.rb$/, '').replace(/^\.\//, '');
  if (how !== 'require_relative') return paths.endingWith(stem).filter(isRuby);
  const target = normaliseRelativePath(`${folderOf(path)}/${stem}`);
  return target === undefined ? [] : paths.exactly(target).filter((each) => each === `${target}.rb`);
}

function isRuby(path: string): boolean {
  return path.endsWith('.rb');
}
