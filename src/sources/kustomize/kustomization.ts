// The files of a kustomization, read only to find where a rendered field comes from: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
import { posix } from 'node:path';
import type { RepositoryFiles } from '../../repository/files.ts';
import { get, itemsOf, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';

/** One kustomization with those below it, as far as the repository holds them. */
export interface Kustomization {
  /** Its folder below the repository's root. */
  readonly folder: string;
  /** Its own file. */
  readonly path: string;
  readonly root: YamlNode;
  /** In the order of the file. */
  readonly resources: readonly Resource[];
  readonly components: readonly Kustomization[];
  /** Text of every file that the fields of this kustomization name, by path. */
  readonly files: ReadonlyMap<string, string>;
}

export type Resource =
  | { readonly kind: 'folder'; readonly kustomization: Kustomization }
  | { readonly kind: 'file'; readonly path: string };

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
/** Deeper nesting is a loop. */
const DEEPEST = 30;

/** Reads the kustomization in a folder and everything it refers to; undefined when there is none. */
export async function readKustomization(
  files: RepositoryFiles,
  folder: string,
  depth = 0,
): Promise<Kustomization | undefined> {
  const own = await kustomizationFile(files, folder);
  const root = own && parseYaml(own.text).documents.find((document) => document.root !== undefined)?.root;
  if (own === undefined || root === undefined || depth > DEEPEST) return undefined;
  const texts = new Map([[own.path, own.text]]);
  for (const reference of namedFiles(root)) {
    const path = below(folder, reference);
    const content = path === undefined ? undefined : await files.read(path);
    if (path !== undefined && content?.kind === 'text') texts.set(path, content.text);
  }
  const components: Kustomization[] = [];
  for (const reference of textsOf(get(root, 'components'))) {
    const component = await readBelow(files, below(folder, reference), depth);
    if (component !== undefined) components.push(component);
  }
  const resources: Resource[] = [];
  for (const reference of [...textsOf(get(root, 'resources')), ...textsOf(get(root, 'bases'))]) {
    const path = below(folder, reference);
    if (path === undefined) continue;
    if (texts.has(path)) resources.push({ kind: 'file', path });
    else {
      const kustomization = await readBelow(files, path, depth);
      if (kustomization !== undefined) resources.push({ kind: 'folder', kustomization });
    }
  }
  return { folder, path: own.path, root, resources, components, files: texts };
}

async function readBelow(
  files: RepositoryFiles,
  folder: string | undefined,
  depth: number,
): Promise<Kustomization | undefined> {
  return folder === undefined ? undefined : readKustomization(files, folder, depth + 1);
}

async function kustomizationFile(files: RepositoryFiles, folder: string) {
  for (const name of NAMES) {
    const path = posix.join(folder, name);
    const content = await files.read(path);
    if (content.kind === 'text') return { path, text: content.text };
  }
  return undefined;
}

/** Files that hold objects, patches, replacements or generated keys. */
function namedFiles(root: YamlNode): string[] {
  const generators = [...itemsOf(get(root, 'configMapGenerator')), ...itemsOf(get(root, 'secretGenerator'))];
  const patches = [...itemsOf(get(root, 'patches')), ...itemsOf(get(root, 'patchesJson6902'))];
  return [
    ...textsOf(get(root, 'resources')),
    ...textsOf(get(root, 'bases')),
    ...textsOf(get(root, 'patchesStrategicMerge')).filter((text) => !text.includes('\n')),
    ...[...patches, ...itemsOf(get(root, 'replacements'))].flatMap((entry) => textOf(get(entry, 'path')) ?? []),
    ...generators.flatMap((generator) => [
      ...textsOf(get(generator, 'envs')),
      ...(textOf(get(generator, 'env')) ?? '').split('\n'),
    ]),
  ].filter((text) => text !== '');
}

export function textsOf(list: YamlNode | undefined): string[] {
  return itemsOf(list).flatMap((item) => textOf(item) ?? []);
}

/** A path beside the kustomization, below the repository's root; undefined when it leads out of it. */
export function below(folder: string, reference: string): string | undefined {
  const path = posix.join(folder, reference).replace(/\/$/, '');
  return path === '..' || path.startsWith('../') || posix.isAbsolute(reference) ? undefined : path;
}
