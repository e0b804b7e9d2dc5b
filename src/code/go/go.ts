import { type CodeFacts, noCodeFacts } from '../../shape/code-facts.ts';
import type { FileReader, Language, ParsedFile } from '../language.ts';
import { bindingsOf } from './bindings.ts';
import { isBuilt } from './build-constraints.ts';
import { flagSettings } from './command-flags.ts';
import { envFileLoads } from './env-file-loads.ts';
import { findHelpers, knownHelpers } from './environment-helpers.ts';
import { environmentReads } from './environment-reads.ts';
import { fileUses } from './files.ts';
import grammars from './grammars.json' with { type: 'json' };
import { loading } from './loading.ts';
import { type GoFile, indexOf } from './model.ts';
import { needles } from './needles.ts';
import { outboundCalls } from './outbound-calls.ts';
import { listenPorts } from './ports.ts';
import { queueUses } from './queues.ts';
import type { GoReader } from './reader.ts';
import { servedRoutes } from './routes.ts';
import { settingReads } from './setting-reads.ts';
import { taggedSettings } from './settings.ts';
import { storeUses } from './stores.ts';
import { syntaxProblems } from './syntax-problems.ts';
import { usesMember } from './used-member.ts';
import { viperSettings } from './viper.ts';
import { viperFiles } from './viper-files.ts';
import { viperReads } from './viper-reads.ts';

/** Code that a protocol compiler wrote. */
const NOT_READ = /(\.pb(\.\w+)?|_grpc\.pb)\.go$/;

/** Go: what a package reads from the environment, listens on, serves, calls and stores. */
export const go: Language = {
  id: 'go',
  extensions: ['.go'],
  grammarFor: () => grammars.go,
  needles,
  loading,
  visibility: 'folder',
  settings: viperFiles,
  usesMember,
  reader(file: ParsedFile): FileReader {
    if (NOT_READ.test(file.path) || !isBuilt(file.path, file.text))
      return () => ({ facts: noCodeFacts(), helpers: [], bindings: [], problems: [] });
    const index = indexOf(file);
    return (context) => {
      const reader = readerOf({ ...index, context });
      return {
        facts: factsOf(reader),
        helpers: [...reader.helpers.values()].filter((helper) => helper.path === file.path),
        bindings: bindingsOf(reader),
        problems: syntaxProblems(file),
      };
    };
  },
};

function readerOf(file: GoFile): GoReader {
  const bare: GoReader = { file, helpers: knownHelpers(file), settings: [], viper: viperSettings(file) };
  const base: GoReader = { ...bare, settings: [...taggedSettings(file), ...flagSettings(bare)] };
  const own = findHelpers(base);
  return { ...base, helpers: new Map([...base.helpers, ...own.map((helper) => [helper.name, helper] as const)]) };
}

function factsOf(reader: GoReader): CodeFacts {
  return {
    reads: [...environmentReads(reader), ...settingReads(reader), ...viperReads(reader)],
    listens: listenPorts(reader),
    routes: servedRoutes(reader),
    calls: outboundCalls(reader),
    queues: queueUses(reader),
    stores: storeUses(reader),
    files: fileUses(reader),
    envFiles: envFileLoads(reader),
  };
}
