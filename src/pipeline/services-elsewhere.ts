import { environmentOf, isSidePath } from '../discovery/candidate.ts';
import { type Inventory, objectsOf } from '../discovery/inventory.ts';
import { fileNameOf, folderOf, isInFolder } from '../normalise/path.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import type { SideRead } from './read-sides.ts';

/** What one place of the repository would bring to a cluster. */
interface Place {
  readonly folder: string;
  /** Name of each Service, to its file. */
  readonly services: ReadonlyMap<string, string>;
}

/**
 * The Services that something of the repository brings which is no part of the target and may be applied beside it. What
 * has a Service in common with the target is another version of it: that one has it and this one has not, which counts.
 */
export async function servicesElsewhere(
  target: SideRead | undefined,
  inventory: Inventory,
  files: RepositoryFiles,
): Promise<ReadonlyMap<string, string>> {
  if (target === undefined) return new Map();
  const own = new Set(target.facts.networkServices.map(({ name }) => name));
  const read = target.plan.inputs.flatMap(({ paths }) => paths);
  const charts = inventory.charts.filter((folder) => !read.includes(folder));
  const places = [
    ...manifestPlaces(inventory, read),
    ...(await Promise.all(charts.map((folder) => chartPlace(folder, inventory, files)))),
  ];
  const beside = places.filter(
    ({ folder, services }) =>
      !isSidePath(folder) &&
      environmentOf(folder) !== 'development' &&
      ![...services.keys()].some((name) => own.has(name)),
  );
  return new Map(beside.flatMap(({ services }) => [...services]));
}

/** Folders of manifests that no input of the target has read; none below a kustomization that it is made of. */
function manifestPlaces({ manifests, kustomized }: Inventory, read: readonly string[]): Place[] {
  const places = new Map<string, Map<string, string>>();
  const top = (path: string) => path.split('/')[0] ?? path;
  const tops = new Set(read.map(top));
  const others = [...manifests, ...kustomized.filter(({ path }) => !tops.has(top(path)))];
  for (const { path, objects } of others) {
    if (read.includes(path) || read.includes(folderOf(path))) continue;
    const services = places.get(folderOf(path)) ?? new Map<string, string>();
    for (const name of serviceNames(objects)) services.set(name, path);
    places.set(folderOf(path), services);
  }
  return [...places].map(([folder, services]) => ({ folder, services }));
}

/** What its templates write out; a name that they compute is most likely the chart's. */
async function chartPlace(folder: string, { all }: Inventory, files: RepositoryFiles): Promise<Place> {
  const services = new Map<string, string>();
  const templates = folder === '.' ? 'templates' : `${folder}/templates`;
  for (const path of all.filter((each) => isInFolder(each, templates) && /\.ya?ml$/.test(each))) {
    const content = await files.read(path);
    if (content.kind !== 'text') continue;
    const names = serviceNames(content.text.split(/^---.*$/m).flatMap(objectsOf));
    for (const name of names) services.set(/[{}]/.test(name) ? fileNameOf(folder) : name, path);
  }
  return { folder, services };
}

function serviceNames(objects: readonly string[]): string[] {
  return objects.flatMap((object) => /^Service\/(.+)$/.exec(object)?.[1] ?? []);
}
