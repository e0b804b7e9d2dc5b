import { type CodeFacts, noCodeFacts, type ServedRoute } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import type { FileFacts, FileReader, Language, ParsedFile, ReadContext } from '../language.ts';
import { readAccesses } from './accesses.ts';
import { appsettings } from './appsettings.ts';
import { boundFacts } from './bound-types.ts';
import { clientFacts } from './clients.ts';
import { controllerRoutes, inheritedRoutes } from './controller-routes.ts';
import { exportedValues } from './exports.ts';
import { type CsFile, indexFile } from './file.ts';
import grammars from './grammars.json' with { type: 'json' };
import { httpCalls } from './http-calls.ts';
import { listenPorts } from './listens.ts';
import { loading } from './loading.ts';
import { mappedRoutes } from './mapped-routes.ts';
import { NEEDLES } from './needles.ts';
import { bindSites, sectionBindings } from './options.ts';
import { otherRoutes } from './other-routes.ts';
import { providerBindings, providersOf, withProviders } from './providers.ts';
import { queueUses } from './queues.ts';
import type { Access, Reading } from './reading.ts';
import { environmentReads } from './reads.ts';
import { routeMounts } from './route-prefixes.ts';
import { settingsIndex } from './settings-index.ts';
import { fileUses, storeUses } from './stores.ts';
import type { CsNode } from './syntax.ts';
import { syntaxProblems } from './syntax-problems.ts';

/** What tools write, and what stands beside it. */
const NOT_READ = /\.(g|g\.i|designer|generated)\.cs$|(^|\/)(obj|Migrations)\//i;

/** C#: the environment, the configuration with its appsettings files and options, ASP.NET and clients. */
export const csharp: Language = {
  id: 'csharp',
  extensions: ['.cs'],
  grammarFor: () => grammars['c-sharp'],
  needles: NEEDLES,
  settings: appsettings,
  loading,
  visibility: 'service',
  reader(file: ParsedFile): FileReader {
    if (NOT_READ.test(file.path)) return () => ({ facts: noCodeFacts(), helpers: [], bindings: [], problems: [] });
    const indexed = indexFile(file);
    return (context) => read(indexed, context);
  },
};

function read(file: CsFile, context: ReadContext): FileFacts {
  const accesses = new Map<CsNode, Access>();
  const reading: Reading = { file, context, settings: settingsIndex(context.bindings), accesses };
  const environment = readAccesses(reading, accesses);
  const sites = bindSites(reading);
  const bound = boundFacts(reading, sites);
  const filled = withBindings(reading, bound.bindings);
  const providers = providersOf(filled);
  const reads = [...environmentReads(filled, environment.accesses), ...bound.reads];
  return {
    facts: factsOf(filled, reads.map((each) => withProviders(each, providers)).sort(byPlace)),
    helpers: environment.helpers,
    bindings: [
      ...exportedValues(filled),
      ...bound.bindings,
      ...sectionBindings(filled, bound.inner),
      ...inheritedRoutes(filled),
      ...providerBindings(filled),
    ],
    mounts: routeMounts(filled),
    problems: syntaxProblems(file),
  };
}

/** Options that are bound in the file where they are used stand for their variables there, too. */
function withBindings(reading: Reading, bindings: Reading['context']['bindings']): Reading {
  if (bindings.length === 0) return reading;
  return { ...reading, context: { ...reading.context, bindings: [...reading.context.bindings, ...bindings] } };
}

function factsOf(reading: Reading, reads: CodeFacts['reads']): CodeFacts {
  const clients = clientFacts(reading);
  return {
    reads,
    listens: listenPorts(reading),
    routes: routesOf(reading).sort(byPlace),
    calls: [...clients.calls, ...httpCalls(reading)].sort(byPlace),
    queues: queueUses(reading).sort(byPlace),
    stores: [...clients.stores, ...storeUses(reading)].sort(byPlace),
    files: fileUses(reading).sort(byPlace),
  };
}

/** ASP.NET matches and compares paths without regard to case. */
function routesOf(reading: Reading): ServedRoute[] {
  const all = [...mappedRoutes(reading), ...controllerRoutes(reading), ...otherRoutes(reading)];
  return all.map((route) => ({ ...route, anyCase: true }));
}

function byPlace(a: { readonly at: Origin }, b: { readonly at: Origin }): number {
  return a.at.line - b.at.line || a.at.column - b.at.column;
}
