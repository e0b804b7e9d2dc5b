/** The groups of resources that a project, or an application of it, has folders for. */
export const GROUPS = [
  'databases',
  'domains',
  'functions',
  'libraries',
  'messaging',
  'services',
  'smartops',
  'storages',
  'websites',
] as const;
export type Group = (typeof GROUPS)[number];

const RESOURCE = new RegExp(`^(?:applications/([^/]+)/)?(${GROUPS.join('|')})/([^/]+)\\.yaml$`);
const CONFIG = /^(?:applications\/[^/]+\/)?config\.yaml$/;

export interface ResourceName {
  readonly group: Group;
  /** The file's own: resources have no other name. */
  readonly name: string;
  /** Undefined for what the whole project shares. */
  readonly application?: string;
}

/** What a path below the folder of a project is the file of; undefined for everything else that lies there. */
export function resourceNameOf(path: string): ResourceName | undefined {
  const [, application, group, name] = RESOURCE.exec(path) ?? [];
  const known = GROUPS.find((each) => each === group);
  if (known === undefined || name === undefined) return undefined;
  return { group: known, name, ...(application !== undefined && { application }) };
}

export function isResourceFile(path: string): boolean {
  return CONFIG.test(path) || RESOURCE.test(path);
}
