import { ParityError } from '../errors.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import type { Position } from '../text/position.ts';
import { entriesOf, itemsOf, parseYaml, type YamlNode } from '../text/yaml.ts';
import type { Config } from './config.ts';
import type { ParityYaml } from './generated/parity-yaml.ts';
import { schemaErrors } from './generated/validate.ts';
import { normaliseConfig } from './normalise-config.ts';
import { type DocumentPath, placeIn, plainOf } from './plain-tree.ts';
import { keysOfSchema } from './schema-keys.ts';
import { schemaProblem } from './schema-problems.ts';

export type LoadedConfig =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'loaded';
      readonly config: Config;
      readonly path: string;
      /** Line and column of the key or list item that a path of the document leads to. */
      placeOf(path: DocumentPath): Position;
    };

interface Located extends Position {
  readonly message: string;
}

/**
 * Reads parity.yaml.
 *
 * @param path another file to read; then it must be there
 * @throws ParityError of kind usage that names every problem of the file with its place
 */
export async function loadConfig(files: RepositoryFiles, path?: string): Promise<LoadedConfig> {
  const name = path ?? 'parity.yaml';
  const content = await files.read(name);
  if (content.kind === 'missing') {
    if (path === undefined) return { kind: 'none' };
    throw refusal(name, [{ line: 1, column: 1, message: 'the file is not there' }], 'name a file that exists');
  }
  if (content.kind === 'unreadable')
    throw refusal(name, [{ line: 1, column: 1, message: `cannot be read: ${content.reason}` }], content.hint);
  const root = treeOf(name, content.text);
  const document = root === undefined ? { version: 1 } : plainOf(root);
  const problems = [...duplicates(root), ...schemaProblems(root, document)];
  if (problems.length > 0) throw refusal(name, problems, 'mend the named places; the JSON Schema lists every key');
  // The validator has just found it to be one.
  const config = normaliseConfig(document as ParityYaml, name);
  return { kind: 'loaded', config, path: name, placeOf: (at) => placeIn(root, at) };
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

function refusal(path: string, problems: readonly Located[], hint: string): ParityError {
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  const lines = sorted.map((problem) => `${path}:${problem.line}:${problem.column} ${problem.message}`);
  const [first] = sorted;
  return new ParityError({
    kind: 'usage',
    code: 'config/invalid',
    message: lines.join('\n'),
    hint,
    ...(first && { location: { path, line: first.line, column: first.column } }),
  });
}
