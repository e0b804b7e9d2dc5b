import { posix } from 'node:path';
import { entryOf, get, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';
import { below, type Kustomization } from './kustomization.ts';
import type { FieldPlace, Layer } from './layer.ts';

/** One layer for each configMapGenerator and secretGenerator: where each key of what it makes is stated. */
export function generatorLayers(kustomization: Kustomization): Layer[] {
  const { root } = kustomization;
  return [
    ...itemsOf(get(root, 'configMapGenerator')).map((item) => generatorLayer(kustomization, item, 'ConfigMap')),
    ...itemsOf(get(root, 'secretGenerator')).map((item) => generatorLayer(kustomization, item, 'Secret')),
  ];
}

function generatorLayer(kustomization: Kustomization, item: YamlNode, kind: 'ConfigMap' | 'Secret'): Layer {
  const named = entryOf(item, 'name');
  const name = textOf(named?.value) ?? '';
  const places = new Map<string, FieldPlace>();
  const at = named?.at ?? item;
  places.set('/metadata/name', { path: kustomization.path, line: at.line, column: at.column });
  for (const [key, place] of generatedKeys(kustomization, item)) {
    const field = key.replaceAll('~', '~0').replaceAll('/', '~1');
    places.set(`/data/${field}`, place);
    places.set(`/binaryData/${field}`, place);
  }
  return {
    role: 'generator',
    placesFor: (object) => (object.kind === kind && object.names.has(name) ? places : undefined),
  };
}

function generatedKeys({ folder, path, files }: Kustomization, item: YamlNode): [string, FieldPlace][] {
  const here = ({ line, column }: YamlNode): FieldPlace => ({ path, line, column });
  const literals = itemsOf(get(item, 'literals')).flatMap((node): [string, FieldPlace][] => {
    return [[(textOf(node) ?? '').split('=', 1)[0] ?? '', here(node)]];
  });
  const listed = itemsOf(get(item, 'files')).flatMap((node): [string, FieldPlace][] => {
    const [key = '', file] = (textOf(node) ?? '').split('=', 2);
    return [[file === undefined ? posix.basename(key) : key, here(node)]];
  });
  const single = get(item, 'env');
  const envs = [...itemsOf(get(item, 'envs')), ...(single === undefined ? [] : [single])].flatMap((node) => {
    const file = below(folder, textOf(node) ?? '');
    return file === undefined ? [] : keysOfEnvFile(file, files.get(file) ?? '');
  });
  return [...envs, ...listed, ...literals];
}

/** kustomize's own dialect of env files: no quotes, no `export`, a line with a key alone is empty (api/kv/kv.go). */
function keysOfEnvFile(path: string, text: string): [string, FieldPlace][] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line, index): [string, FieldPlace][] => {
      const start = line.search(/\S/);
      if (start === -1 || line[start] === '#') return [];
      const key = line.slice(start).split('=', 1)[0]?.trimEnd() ?? '';
      return [[key, { path, line: index + 1, column: start + 1 }]];
    });
}
