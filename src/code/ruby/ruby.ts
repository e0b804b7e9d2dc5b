import { type CodeFacts, noCodeFacts } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import type { FileFacts, FileReader, Language, ParsedFile, ReadContext } from '../language.ts';
import { readAccesses } from './accesses.ts';
import { clientFacts } from './clients.ts';
import { exportedValues } from './exports.ts';
import { indexFile, type RbFile } from './file.ts';
import { frameworkReads } from './framework-reads.ts';
import grammars from './grammars.json' with { type: 'json' };
import { kindsOf, sharedKinds } from './kinds.ts';
import { listenPorts } from './listens.ts';
import { loading } from './loading.ts';
import { modeOfPath } from './modes.ts';
import { NEEDLES } from './needles.ts';
import { queueUses } from './queues.ts';
import type { Access, Reading } from './reading.ts';
import { environmentReads } from './reads.ts';
import { routing } from './routes.ts';
import { settings } from './settings.ts';
import { classReads } from './settings-classes.ts';
import { fileUses, storeUses } from './stores.ts';
import type { RbNode } from './syntax.ts';
import { syntaxProblems } from './syntax-problems.ts';

/** Ruby: the environment, Rails and its configuration, Sinatra, Grape, workers and clients. */
export const ruby: Language = {
  id: 'ruby',
  extensions: ['.rb', '.ru'],
  grammarFor: () => grammars.ruby,
  needles: NEEDLES,
  paths: /(^|\/)(puma|unicorn)(\.[\w.-]+)?\.rb$|(^|\/)config\/(puma|unicorn|routes)\/[\w/.-]+\.rb$/,
  settings,
  loading,
  visibility: 'service',
  reader(file: ParsedFile): FileReader {
    const indexed = indexFile(file);
    return (context) => read(indexed, context);
  },
};

function read(file: RbFile, context: ReadContext): FileFacts {
  const accesses = new Map<RbNode, Access>();
  const reading: Reading = { file, context, accesses };
  const environment = readAccesses(reading, accesses);
  const served = routing(reading);
  return {
    facts: factsOf(
      reading,
      [...environmentReads(reading, environment.accesses), ...classReads(reading), ...frameworkReads(reading)],
      served.routes,
    ),
    helpers: environment.helpers,
    bindings: [...exportedValues(reading), ...sharedKinds(reading, kindsOf(reading))],
    mounts: served.mounts,
    problems: syntaxProblems(file),
  };
}

function factsOf(reading: Reading, reads: CodeFacts['reads'], routes: CodeFacts['routes']): CodeFacts {
  const mode = modeOfPath(reading.file.path);
  const asked = reads.map((each) => (mode ? { ...each, mode } : each)).sort(byPlace);
  // What is set up for developers says nothing of where the program runs.
  if (mode && /^(development|test)$/.test(mode.name)) return { ...noCodeFacts(), reads: asked };
  const clients = clientFacts(reading);
  return {
    reads: asked,
    listens: listenPorts(reading).sort(byPlace),
    routes: [...routes].sort(byPlace),
    calls: [...clients.calls].sort(byPlace),
    queues: queueUses(reading).sort(byPlace),
    stores: [...clients.stores, ...storeUses(reading)].sort(byPlace),
    files: fileUses(reading).sort(byPlace),
  };
}

function byPlace(a: { readonly at: Origin }, b: { readonly at: Origin }): number {
  return a.at.line - b.at.line || a.at.column - b.at.column;
}
