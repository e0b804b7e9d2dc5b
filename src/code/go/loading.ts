import { folderOf } from '../../normalise/path.ts';
import type { Loading, ProgramCall } from '../loading.ts';
import { goImports, goModules } from './packages.ts';

const MAIN = /^package main\b/m;

export const loading: Loading = {
  runners: 'rest',
  started,
  loads({ paths, texts }) {
    const known = { paths, modules: goModules(texts) };
    return (path, text) => goImports(path, text, known);
  },
  loadsByName: /\bplugin\.Open\(/,
  isProgram: (text) => MAIN.test(text),
  manifests: /(^|\/)go\.mod$/,
};

/** A binary is named like the folder of its main package: `/app/worker` is `cmd/worker`. */
function started({ name, words, paths }: ProgramCall): string[] | undefined {
  // What is given a script runs that.
  if (words.some((word) => /\.(js|ts|py)$/.test(word))) return undefined;
  const mains = paths.files.filter((path) => path.endsWith('.go') && MAIN.test(paths.textOf(path)));
  const named = [...new Set(mains.map(folderOf))].filter(
    (folder) => folder.slice(folder.lastIndexOf('/') + 1) === name,
  );
  const [only, more] = named;
  return only === undefined || more !== undefined ? undefined : [only];
}
