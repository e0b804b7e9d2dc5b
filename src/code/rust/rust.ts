import { type CodeFacts, noCodeFacts } from '../../shape/code-facts.ts';
import type { FileReader, Language, ParsedFile, ReadContext } from '../language.ts';
import { bindingsOf } from './exports.ts';
import { indexFile, type RustFile } from './file.ts';
import { filledSettings } from './filled-structs.ts';
import grammars from './grammars.json' with { type: 'json' };
import { findHelpers, knownHelpers } from './helpers.ts';
import { listenPorts } from './listens.ts';
import { loading } from './loading.ts';
import { macroReads } from './macro-reads.ts';
import { withoutMacros } from './macros.ts';
import { needles } from './needles.ts';
import { outboundCalls } from './outbound-calls.ts';
import { queueUses } from './queues.ts';
import type { RustReader } from './reader.ts';
import { environmentReads } from './reads.ts';
import { servedRoutes } from './routes.ts';
import { fieldSettings, settingReads } from './settings.ts';
import { fileUses, storeUses } from './stores.ts';
import { syntaxProblems } from './syntax-problems.ts';

/** Rust: what a crate reads from the environment, listens on, serves, calls and stores. */
export const rust: Language = {
  id: 'rust',
  extensions: ['.rs'],
  grammarFor: () => grammars.rust,
  needles,
  extract: (_, text) => withoutMacros(text),
  visibility: 'service',
  loading,
  reader(file: ParsedFile): FileReader {
    // A build script runs where the crate is built.
    if (/(^|\/)build\.rs$/.test(file.path))
      return () => ({ facts: noCodeFacts(), helpers: [], bindings: [], problems: [] });
    const index = indexFile(file);
    return (context) => {
      const reader = readerOf(index, context);
      return {
        facts: factsOf(reader),
        helpers: [...reader.helpers.values()].filter(({ path }) => path === file.path),
        bindings: bindingsOf(reader),
        problems: syntaxProblems(file),
      };
    };
  },
};

function readerOf(file: RustFile, context: ReadContext): RustReader {
  const bare: RustReader = { file, context, helpers: knownHelpers(context, file.path), settings: fieldSettings(file) };
  const base = { ...bare, settings: [...bare.settings, ...filledSettings(bare)] };
  const own = findHelpers(base);
  return { ...base, helpers: new Map([...base.helpers, ...own.map((helper) => [helper.name, helper] as const)]) };
}

function factsOf(reader: RustReader): CodeFacts {
  return {
    reads: [...environmentReads(reader), ...settingReads(reader.settings, reader), ...macroReads(reader)],
    listens: listenPorts(reader),
    routes: servedRoutes(reader),
    calls: outboundCalls(reader),
    queues: queueUses(reader),
    stores: storeUses(reader),
    files: fileUses(reader),
  };
}
