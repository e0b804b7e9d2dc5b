import { type Candidate, choose } from '../../src/discovery/candidate.ts';
import { offered } from '../../src/discovery/input-kind.ts';
import { takeInventory } from '../../src/discovery/inventory.ts';
import { INPUT_KINDS } from '../../src/sources/index.ts';
import { contextWith } from '../helpers/source-context.ts';

type Tree = Readonly<Record<string, string>>;

/** Label of the target that is taken from a tree of files, for the services given. */
export async function chosenTarget(
  tree: Tree,
  services: readonly string[],
  wished?: string,
): Promise<string | undefined> {
  return (await chosen(tree, services, wished))?.label;
}

/** What the source of that target is given. */
export async function chosenPaths(tree: Tree, services: readonly string[]): Promise<readonly string[] | undefined> {
  return (await chosen(tree, services))?.paths;
}

async function chosen(tree: Tree, services: readonly string[], wished?: string): Promise<Candidate | undefined> {
  const { files } = contextWith(tree);
  const targets = await offered(INPUT_KINDS, 'target', { inventory: await takeInventory(files), files, services });
  return choose(targets, services, { wished }).chosen;
}

export function deployment(name: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec: {}\n`;
}

/** Another version of each Deployment in a text. */
export function scaled(text: string): string {
  return text.replaceAll('spec: {}', 'spec: {replicas: 1}');
}

export function kustomization(...resources: readonly string[]): string {
  return `resources:\n${resources.map((resource) => `  - ${resource}\n`).join('')}`;
}
