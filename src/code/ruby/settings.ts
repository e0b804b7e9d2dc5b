import { type CodeFacts, type EnvironmentRead, noCodeFacts } from '../../shape/code-facts.ts';
import { codeValue } from '../assembled-text.ts';
import type { ExportedBinding, FileFacts, FileReader, ReadContext, SettingsFiles } from '../language.ts';
import { readAccesses } from './accesses.ts';
import { DATABASE_FILE, databaseCalls, databaseReads } from './database-yml.ts';
import { erbProgram } from './erb.ts';
import { indexFile, type RbFile } from './file.ts';
import { modeOfPath, railsMode } from './modes.ts';
import type { Access, Reading } from './reading.ts';
import { environmentReads } from './reads.ts';
import { sharedName } from './shared-values.ts';
import type { RbNode } from './syntax.ts';
import { yamlFacts } from './yaml-facts.ts';
import { leavesOf, scalarText, type YamlFile, yamlFile } from './yaml-settings.ts';

/** Files of Rails and its libraries that hold ERB, or name queues and buckets. */
export const settings: SettingsFiles = {
  paths:
    /(^|\/)config\/(settings\/)?(database|cable|cache|queue|redis|sidekiq|resque|storage|settings|secrets|shoryuken|mongoid|elasticsearch|opensearch|search|sunspot|kafka|karafka|racecar|rabbitmq|bunny|sneakers|memcached?|aws|s3|smtp|mail|email|newrelic|scout_apm|skylight|appsignal|honeybadger|app_config|config|app|services|recurring|development|staging|production|test)\.ya?ml(\.erb)?$/,
  besideCode: true,
  extract: erbProgram,
  reader({ path, text, tree, brokenAt }): FileReader {
    const yaml = yamlFile(path, text);
    const file = tree && indexFile({ path, text: erbProgram(text), tree, ...(brokenAt !== undefined && { brokenAt }) });
    return (context) =>
      file ? read(file, yaml, context) : { facts: noCodeFacts(), helpers: [], bindings: [], problems: [] };
  },
};

function read(file: RbFile, yaml: YamlFile, context: ReadContext): FileFacts {
  const accesses = new Map<RbNode, Access>();
  const reading: Reading = { file, context, accesses };
  const environment = readAccesses(reading, accesses);
  return {
    facts: factsOf(reading, yaml, environmentReads(reading, environment.accesses)),
    helpers: [],
    bindings: settingBindings(reading, yaml),
    problems: [],
  };
}

function factsOf(reading: Reading, yaml: YamlFile, reads: readonly EnvironmentRead[]): CodeFacts {
  const found = yamlFacts(reading, yaml);
  return {
    ...noCodeFacts(),
    reads: [
      ...reads.filter((each) => each.enforced || !isInRemark(yaml, each)).map((each) => inSection(yaml, each)),
      ...databaseReads(yaml),
    ],
    calls: [...databaseCalls(reading, yaml), ...found.calls],
    queues: found.queues,
    stores: found.stores,
  };
}

/** ERB is evaluated in remarks of YAML too, to nothing. */
function isInRemark({ masked }: YamlFile, { at }: EnvironmentRead): boolean {
  return /^\s*#/.test(masked.text.split('\n')[at.line - 1] ?? '');
}

/** A read counts in the mode of the section in which it stands; but the whole file is evaluated, so `fetch` always raises. */
function inSection(yaml: YamlFile, read: EnvironmentRead): EnvironmentRead {
  if (read.enforced) return read;
  const section = sectionAt(yaml, read.at.line);
  const mode = modeOfPath(yaml.path) ?? (section !== undefined && MODES.test(section) ? railsMode(section) : undefined);
  const isDatabase = DATABASE_FILE.test(yaml.path) && read.need === 'required' && read.name !== 'DATABASE_URL';
  // Of several stores the configuration picks one.
  const isOfStore = /(^|\/)storage\.ya?ml/.test(yaml.path);
  return {
    ...read,
    conditional: read.conditional || isOfStore,
    ...(mode && { mode }),
    alternatives: isDatabase ? [...read.alternatives, 'DATABASE_URL'] : read.alternatives,
  };
}

const MODES = /^(production|development|test|staging)$/;

function sectionAt({ root }: YamlFile, line: number): string | undefined {
  if (root?.kind !== 'map') return undefined;
  return root.entries.findLast(({ at, merged }) => merged !== true && at.line <= line)?.key.replace(/^:/, '');
}

/** `Settings.redis.url` of the config gem. */
function settingBindings(reading: Reading, yaml: YamlFile): ExportedBinding[] {
  if (!/(^|\/)config\/settings(\/[\w-]+)?\.ya?ml/.test(yaml.path)) return [];
  return leavesOf(yaml.root).flatMap(({ key, node }) => {
    const value = codeValue(scalarText(reading, yaml, node));
    return value.kind === 'literal' && (value.text === '' || value.text.length > 200 || /\s/.test(value.text))
      ? []
      : [{ name: sharedName('Settings', key), path: yaml.path, value }];
  });
}
