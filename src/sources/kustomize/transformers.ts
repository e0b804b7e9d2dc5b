import { entryOf, get, itemsOf, textOf } from '../../text/yaml.ts';
import type { Kustomization } from './kustomization.ts';
import type { FieldPlace, RenderedObject } from './layer.ts';

/** All kustomizations of a tree, the outermost first. */
export function allKustomizations(kustomization: Kustomization): Kustomization[] {
  const folders = kustomization.resources.flatMap((resource) =>
    resource.kind === 'folder' ? [resource.kustomization] : [],
  );
  return [kustomization, ...[...kustomization.components, ...folders].flatMap(allKustomizations)];
}

/** The entry of `images:` that made an image what it is. */
export function imagePlace(
  all: readonly Kustomization[],
  rendered: string,
  written: readonly string[],
): FieldPlace | undefined {
  const names = new Set([rendered, ...written].map(imageName));
  for (const { root, path } of all) {
    for (const item of itemsOf(get(root, 'images')).toReversed()) {
      const name = textOf(get(item, 'name'));
      const renamed = textOf(get(item, 'newName'));
      if (name === undefined || !(names.has(name) || (renamed !== undefined && names.has(renamed)))) continue;
      const at = entryOf(item, 'newTag')?.at ?? entryOf(item, 'digest')?.at ?? entryOf(item, 'newName')?.at ?? item;
      return { path, line: at.line, column: at.column };
    }
  }
  return undefined;
}

/** The entry of `replicas:` that set a count. */
export function replicasPlace(all: readonly Kustomization[], { names }: RenderedObject): FieldPlace | undefined {
  for (const { root, path } of all) {
    const item = itemsOf(get(root, 'replicas')).find((each) => names.has(textOf(get(each, 'name')) ?? ''));
    const at = item && (entryOf(item, 'count')?.at ?? item);
    if (at !== undefined) return { path, line: at.line, column: at.column };
  }
  return undefined;
}

/** The image without tag and digest. */
function imageName(image: string): string {
  const bare = image.split('@', 1)[0] ?? image;
  const colon = bare.lastIndexOf(':');
  return colon > bare.lastIndexOf('/') ? bare.slice(0, colon) : bare;
}
