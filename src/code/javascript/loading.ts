import type { Loading } from '../loading.ts';
import { scriptImports } from './script-imports.ts';
import { RUNNERS, started } from './started.ts';
import { subcommands } from './subcommands.ts';

export const loading: Loading = {
  runners: RUNNERS,
  started,
  subcommands,
  isProgram: (text) =>
    /\brequire\.main === module\b/.test(text) || !/^\s*export\b|\bmodule\.exports\b|\bexports\./m.test(text),
  manifests: /(^|\/)(package|[jt]sconfig(\.[\w-]+)?)\.json$/,
  loads: (sources) => scriptImports(sources),
  loadsByName:
    /\b(?:import|require)\s*\(\s*(?:[^\s'"`)]|`[^`]*\$\{|['"][^'"]*['"]\s*\+)|\bimport\.meta\.glob|\brequire\.context|autoload|require-?all|['"`][^'"`\n]*\*[^'"`\n]*\.[cm]?[jt]s\}?['"`]/i,
};
