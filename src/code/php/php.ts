import type { CodeFacts } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import type { FileFacts, FileReader, Language, ParsedFile, ReadContext } from '../language.ts';
import type { Syntax } from '../syntax.ts';
import { readAccesses } from './accesses.ts';
import { annotatedRoutes } from './annotated-routes.ts';
import { clientFacts } from './clients.ts';
import { configBindings } from './config-file.ts';
import { exportedValues } from './exports.ts';
import { indexFile, type PhpFile } from './file.ts';
import grammars from './grammars.json' with { type: 'json' };
import { laravelFacts } from './laravel-facts.ts';
import { listenPorts } from './listens.ts';
import { NEEDLES } from './needles.ts';
import { queueUses } from './queues.ts';
import type { Access, Reading } from './reading.ts';
import { environmentReads } from './reads.ts';
import { routeCalls } from './route-calls.ts';
import { routeMounts } from './route-files.ts';
import { settings } from './settings.ts';
import { fileUses, storeUses } from './stores.ts';
import { syntaxProblems } from './syntax-problems.ts';

/** PHP: the environment in its many forms, Laravel, Symfony and Slim with their configuration, and clients. */
export const php: Language = {
  id: 'php',
  extensions: ['.php'],
  grammarFor: () => grammars.php,
  needles: NEEDLES,
  settings,
  visibility: 'service',
  reader(file: ParsedFile): FileReader {
    const indexed = indexFile(file);
    return (context) => read(indexed, context);
  },
};

function read(file: PhpFile, context: ReadContext): FileFacts {
  const accesses = new Map<Syntax, Access>();
  const reading: Reading = { file, context, accesses };
  const environment = readAccesses(reading, accesses);
  return {
    facts: factsOf(reading, environment.accesses),
    helpers: environment.helpers,
    bindings: [...exportedValues(reading), ...configBindings(reading)],
    mounts: routeMounts(reading),
    problems: syntaxProblems(file),
  };
}

function factsOf(reading: Reading, accesses: readonly Access[]): CodeFacts {
  const clients = clientFacts(reading);
  const laravel = laravelFacts(reading);
  return {
    reads: environmentReads(reading, accesses).sort(byPlace),
    listens: listenPorts(reading).sort(byPlace),
    routes: [...routeCalls(reading), ...annotatedRoutes(reading)].sort(byPlace),
    calls: [...clients.calls, ...laravel.calls].sort(byPlace),
    queues: queueUses(reading).sort(byPlace),
    stores: [...clients.stores, ...laravel.stores, ...storeUses(reading)].sort(byPlace),
    files: fileUses(reading).sort(byPlace),
  };
}

function byPlace(a: { readonly at: Origin }, b: { readonly at: Origin }): number {
  return a.at.line - b.at.line || a.at.column - b.at.column;
}
