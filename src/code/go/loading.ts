import type { Loading } from '../loading.ts';
import { goImports, goModules } from './packages.ts';
import { MAIN, started } from './started.ts';
import { subcommands } from './subcommands.ts';

export const loading: Loading = {
  runners: 'rest',
  started,
  subcommands,
  loads({ paths, texts }) {
    const known = { paths, modules: goModules(texts) };
    return (path, text) => goImports(path, text, known);
  },
  loadsByName: /\bplugin\.Open\(/,
  isProgram: (text) => MAIN.test(text),
  manifests: /(^|\/)go\.mod$/,
};
