// What a tool wrote from a kustomization or a chart of the same repository: a copy, as old as its last run.
import { namesAgree } from '../../discovery/candidate.ts';
import type { Inventory, ManifestFile } from '../../discovery/inventory.ts';
import type { RepositoryFiles } from '../../repository/files.ts';
import { parseYaml, type YamlNode } from '../../text/yaml.ts';
import { isWorkload } from './manifest-groups.ts';

/** Where people put what `helm template` and `kustomize build` print. */
const PRINTED = /(^|[/._-])(rendered|render|out|output|hydrated)([/._-]|$)/i;
/** Where people put what any tool writes. */
const MADE = /(^|\/)(dist|build|generated|gen|artifacts?)\//i;

/** The plain manifests that were rendered from something which is there as well. */
export async function rendersOf(inventory: Inventory, files: RepositoryFiles): Promise<ReadonlySet<ManifestFile>> {
  const renders = new Set<ManifestFile>();
  for (const file of inventory.manifests) if (await isRender(file, inventory, files)) renders.add(file);
  return renders;
}

async function isRender(file: ManifestFile, inventory: Inventory, files: RepositoryFiles): Promise<boolean> {
  const ofChart = inventory.charts.length > 0;
  const isCopy = copiesWorkloads(file, inventory.kustomized);
  if (!ofChart && !isCopy) return false;
  const content = await files.read(file.path);
  if (content.kind !== 'text') return false;
  if (ofChart && (/^# Source: [\w.-]+\/\S+$/m.test(content.text) || PRINTED.test(file.path))) return true;
  return isCopy && (PRINTED.test(file.path) || MADE.test(file.path) || isPrinted(content.text));
}

/** Whether all of its workloads are what kustomizations hold; with a prefix or suffix, as kustomize gives them. */
function copiesWorkloads({ objects }: ManifestFile, sources: readonly ManifestFile[]): boolean {
  const own = objects.filter(isWorkload);
  const theirs = sources.flatMap((source) => source.objects).map(partsOf);
  return (
    own.length > 0 &&
    own.map(partsOf).every(([kind, name]) => theirs.some((other) => other[0] === kind && namesAgree(name, other[1])))
  );
}

function partsOf(object: string): readonly [string, string] {
  const slash = object.indexOf('/');
  return [object.slice(0, slash), object.slice(slash + 1)];
}

/** As a machine writes YAML: without a remark, the keys of every map in order. */
function isPrinted(text: string): boolean {
  if (/(^|\s)#/m.test(text)) return false;
  const { documents, errors } = parseYaml(text);
  return errors.length === 0 && documents.every(({ root }) => root === undefined || isSorted(root));
}

function isSorted(node: YamlNode): boolean {
  if (node.kind === 'scalar') return true;
  if (node.kind === 'list') return node.items.every(isSorted);
  return node.entries.every(
    ({ key, value }, at) => (at === 0 || (node.entries[at - 1]?.key ?? '') <= key) && isSorted(value),
  );
}
