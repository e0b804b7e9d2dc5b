import { noCodeFacts } from '../../shape/code-facts.ts';
import type { FileFacts, Language, ParsedFile, ReadContext } from '../language.ts';
import { findHelpers, knownHelpers } from './environment-helpers.ts';
import { environmentReads } from './environment-reads.ts';
import { type GoFile, modelOf } from './model.ts';
import type { GoReader } from './reader.ts';
import { viperBindings, viperReads, viperSettings } from './viper.ts';

const NOT_RUN = /(_test|\.pb(\.gw)?|_grpc\.pb)\.go$/;

/** Go: what a package reads from the environment, listens on, serves, calls and stores. */
export const go: Language = {
  id: 'go',
  extensions: ['.go'],
  grammarFor: () => 'go',
  needles: ['Getenv', 'LookupEnv'],
  read(file: ParsedFile, context: ReadContext): FileFacts {
    if (NOT_RUN.test(file.path)) return { facts: noCodeFacts(), helpers: [], bindings: [], problems: [] };
    const model = modelOf(file, context);
    const reader = readerOf(model);
    return {
      facts: {
        ...noCodeFacts(),
        reads: [...environmentReads(reader), ...viperReads(model, reader.viper)],
      },
      helpers: [...reader.helpers.values()].filter((helper) => helper.path === file.path),
      bindings: viperBindings(model),
      problems: [],
    };
  },
};

function readerOf(file: GoFile): GoReader {
  const base: GoReader = { file, helpers: knownHelpers(file), settings: [], viper: viperSettings(file) };
  const own = findHelpers(base);
  return { ...base, helpers: new Map([...base.helpers, ...own.map((helper) => [helper.name, helper] as const)]) };
}
