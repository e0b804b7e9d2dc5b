import { entriesOf, itemsOf, parseYaml, type YamlNode } from '../text/yaml.ts';
import type { Config } from './config.ts';
import type { ParityYaml } from './generated/parity-yaml.ts';
import { schemaErrors } from './generated/validate.ts';
import type { LoadedConfig } from './load-config.ts';
import { meaningProblems } from './meaning-problems.ts';
import { normaliseConfig } from './normalise-config.ts';
import { placeIn, plainOf } from './plain-tree.ts';
import { type Located, refusal } from './refusal.ts';
import { keysOfSchema } from './schema-keys.ts';
import { schemaProblem } from './schema-problems.ts';

/**
 * The configuration that a text holds. Loaded only where there is a parity.yaml: the validator is large.
 *
 * @throws ParityError of kind usage that names every problem of the file with its place
 */
export function parseConfig(name: string, text: string): LoadedConfig {
  const root = treeOf(name, text);
  const document = root === undefined ? { version: 1 } : plainOf(root);
  const problems = [...duplicates(root), ...schemaProblems(root, document)];
  if (problems.length > 0) throw refusal(name, problems, 'mend the named places; the JSON Schema lists every key');
  // The validator has just found it to be one.
  const config: Config = { ...normaliseConfig(document as ParityYaml, name), placeOf: (at) => placeIn(root, at) };
  const senseless = meaningProblems(config);
  if (senseless.length > 0) throw refusal(name, senseless, 'mend the named places');
  return { kind: 'loaded', config, path: name, placeOf: config.placeOf };
}

function treeOf(name: string, text: string): YamlNode | undefined {
  const { documents, errors } = parseYaml(text);
  if (errors.length > 0) throw refusal(name, errors, 'mend the YAML');
  const [first, second] = documents;
  if (second !== undefined)
    throw refusal(name, [{ ...second, message: 'a second document; expected one' }], 'keep one document');
  return first?.root;
}

function schemaProblems(root: YamlNode | undefined, document: unknown): Located[] {
  return schemaErrors(document).map((error) => {
    const problem = schemaProblem(error, valueAt(document, error.instancePath), keysOfSchema);
    return { ...placeIn(root, problem.path), message: problem.message };
  });
}

function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}

function duplicates(node: YamlNode | undefined): Located[] {
  if (node?.kind === 'list') return itemsOf(node).flatMap(duplicates);
  if (node?.kind !== 'map') return [];
  return [
    ...node.duplicates.map(({ line, column, text }) => ({
      line,
      column,
      message: `the key ${text} stands here twice`,
    })),
    ...entriesOf(node).flatMap((entry) => duplicates(entry.value)),
  ];
}
