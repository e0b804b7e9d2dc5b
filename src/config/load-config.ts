import type { RepositoryFiles } from '../repository/files.ts';
import type { Position } from '../text/position.ts';
import type { Config } from './config.ts';
import type { DocumentPath } from './plain-tree.ts';
import { refusal } from './refusal.ts';

export type LoadedConfig =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'loaded';
      readonly config: Config;
      readonly path: string;
      /** Line and column of the key or list item that a path of the document leads to. */
      placeOf(path: DocumentPath): Position;
    };

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
    throw refusal(
      name,
      [{ line: 1, column: 1, ...content.at, message: `cannot be read: ${content.reason}` }],
      content.hint,
    );
  const { parseConfig } = await import('./parse-config.ts');
  return parseConfig(name, content.text);
}
