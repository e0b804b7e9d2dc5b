// What the compiler of configuration refuses: `tau validate config`.
import type { Position } from '../../text/position.ts';
import { get, isNull, textOf } from '../../text/yaml.ts';
import { fieldOf, type Resource, triggerOf } from './project.ts';
import type { Group } from './resource-files.ts';
import { KEY_FIELDS } from './secret-fields.ts';

interface Need {
  readonly path: readonly string[];
  readonly older?: readonly string[];
}

const EXECUTION: readonly Need[] = ['timeout', 'memory', 'call'].map((field) => ({ path: ['execution', field] }));
const GITHUB: readonly Need[] = ['id', 'fullname'].map((field) => ({ path: ['source', 'github', field] }));

const NEEDS: Readonly<Record<Group, readonly Need[]>> = {
  databases: [{ path: ['match'] }, { path: ['storage', 'size'] }],
  domains: [{ path: ['fqdn'] }],
  functions: [{ path: ['trigger', 'type'] }, { path: ['source'] }, ...EXECUTION],
  libraries: GITHUB,
  messaging: [{ path: ['channel', 'match'] }],
  services: [{ path: ['protocol'] }],
  smartops: [{ path: ['source'] }, ...EXECUTION],
  storages: [],
  websites: [{ path: ['domains'] }, { path: ['paths'], older: ['source', 'paths'] }, ...GITHUB],
};

const OF_TRIGGER: Readonly<Record<'http' | 'pubsub' | 'p2p', readonly Need[]>> = {
  http: [
    { path: ['trigger', 'method'] },
    { path: ['trigger', 'domains'], older: ['domains'] },
    { path: ['trigger', 'paths'] },
  ],
  pubsub: [{ path: ['trigger', 'channel'] }],
  p2p: [{ path: ['trigger', 'protocol'], older: ['trigger', 'service'] }, { path: ['trigger', 'command'] }],
};

/** Reports fields that are not there, values that are not allowed, and keys that lie open in the repository. */
export function reportRefused(resource: Resource): void {
  const trigger = resource.group === 'functions' ? triggerOf(resource) : undefined;
  for (const need of [...NEEDS[resource.group], ...(trigger === undefined ? [] : OF_TRIGGER[trigger])])
    reportLack(resource, need);
  reportName(resource);
  if (resource.group === 'functions') reportTrigger(resource);
  reportSource(resource);
  reportKeys(resource);
}

function reportLack({ root, site }: Resource, { path, older }: Need): void {
  const entry = fieldOf(root, path, older);
  if (entry !== undefined && !isNull(entry.value)) return;
  const field = path.join('.');
  refuse(site, entry?.at ?? root, {
    message: `${field} is not set, without which nothing is compiled`,
    hint: `set ${field}`,
    subject: field,
  });
}

function reportName({ name, root, site }: Resource): void {
  if (/^[A-Za-z_]\w*$/.test(name)) return;
  const hint = 'rename the file with letters, digits and underscores alone';
  refuse(site, root, { message: 'the name of the file is no name for a resource', hint, subject: name });
}

function reportTrigger({ root, site }: Resource): void {
  const entry = fieldOf(root, ['trigger', 'type']);
  const type = textOf(entry?.value);
  if (entry === undefined || type === undefined || /^(https?|pubsub|p2p)$/.test(type)) return;
  refuse(site, entry.at, {
    message: `trigger.type ${type} is none of http, https, pubsub and p2p`,
    hint: type === 'pub-sub' ? 'write pubsub' : 'write one of http, https, pubsub, p2p',
    subject: 'trigger.type',
  });
}

function reportSource({ group, root, site }: Resource): void {
  const entry = group === 'functions' || group === 'smartops' ? fieldOf(root, ['source']) : undefined;
  const source = textOf(entry?.value);
  if (entry === undefined || source === undefined || /^(\.|libraries\/\w+)$/.test(source)) return;
  const hint = 'write . for inline code, or libraries/NAME';
  refuse(site, entry.at, { message: `source ${source} is neither . nor libraries/NAME`, hint, subject: 'source' });
}

function reportKeys({ root, site }: Resource): void {
  for (const path of KEY_FIELDS) {
    const entry = fieldOf(root, path);
    const text = textOf(entry?.value);
    // What names a key is no key.
    if (entry === undefined || text === undefined || text === '' || get(root, ...path)?.kind !== 'scalar') continue;
    site.report('suspicious', entry.at, {
      message: `${path.join('.')} is written out in the repository`,
      hint: 'take the key out of the repository, and renew it',
      subject: path.join('.'),
      isSecret: true,
    });
  }
}

function refuse(site: Resource['site'], at: Position, said: { message: string; hint: string; subject: string }): void {
  site.report('suspicious', at, { ...said, refused: true });
}
