import {
  environmentOf,
  isBasePath,
  isExtraPath,
  isSidePath,
  namesAgree,
  targetStanding,
} from '../../discovery/candidate.ts';
import type { ManifestFile } from '../../discovery/inventory.ts';
import { folderOf } from '../../normalise/path.ts';
import type { RepositoryFiles } from '../../repository/files.ts';
import { isMainObject } from './manifest-groups.ts';

/** Plain manifests that are applied together, and where they lie. */
export interface ManifestGroup {
  readonly files: readonly ManifestFile[];
  readonly place: string;
}

/**
 * The groups that make one target together, the main one first: those that define different objects and of which each
 * has services that the ones before it do not have or hosts that they speak to. Fewer than two when there are none.
 *
 * @param services names that the target should cover
 */
export async function complementaryGroups(
  groups: readonly ManifestGroup[],
  services: readonly string[],
  files: RepositoryFiles,
): Promise<ManifestGroup[]> {
  const able = groups.filter(mayComplement).sort((a, b) => points(b, services) - points(a, services));
  const [first] = able;
  if (first === undefined || covered(first, services).length === 0) return [];
  const joined: ManifestGroup[] = [];
  let text = '';
  for (
    let next: ManifestGroup | undefined = first;
    next !== undefined;
    next = nextOf(able, joined, { services, text })
  ) {
    joined.push(next);
    text += await textOf(next, files);
  }
  return joined;
}

function mayComplement({ place, files }: ManifestGroup): boolean {
  const isNamed = files.every((file) => file.objects.every((object) => !object.endsWith('/')));
  return (
    isNamed &&
    place.split('/').every((part) => environmentOf(part) === undefined) &&
    !isSidePath(place) &&
    !isBasePath(place) &&
    !isExtraPath(place)
  );
}

function points(group: ManifestGroup, services: readonly string[]): number {
  return 100 * covered(group, services).length + targetStanding(group.place);
}

function nextOf(
  able: readonly ManifestGroup[],
  joined: readonly ManifestGroup[],
  { services, text }: { readonly services: readonly string[]; readonly text: string },
): ManifestGroup | undefined {
  const taken = new Set(joined.flatMap(mainObjects));
  const folders = new Set(joined.flatMap(foldersOf));
  const known = joined.flatMap((group) => covered(group, services));
  const words = new Set(text.match(/[a-z0-9][a-z0-9-]*/g));
  return able.find((group) => {
    if (joined.includes(group) || mainObjects(group).some((object) => taken.has(object))) return false;
    // What lies in one folder and is no one group is told apart by its authors: a whole application, and what is optional.
    if (foldersOf(group).some((folder) => folders.has(folder))) return false;
    const adds = covered(group, services).some((service) => !known.includes(service));
    return adds || hostsOf(group).some((host) => words.has(host));
  });
}

function foldersOf({ files }: ManifestGroup): string[] {
  return files.map((file) => folderOf(file.path));
}

function mainObjects({ files }: ManifestGroup): string[] {
  return files.flatMap((file) => file.objects).filter(isMainObject);
}

function hostsOf(group: ManifestGroup): string[] {
  const names = mainObjects(group).flatMap((object) => /^Service\/(.+)$/.exec(object)?.[1] ?? []);
  // `db` or `web` in a text may be anything; a host of a second place is named after what it is.
  return names.filter((name) => name.length > 3);
}

function covered(group: ManifestGroup, services: readonly string[]): string[] {
  const names = mainObjects(group).map((object) => object.slice(object.indexOf('/') + 1));
  return services.filter((service) => names.some((name) => namesAgree(service, name)));
}

async function textOf({ files: group }: ManifestGroup, files: RepositoryFiles): Promise<string> {
  let text = '';
  for (const { path } of group) {
    const content = await files.read(path);
    if (content.kind === 'text') text += `${content.text}\n`;
  }
  return text;
}
