import { type CodeFacts, noCodeFacts } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import type { FileReader, Language, ParsedFile, ReadContext } from '../language.ts';
import { annotatedMounts, annotatedRoutes } from './annotated-routes.ts';
import { bindingsOf } from './bindings.ts';
import { calledMounts, calledRoutes } from './called-routes.ts';
import { helpersFor } from './environment-helpers.ts';
import { environmentReads } from './environment-reads.ts';
import grammars from './grammars.json' with { type: 'json' };
import type { JvmReader } from './jvm-file.ts';
import { listenPorts } from './listens.ts';
import { indexOf, type JvmIndex } from './model.ts';
import { needles } from './needles.ts';
import { outboundCalls } from './outbound-calls.ts';
import { propertyReads } from './property-reads.ts';
import { propertyTable } from './property-table.ts';
import { queueUses } from './queues.ts';
import { settings } from './settings.ts';
import { springBootFacts } from './spring-boot.ts';
import { fileUses, storeUses } from './stores.ts';
import { syntaxProblems } from './syntax-problems.ts';

/** Tests that lie beside the code. */
const NOT_READ = /(Test|Tests|TestCase|IT)\.(java|kt)$/;

/** Java and Kotlin: System.getenv, Spring, Quarkus, Micronaut and Ktor with their configuration, and their clients. */
export const jvm: Language = {
  id: 'jvm',
  extensions: ['.java', '.kt'],
  grammarFor: (path) => (path.endsWith('.java') ? grammars.java : grammars.kotlin),
  needles,
  settings,
  visibility: 'service',
  reader(file: ParsedFile): FileReader {
    if (NOT_READ.test(file.path)) return () => ({ facts: noCodeFacts(), helpers: [], bindings: [], problems: [] });
    const index = indexOf(file);
    return (context) => {
      const reader = readerOf(index, context);
      return {
        facts: factsOf(reader),
        helpers: [...reader.helpers.values()].filter(({ path }) => path === file.path),
        bindings: bindingsOf(reader),
        mounts: [...annotatedMounts(reader), ...calledMounts(reader)],
        problems: syntaxProblems(file),
      };
    };
  },
};

function readerOf(file: JvmIndex, context: ReadContext): JvmReader {
  const properties = propertyTable(file.path, [], context.bindings);
  const bare: JvmReader = { file, context, properties, helpers: new Map() };
  return { ...bare, helpers: helpersFor(bare) };
}

function factsOf(reader: JvmReader): CodeFacts {
  const boot = springBootFacts(reader);
  return {
    reads: [...environmentReads(reader), ...propertyReads(reader), ...boot.reads].sort(byPlace),
    listens: [...listenPorts(reader), ...boot.listens].sort(byPlace),
    routes: [...annotatedRoutes(reader), ...calledRoutes(reader), ...boot.routes],
    calls: outboundCalls(reader).sort(byPlace),
    queues: queueUses(reader).sort(byPlace),
    stores: storeUses(reader).sort(byPlace),
    files: fileUses(reader).sort(byPlace),
  };
}

function byPlace(a: { readonly at: Origin }, b: { readonly at: Origin }): number {
  return a.at.line - b.at.line || a.at.column - b.at.column;
}
