import type { Origin } from '../../shape/origin.ts';
import type { FileFacts, FileReader, Language, ParsedFile, ReadContext } from '../language.ts';
import { clientFacts } from './clients.ts';
import { djangoRoutes } from './django-routes.ts';
import { envFileLoads } from './env-file-loads.ts';
import { readEnvironment } from './environment.ts';
import { prefixReads } from './environment-prefixes.ts';
import { exportedBindings } from './exports.ts';
import { fileUses } from './files.ts';
import grammars from './grammars.json' with { type: 'json' };
import { handedRouters } from './handed-routers.ts';
import { handlerRoutes } from './handler-routes.ts';
import { httpCalls } from './http-calls.ts';
import { listenPorts } from './listens.ts';
import { loading } from './loading.ts';
import { indexModule, type PythonModule } from './module.ts';
import { NEEDLES } from './needles.ts';
import { queueUses } from './queues.ts';
import type { EnvAccess, Reading } from './reading.ts';
import { environmentReads } from './reads.ts';
import { readMounts, routeMounts } from './routers.ts';
import { settingsClasses } from './settings-classes.ts';
import { settingsModule } from './settings-modules.ts';
import { storeUses } from './stores.ts';
import type { PyNode } from './syntax.ts';
import { syntaxProblems } from './syntax-problems.ts';
import { webRoutes } from './web-routes.ts';

/** Python: `os.environ` and the libraries above it, web frameworks, clients of what a service talks to. */
export const python: Language = {
  id: 'python',
  extensions: ['.py'],
  grammarFor: () => grammars.python,
  needles: NEEDLES,
  loading,
  visibility: 'file',
  reader(file: ParsedFile): FileReader {
    const module = indexModule(file);
    return (context) => read(module, context);
  },
};

function read(module: PythonModule, context: ReadContext): FileFacts {
  const accesses = new Map<PyNode, EnvAccess>();
  const bare: Reading = { module, context, accesses, fields: new Map() };
  const environment = readEnvironment(bare, accesses);
  const settings = settingsClasses(bare);
  const reading: Reading = { ...bare, fields: settings.fields };
  const mounts = readMounts(reading);
  const django = djangoRoutes(reading);
  const clients = clientFacts(reading);
  const inSettings = settingsModule(reading);
  const facts = {
    reads: [...environmentReads(reading, environment.accesses), ...settings.reads, ...prefixReads(reading)].sort(
      byPlace,
    ),
    routes: [...webRoutes(reading, mounts), ...django.routes, ...handlerRoutes(reading)],
    listens: listenPorts(reading),
    calls: [...httpCalls(reading), ...clients.calls, ...inSettings.calls].sort(byPlace),
    queues: queueUses(reading).sort(byPlace),
    stores: [...clients.stores, ...inSettings.stores, ...storeUses(reading)].sort(byPlace),
    files: fileUses(reading),
    envFiles: envFileLoads(reading),
  };
  return {
    facts,
    helpers: environment.helpers,
    bindings: exportedBindings(reading),
    mounts: [...routeMounts(reading, mounts), ...handedRouters(reading, mounts), ...django.mounts],
    problems: syntaxProblems(module),
  };
}

function byPlace(a: { readonly at: Origin }, b: { readonly at: Origin }): number {
  return a.at.line - b.at.line || a.at.column - b.at.column;
}
