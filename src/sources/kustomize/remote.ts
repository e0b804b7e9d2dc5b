import type { Position } from '../../text/position.ts';
import { get, itemsOf, type YamlNode } from '../../text/yaml.ts';
import type { Kustomization } from './kustomization.ts';

/** A reference that kustomize would fetch from the network. */
export interface RemoteReference extends Position {
  readonly path: string;
}

const REMOTE =
  /^(git::|git@|[a-z][a-z0-9+.-]*:\/\/)|[?&](ref|version|timeout|submodules)=|^(www\.)?(github|gitlab|bitbucket)\.(com|org)[/:]/i;
const LISTS = [
  'resources',
  'bases',
  'components',
  'crds',
  'configurations',
  'generators',
  'transformers',
  'validators',
  'patchesStrategicMerge',
];
const PATHS = ['patches', 'patchesJson6902', 'replacements'];

/** The first remote reference of a kustomization or of one below it. Nothing is fetched; not even looked up. */
export function remoteReference(kustomization: Kustomization): RemoteReference | undefined {
  const { root, path } = kustomization;
  const references: (YamlNode | undefined)[] = [
    ...LISTS.flatMap((field) => [...itemsOf(get(root, field))]),
    ...PATHS.flatMap((field) => itemsOf(get(root, field)).map((item) => get(item, 'path'))),
    ...itemsOf(get(root, 'helmCharts')).map((chart) => get(chart, 'repo')),
    get(root, 'openapi', 'path'),
  ];
  const own = references.find((node) => node?.kind === 'scalar' && !node.text.includes('\n') && REMOTE.test(node.text));
  if (own !== undefined) return { path, line: own.line, column: own.column };
  const folders = kustomization.resources.flatMap((resource) =>
    resource.kind === 'folder' ? [resource.kustomization] : [],
  );
  for (const next of [...kustomization.components, ...folders]) {
    const found = remoteReference(next);
    if (found !== undefined) return found;
  }
  return undefined;
}
