import { type CodeFacts, noCodeFacts } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import type { FileFacts, FileReader, Language, ParsedFile, ReadContext } from '../language.ts';
import { readAccesses } from './accesses.ts';
import { exportedValues } from './exports.ts';
import { indexFile, type RbFile } from './file.ts';
import grammars from './grammars.json' with { type: 'json' };
import { kindsOf, sharedKinds } from './kinds.ts';
import { NEEDLES } from './needles.ts';
import type { Access, Reading } from './reading.ts';
import { environmentReads } from './reads.ts';
import { routing } from './routes.ts';
import type { RbNode } from './syntax.ts';
import { syntaxProblems } from './syntax-problems.ts';

/** Ruby: the environment, Rails and its configuration, Sinatra, Grape, workers and clients. */
export const ruby: Language = {
  id: 'ruby',
  extensions: ['.rb', '.ru'],
  grammarFor: () => grammars.ruby,
  needles: NEEDLES,
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
    facts: {
      ...factsOf(reading, environmentReads(reading, environment.accesses)),
      routes: [...served.routes].sort(byPlace),
    },
    helpers: environment.helpers,
    bindings: [...exportedValues(reading), ...sharedKinds(reading, kindsOf(reading))],
    mounts: served.mounts,
    problems: syntaxProblems(file),
  };
}

function factsOf(_reading: Reading, reads: CodeFacts['reads']): CodeFacts {
  return { ...noCodeFacts(), reads: [...reads].sort(byPlace) };
}

function byPlace(a: { readonly at: Origin }, b: { readonly at: Origin }): number {
  return a.at.line - b.at.line || a.at.column - b.at.column;
}
