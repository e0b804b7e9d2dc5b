import { choose } from '../../src/discovery/candidate.ts';
import { takeInventory } from '../../src/discovery/inventory.ts';
import { targetCandidates } from '../../src/discovery/target-candidates.ts';
import { contextWith } from '../helpers/source-context.ts';

/** Label of the target that is taken from a tree of files, for the services given. */
export async function chosenTarget(
  tree: Readonly<Record<string, string>>,
  services: readonly string[],
  wished?: string,
): Promise<string | undefined> {
  const { files } = contextWith(tree);
  const candidates = await targetCandidates(await takeInventory(files), files);
  return choose(candidates, services, wished).chosen?.label;
}

export function deployment(name: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec: {}\n`;
}

export function kustomization(...resources: readonly string[]): string {
  return `resources:\n${resources.map((resource) => `  - ${resource}\n`).join('')}`;
}
