import { posix } from 'node:path';
import { folderOf, normaliseRelativePath } from '../../normalise/path.ts';
import { plainJson } from '../../text/jsonc.ts';
import { get, itemsOf, parseYaml, textOf, type YamlError, type YamlNode } from '../../text/yaml.ts';

/** The root of a file, and what is wrong with it. */
export function readDevcontainer(text: string): {
  readonly root: YamlNode | undefined;
  readonly errors: readonly YamlError[];
} {
  const { documents, errors } = parseYaml(plainJson(text));
  return { root: documents[0]?.root, errors };
}

/** The compose files that a development container starts, in order; none where it is an image of its own. */
export function composeFilesOf(root: YamlNode, path: string): string[] {
  const named = get(root, 'dockerComposeFile');
  const written =
    named?.kind === 'list' ? itemsOf(named).flatMap((item) => textOf(item) ?? []) : [textOf(named) ?? []].flat();
  return written.flatMap((file) => normaliseRelativePath(posix.join(folderOf(path), file)) ?? []);
}

/** The folder that is opened in the container: above `.devcontainer`. */
export function workspaceOf(path: string): string {
  const [before = ''] = path.split(/(?:^|\/)\.devcontainer(?:\.json$|\/)/, 1);
  return before === '' ? '.' : before;
}
