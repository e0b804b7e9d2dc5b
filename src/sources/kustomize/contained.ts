import type { RepositoryFiles } from '../../repository/files.ts';
import { get, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';
import { below, type Kustomization, textsOf } from './kustomization.ts';
import { allKustomizations } from './transformers.ts';

/** Fields by which a kustomization may read a file in ways that are not followed here. */
const UNFOLLOWED = [
  'generators',
  'transformers',
  'validators',
  'configurations',
  'crds',
  'openapi',
  'helmCharts',
  'replacements',
];

/**
 * Whether every file that a kustomization and those below it name is one that the repository holds, links followed:
 * only then may the tool read outside of the kustomization's folder.
 */
export async function namesOnlyContained(kustomization: Kustomization, files: RepositoryFiles): Promise<boolean> {
  const all = allKustomizations(kustomization);
  const folders = new Set(all.map(({ folder }) => folder));
  for (const { root, folder } of all) {
    if (UNFOLLOWED.some((field) => get(root, field) !== undefined)) return false;
    for (const reference of referencesOf(root)) {
      const path = below(folder, reference);
      if (path === undefined) return false;
      if (!folders.has(path) && (await files.read(path)).kind !== 'text') return false;
    }
  }
  return true;
}

function referencesOf(root: YamlNode): string[] {
  const generators = ['configMapGenerator', 'secretGenerator'].flatMap((field) => itemsOf(get(root, field)));
  const patches = ['patches', 'patchesJson6902'].flatMap((field) => itemsOf(get(root, field)));
  return [
    ...['resources', 'bases', 'components'].flatMap((field) => textsOf(get(root, field))),
    ...textsOf(get(root, 'patchesStrategicMerge')).filter((text) => !text.includes('\n')),
    ...patches.flatMap((patch) => textOf(get(patch, 'path')) ?? []),
    ...generators.flatMap((generator) => [
      ...textsOf(get(generator, 'envs')),
      ...textsOf(get(generator, 'files')).map((text) => text.slice(text.indexOf('=') + 1)),
      ...(textOf(get(generator, 'env')) ?? '').split('\n'),
    ]),
  ].filter((text) => text !== '');
}
