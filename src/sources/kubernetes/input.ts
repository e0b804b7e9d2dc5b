import type { InputKind } from '../../discovery/input-kind.ts';
import type { Inventory } from '../../discovery/inventory.ts';
import { cleanPath, isInFolder } from '../../normalise/path.ts';
import { manifestCandidates } from './candidates.ts';

/** Files and folders of plain manifests, one target however many. */
export const manifestsInput: InputKind = {
  name: 'manifests',
  side: 'target',
  span: 'all',
  nothing: 'it holds no Kubernetes object',
  claims: 'rest',
  expand: manifestFiles,
  find: ({ inventory, files, services }) => manifestCandidates(inventory, files, services),
};

/** A folder means every YAML and JSON file below it. */
function manifestFiles(path: string, inventory: Inventory): string[] {
  if (inventory.all.includes(path)) return [path];
  // Several places that make one target: as a choice among them names it.
  if (path.includes(',')) {
    return [...new Set(path.split(',').flatMap((each) => manifestFiles(cleanPath(each), inventory)))];
  }
  const inside = inventory.all.filter((file) => isBelowPlace(file, path) && /\.(ya?ml|json)$/.test(file));
  return inside.length > 0 ? inside : [path];
}

/** A `*` stands for one folder, whatever its name. */
function isBelowPlace(file: string, place: string): boolean {
  if (!place.startsWith('*/')) return isInFolder(file, place);
  return isInFolder(file.slice(file.indexOf('/') + 1), place.slice(2)) && file.includes('/');
}
