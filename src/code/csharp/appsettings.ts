import { type CodeFacts, type EnvironmentRead, noCodeFacts } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import type { Position } from '../../text/position.ts';
import { parseYaml, type YamlNode } from '../../text/yaml.ts';
import type { FileFacts, ReadContext, SettingsFiles } from '../language.ts';
import { valueIn } from './connection-secret.ts';
import { colonForm } from './reads.ts';
import { settingsCalls, settingsListens } from './settings-facts.ts';
import { environmentName, type SettingMode, settingBindings } from './settings-index.ts';

/** `appsettings.json`, `appsettings.Production.json`: what the environment may replace key by key. */
export const appsettings: SettingsFiles = {
  areLoaded: true,
  paths: /(^|\/)appsettings(\.[\w-]+)*\.json$/i,
  reader({ path, text }) {
    const leaves = leavesOf(path, text);
    return (context) => factsOf(path, leaves, context);
  },
};

export interface Leaf {
  readonly key: string;
  readonly text: string;
  readonly at: Origin;
}

function factsOf(path: string, leaves: readonly Leaf[], context: ReadContext): FileFacts {
  const mode = modeOf(path);
  return {
    facts: mode === 'base' || mode === 'production' ? baseFacts(leaves, mode, context) : noCodeFacts(),
    helpers: [],
    bindings: leaves.flatMap((leaf) => settingBindings(path, mode, leaf)),
    problems: [],
  };
}

/** Which environment a file is for stands in its name. */
function modeOf(path: string): SettingMode {
  const environment = /appsettings\.([\w.-]+)\.json$/i.exec(path)?.[1];
  if (environment === undefined) return 'base';
  if (/^(Production|Prod)$/i.test(environment)) return 'production';
  return /^(Development|Dev|Local|Debug|Test|Testing)$/i.test(environment) ? 'development' : 'environment';
}

function baseFacts(leaves: readonly Leaf[], mode: SettingMode, context: ReadContext): CodeFacts {
  return {
    ...noCodeFacts(),
    reads: leaves.map((leaf) => settingRead(leaf, context)),
    listens: settingsListens(leaves, mode),
    calls: settingsCalls(leaves),
  };
}

function settingRead({ key, text, at }: Leaf, { secrets }: ReadContext): EnvironmentRead {
  const name = environmentName(key);
  return {
    name,
    dynamic: false,
    at,
    default: { value: valueIn(secrets, name, text), at },
    need: 'optional',
    when: 'start',
    conditional: false,
    alternatives: colonForm(key),
    buildTime: false,
    type: 'unknown',
    via: 'appsettings.json',
    caseInsensitive: true,
  };
}

/** Every value of a file with its whole key. A file that is no JSON has none; what breaks it is another's business. */
function leavesOf(path: string, text: string): Leaf[] {
  const { documents, errors } = parseYaml(withoutComments(text));
  if (errors.length > 0) return [];
  const leaves: Leaf[] = [];
  const walk = (node: YamlNode | undefined, key: string, at: Position): void => {
    if (node === undefined) return;
    if (node.kind === 'map') for (const entry of node.entries) walk(entry.value, joined(key, entry.key), entry.at);
    else if (node.kind === 'list')
      for (const [index, item] of node.items.entries()) walk(item, joined(key, String(index)), item);
    else if (!(node.plain && node.text === 'null'))
      leaves.push({ key, text: node.text, at: { source: 'csharp', path, line: at.line, column: at.column } });
  };
  const root = documents[0]?.root;
  if (root?.kind === 'map') walk(root, '', root);
  return leaves;
}

function joined(key: string, part: string): string {
  return key === '' ? part : `${key}:${part}`;
}

/** Comments and tabs blanked, so that places stay right: the reader of these files takes comments, JSON does not. */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\t|\uFEFF/g, (piece) =>
    piece.startsWith('"') ? piece : piece.replace(/[^\n]/g, ' '),
  );
}
