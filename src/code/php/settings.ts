import { noCodeFacts } from '../../shape/code-facts.ts';
import { parseDotenv } from '../../text/dotenv-syntax.ts';
import { codeValue } from '../assembled-text.ts';
import type { ExportedBinding, FileReader, SettingsFiles } from '../language.ts';
import { ROADRUNNER_FILE, roadrunnerListens } from './roadrunner.ts';
import { symfonyCalls, symfonyQueues } from './symfony-facts.ts';
import { type Leaf, leavesOf, SYMFONY_FILE } from './symfony-file.ts';
import { symfonyReads } from './symfony-reads.ts';
import { symfonyMounts, symfonyRoutes } from './symfony-routes.ts';
import { type DefaultBinding, symfonyValues, valueOfText } from './symfony-values.ts';

/** .env and .env.prod as Symfony loads them: what git holds of them goes with the program. */
const DOTENV = /(^|\/)\.env(\.prod)?$/;

/** Symfony's configuration in YAML with the defaults in its .env, and RoadRunner's. */
export const settings: SettingsFiles = {
  paths: new RegExp(`${SYMFONY_FILE.source}|${DOTENV.source}|${ROADRUNNER_FILE.source}`),
  reader(file): FileReader {
    if (DOTENV.test(file.path)) return dotenvReader(file);
    if (ROADRUNNER_FILE.test(file.path)) {
      const facts = { ...noCodeFacts(), listens: roadrunnerListens(file) };
      return () => ({ facts, helpers: [], bindings: [], problems: [] });
    }
    const leaves = leavesOf(file);
    return (context) => {
      const values = symfonyValues(file.path, leaves, context.bindings);
      return {
        facts: {
          ...noCodeFacts(),
          reads: symfonyReads(leaves, values, context),
          routes: symfonyRoutes(file.path, leaves, context),
          calls: symfonyCalls(leaves, values, context),
          queues: symfonyQueues(leaves, values, context),
        },
        helpers: [],
        bindings: leaves.flatMap((leaf) => parameterBinding(file.path, leaf, values)),
        mounts: symfonyMounts(file.path, leaves),
        problems: [],
      };
    };
  },
};

function parameterBinding(path: string, { keys, text, at }: Leaf, values: Parameters<typeof valueOfText>[1]) {
  const [section, name, more] = keys;
  if (section !== 'parameters' || name === undefined || more !== undefined) return [];
  const ofVariable = /^env\((\w+)\)$/.exec(name)?.[1];
  const value = codeValue(valueOfText(text, values));
  if (value.kind === 'computed') return [];
  const binding: ExportedBinding = { name: ofVariable ?? name, path, value, at };
  return [ofVariable === undefined ? binding : { ...binding, isDefault: true }];
}

function dotenvReader({ path, text }: { readonly path: string; readonly text: string }): FileReader {
  const { entries } = parseDotenv(text, 'dotenv');
  const isOfSymfony = /^APP_ENV=|^###> symfony/m.test(text) && !/^APP_KEY=/m.test(text);
  const bindings = entries.flatMap(({ name, value, line, column }): DefaultBinding[] =>
    value === undefined
      ? []
      : [
          {
            name,
            path,
            value: { kind: 'literal', text: value },
            at: { source: 'php', path, line, column },
            isDefault: true,
            isForAllBelow: isOfSymfony,
          },
        ],
  );
  return () => ({ facts: noCodeFacts(), helpers: [], bindings, problems: [] });
}
