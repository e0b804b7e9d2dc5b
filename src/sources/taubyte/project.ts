import { entryOf, get, itemsOf, textOf, type YamlEntry, type YamlMap } from '../../text/yaml.ts';
import type { Site } from '../kubernetes/manifest-object.ts';
import type { Group, ResourceName } from './resource-files.ts';

/** One resource of a project. */
export interface Resource extends ResourceName {
  /** `functions/backend/getCanvas`. */
  readonly id: string;
  readonly path: string;
  readonly root: YamlMap;
  readonly site: Site;
}

export interface Project {
  /** Folder of the configuration repository. */
  readonly folder: string;
  readonly resources: readonly Resource[];
}

/** What a resource finds under a name: of its own application first, then of the whole project. */
export function findResource(
  project: Project,
  from: Resource,
  { group, name }: { group: Group; name: string },
): Resource | undefined {
  const named = project.resources.filter((other) => other.group === group && other.name === name);
  return (
    named.find(({ application }) => application === from.application) ??
    named.find(({ application }) => application === undefined)
  );
}

/** Whether a resource can be used by another one: it is the application's own, or the project's. */
export function isInScope({ application }: Resource, from: Resource): boolean {
  return application === undefined || application === from.application;
}

/** A field at its path; the older path counts only where the field itself is not there. */
export function fieldOf(root: YamlMap, path: readonly string[], older: readonly string[] = []): YamlEntry | undefined {
  const [last = ''] = path.slice(-1);
  const found = entryOf(get(root, ...path.slice(0, -1)), last);
  if (found !== undefined || older.length === 0) return found;
  return fieldOf(root, older);
}

/** The texts of a list, each with its place. */
export function textsOf(entry: YamlEntry | undefined): { readonly text: string; readonly at: YamlEntry['at'] }[] {
  return itemsOf(entry?.value).flatMap((item) => {
    const text = textOf(item);
    return text === undefined ? [] : [{ text, at: item }];
  });
}

/** Names of the domains that a function or a website answers under. */
export function domainsOf({ group, root }: Resource): ReturnType<typeof textsOf> {
  return textsOf(
    group === 'websites' ? fieldOf(root, ['domains']) : fieldOf(root, ['trigger', 'domains'], ['domains']),
  );
}

/** Paths of a function or a website. */
export function pathsOf({ group, root }: Resource): ReturnType<typeof textsOf> {
  return textsOf(
    group === 'websites' ? fieldOf(root, ['paths'], ['source', 'paths']) : fieldOf(root, ['trigger', 'paths']),
  );
}

/** `http`, `https`, `pubsub` or `p2p` of a function; undefined for anything else. */
export function triggerOf({ root }: Resource): 'http' | 'pubsub' | 'p2p' | undefined {
  const type = textOf(get(root, 'trigger', 'type'));
  if (type === 'http' || type === 'https') return 'http';
  // `pub-sub` is what older tools wrote.
  return type === 'pubsub' || type === 'pub-sub' ? 'pubsub' : type === 'p2p' ? 'p2p' : undefined;
}
