import { type CodeFacts, type CodeValue, noCodeFacts } from '../../shape/code-facts.ts';
import type { FileFacts, FileReader, Language, ParsedFile } from '../language.ts';
import type { Syntax } from '../syntax.ts';
import { readCalls } from './calls.ts';
import { configLibrarySites } from './config-libraries.ts';
import { scriptOf } from './embedded.ts';
import { envFileLoads } from './env-file-loads.ts';
import { environmentOf, environmentReads } from './environment.ts';
import { exportedBindings } from './exported-values.ts';
import { readFiles } from './files.ts';
import grammars from './grammars.json' with { type: 'json' };
import { helperReads } from './helper-calls.ts';
import type { LocalHelper } from './helper-functions.ts';
import { findForeign } from './imports.ts';
import { readListens } from './listens.ts';
import { loading } from './loading.ts';
import { MANIFESTS } from './manifests.ts';
import { indexModule, type SourceModule } from './module.ts';
import { NEEDLES } from './needles.ts';
import { isNextConfig } from './next-config.ts';
import { NEXT_FILES } from './next-routes.ts';
import { readQueues } from './queues.ts';
import { reExported } from './re-exports.ts';
import { readRoutes } from './routes.ts';
import { schemaSites } from './schemas.ts';
import { readStores } from './stores.ts';
import { syntaxProblems } from './syntax-problems.ts';
import { evaluator } from './values.ts';

/** JavaScript and TypeScript, also inside Vue, Svelte and Astro components. */
export const javascript: Language = {
  id: 'javascript',
  extensions: ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx', '.vue', '.svelte', '.astro'],
  needles: NEEDLES,
  loading,
  visibility: 'file',
  paths: NEXT_FILES,
  settings: MANIFESTS,
  extract: scriptOf,
  grammarFor(path) {
    if (/\.([cm]?ts|vue|svelte|astro)$/.test(path)) return grammars.typescript;
    return path.endsWith('.tsx') ? grammars.tsx : grammars.javascript;
  },
  reader(file: ParsedFile): FileReader {
    const index = indexModule(file);
    return (context) => readModule({ ...index, context });
  },
};

function readModule(module: SourceModule): FileFacts {
  let helpers: readonly LocalHelper[] = [];
  const environment = environmentOf(module, (sites) => {
    const called = helperReads(module, sites);
    const checked = schemaSites(module, sites.find);
    helpers = called.helpers;
    return { named: [...called.named, ...checked.named, ...configLibrarySites(module)], checks: checked.checks };
  });
  const evaluate = evaluator(module, (node) => environment.valueOf(node) ?? foreignValue(node, module));
  const { routes, mounts } = readRoutes(module, evaluate);
  // The configuration of Next says where the routes lie; what else it does, it does for the build.
  if (isNextConfig(module.path))
    return { facts: { ...noCodeFacts(), routes }, helpers: [], bindings: [], mounts, problems: [] };
  const facts: CodeFacts = {
    reads: environmentReads(environment),
    listens: readListens(module, evaluate),
    routes,
    calls: readCalls(module, evaluate),
    queues: readQueues(module, evaluate),
    stores: readStores(module, evaluate),
    files: readFiles(module, evaluate),
    envFiles: envFileLoads(module, evaluate),
  };
  const passedOn = reExported(module);
  const own = helpers.filter((helper) => helper.name !== '').map(({ owner: _, ...helper }) => helper);
  return {
    facts,
    helpers: [...own, ...passedOn.helpers],
    bindings: [...exportedBindings(module, environment, evaluate), ...passedOn.bindings],
    mounts,
    problems: syntaxProblems(module),
  };
}

/** What another file of the service says of an imported name. */
function foreignValue(node: Syntax, module: SourceModule): CodeValue | undefined {
  if (!/^(identifier|shorthand_property_identifier|member_expression)$/.test(node.type)) return undefined;
  return findForeign(node, module, module.context.bindings)?.value;
}
