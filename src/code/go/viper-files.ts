import { noCodeFacts } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import { parseYaml, type YamlNode } from '../../text/yaml.ts';
import type { ExportedBinding, ReadContext, SettingsFiles } from '../language.ts';

const BINDING = 'viper.keys';
const MOST_KEYS = 500;
const MOST_CHARACTERS = 100_000;

/** Files that viper is usually told to read: the keys that one of them sets need no variable. */
export const viperFiles: SettingsFiles = {
  paths: /(^|\/)\.?(config|conf|settings|app|application|defaults?)([._-][\w-]+)*\.(ya?ml|json|toml)$/i,
  reader({ path, text }) {
    const keys = text.length > MOST_CHARACTERS ? [] : path.endsWith('.toml') ? tomlKeys(text) : yamlKeys(text);
    return () => ({ facts: noCodeFacts(), helpers: [], bindings: bindingsFor(path, keys), problems: [] });
  },
};

interface Key {
  readonly key: string;
  readonly line: number;
  readonly column: number;
}

/** Who reads such a file need not lie in its folder: it is seen wherever viper is. */
function bindingsFor(path: string, keys: readonly Key[]): ExportedBinding[] {
  if (keys.length === 0) return [];
  const places = keys.slice(0, MOST_KEYS).map(({ key, line, column }) => [key.toLowerCase(), line, column]);
  const value = { kind: 'literal' as const, text: JSON.stringify({ path, places }) };
  return [{ name: BINDING, path: `viper/${path.replaceAll('/', '-')}`, value, usedBeside: 'viper' }];
}

function yamlKeys(text: string): Key[] {
  const { documents, errors } = parseYaml(text);
  const root = documents[0]?.root;
  const found: Key[] = [];
  const walk = (node: YamlNode, before: string): void => {
    if (node.kind !== 'map') return;
    for (const { key, at, value } of node.entries) {
      const own = before === '' ? key : `${before}.${key}`;
      if (value.kind === 'map') walk(value, own);
      else if (value.kind === 'list' || value.text !== '') found.push({ key: own, line: at.line, column: at.column });
    }
  };
  if (errors.length === 0 && root) walk(root, '');
  return found;
}

function tomlKeys(text: string): Key[] {
  const found: Key[] = [];
  let table = '';
  for (const [index, line] of text.split('\n').entries()) {
    const header = /^\s*\[([\w.-]+)\]/.exec(line)?.[1];
    const key = /^\s*([\w.-]+)\s*=\s*(?!["']{2}\s*$)\S/.exec(line)?.[1];
    if (header !== undefined) table = `${header}.`;
    else if (key !== undefined) found.push({ key: table + key, line: index + 1, column: line.search(/\S/) + 1 });
  }
  return found;
}

/** Where files set each key, in lower case; undefined where the service has no such file. */
export function keysOfFiles({ bindings }: ReadContext): ReadonlyMap<string, Origin> | undefined {
  const texts = bindings.flatMap(({ name, value }) =>
    name === BINDING && value.kind === 'literal' ? [value.text] : [],
  );
  if (texts.length === 0) return undefined;
  const keys = new Map<string, Origin>();
  for (const text of texts) {
    const { path, places } = JSON.parse(text) as { path: string; places: [string, number, number][] };
    for (const [key, line, column] of places) if (!keys.has(key)) keys.set(key, { source: 'go', path, line, column });
  }
  return keys;
}
