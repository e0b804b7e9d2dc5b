import { nearest } from '../../text/nearest.ts';
import type { Position } from '../../text/position.ts';
import { get, textOf } from '../../text/yaml.ts';
import { domainsOf, fieldOf, findResource, isInScope, type Project, type Resource, triggerOf } from './project.ts';
import type { Group } from './resource-files.ts';

/** Reports what a resource names and its project does not have: domains, libraries, channels, protocols. */
export function reportReferences(resource: Resource, project: Project): void {
  for (const { text, at } of domainsOf(resource)) reportMissing({ resource, project, at }, 'domains', text);
  const source = fieldOf(resource.root, ['source']);
  const library = /^libraries\/(\w+)$/.exec(textOf(source?.value) ?? '')?.[1];
  if (source !== undefined && library !== undefined)
    reportMissing({ resource, project, at: source.at }, 'libraries', library);
  if (resource.group !== 'functions') return;
  if (triggerOf(resource) === 'pubsub') reportUnmatched({ resource, project }, CHANNEL);
  if (triggerOf(resource) === 'p2p') reportUnmatched({ resource, project }, PROTOCOL);
}

interface Place {
  readonly resource: Resource;
  readonly project: Project;
  readonly at: Position;
}

function reportMissing({ resource, project, at }: Place, group: Group, name: string): void {
  if (findResource(project, resource, { group, name }) !== undefined) return;
  const known = project.resources.filter((other) => other.group === group && isInScope(other, resource));
  const near = nearest(
    name,
    known.map((other) => other.name),
  );
  resource.site.report('suspicious', at, {
    message: `${name} is named, and there is no ${group}/${name}.yaml in its application or project`,
    hint:
      near === undefined
        ? `add ${group}/${name}.yaml, or name another one`
        : `write ${near}, or add ${group}/${name}.yaml`,
    subject: name,
    refused: true,
  });
}

/** What a trigger waits for, and what brings it: both say the same text, a leading `/` included. */
interface Wire {
  readonly what: string;
  readonly path: readonly string[];
  readonly older?: readonly string[];
  readonly group: Group;
  readonly match: readonly string[];
  readonly regex?: readonly string[];
}

const CHANNEL: Wire = {
  what: 'channel',
  path: ['trigger', 'channel'],
  group: 'messaging',
  match: ['channel', 'match'],
  regex: ['channel', 'regex'],
};
const PROTOCOL: Wire = {
  what: 'protocol',
  path: ['trigger', 'protocol'],
  older: ['trigger', 'service'],
  group: 'services',
  match: ['protocol'],
};

function reportUnmatched({ resource, project }: Omit<Place, 'at'>, wire: Wire): void {
  const entry = fieldOf(resource.root, wire.path, wire.older);
  const wanted = textOf(entry?.value);
  if (entry === undefined || wanted === undefined) return;
  const others = project.resources.filter((other) => other.group === wire.group && isInScope(other, resource));
  const texts = others.flatMap(({ root }) => textOf(get(root, ...wire.match)) ?? []);
  // A pattern may meet it: which dialect it is in, the platform decides.
  const isOpen = others.some(({ root }) => wire.regex && textOf(get(root, ...wire.regex)) === 'true');
  if (texts.includes(wanted) || isOpen) return;
  const near = nearest(wanted, texts);
  resource.site.report('suspicious', entry.at, {
    message: `the function waits for ${wire.what} ${wanted}, which nothing under ${wire.group} brings`,
    hint:
      near === undefined ? `add it under ${wire.group}, or correct the name` : `write ${near} as ${wire.group} has it`,
    subject: wanted,
  });
}
