import type { Config } from '../config.ts';
import { type Block, blockLines, type Entry, flowText, isEntry, type Line } from './entry.ts';
import type { Addition } from './extend-text.ts';

/** What parity.yaml would say of what was found. */
export interface Proposal {
  readonly environments: readonly ProposedEnvironment[];
  readonly services: readonly ProposedService[];
}

export interface ProposedEnvironment {
  readonly name: string;
  /** What describes it, a key each. */
  readonly sources: readonly Entry[];
  /** What else was found for it, and why it is not the one. */
  readonly remarks: readonly string[];
  /** Nobody can tell whether it is the one: it is written as a remark. */
  readonly isOpen: boolean;
}

export interface ProposedService {
  readonly name: string;
  readonly code: readonly string[];
  readonly local?: string;
  readonly target?: string;
  /** Why these belong together. */
  readonly reason: string;
  readonly remarks: readonly string[];
}

const SCHEMA = './node_modules/parity/schemas/parity.schema.json';
const HEAD = `# yaml-language-server: $schema=${SCHEMA}
# What parity found in this repository. \`parity check\` says the same without this file: change what is wrong, and delete
# what it may find out by itself. \`parity init\` adds what is new, and leaves what stands here as it is.
version: 1
`;

/** A whole file for a repository that has none. */
export function fileText({ environments, services }: Proposal, app: string): string {
  const sections = [section('environments', environments.map(environmentEntry)), section('services', spaced(services))];
  return [
    HEAD,
    `# app: ${flowText(app)}  # its name, where it is not the folder's\n`,
    ...sections.filter((text) => text !== '').map((text) => `\n${text}\n`),
  ].join('');
}

/** A key with nothing but remarks below it would have no value: then it is one too. */
function section(key: string, lines: readonly Line[]): string {
  if (lines.length === 0) return '';
  const text = blockLines({ lines: [{ key, value: { lines } }] }, 0);
  return (lines.some(isEntry) ? text : text.map(asRemark)).join('\n');
}

function asRemark(line: string): string {
  return `# ${line.replace(/^(\s*)# /, '$1')}`;
}

function spaced(services: readonly ProposedService[]): Line[] {
  return services.flatMap((service, at) =>
    at === 0 ? [serviceEntry(service)] : [{ blank: true }, serviceEntry(service)],
  );
}

function environmentEntry({ name, sources, remarks, isOpen }: ProposedEnvironment): Line {
  const value: Block = { lines: [...sources, ...remarks.map((remark) => ({ remark }))] };
  if (!isOpen) return { key: name, value };
  return {
    remark: blockLines({ lines: [{ key: name, value }] }, 0)
      .map((line) => line.trim())
      .join(' '),
  };
}

function serviceEntry({ name, code, local, target, reason, remarks }: ProposedService): Entry {
  const keys: Entry[] = [
    ...(code.length > 0 ? [{ key: 'code', value: code }] : []),
    ...(local === undefined ? [] : [{ key: 'local', value: local }]),
    ...(target === undefined ? [] : [{ key: 'target', value: target }]),
  ];
  const said = keys.map((key, at) => (at === keys.length - 1 ? { ...key, remark: reason } : key));
  return { key: name, value: { lines: [...said, ...remarks.map((remark) => ({ remark }))] } };
}

/** What of a proposal a file does not say yet, in the order in which it is to be added. */
export function additionsTo(config: Config, { environments, services }: Proposal): Addition[] {
  return [
    ...environments.filter(({ isOpen }) => !isOpen).flatMap((environment) => newSources(config, environment)),
    ...services.flatMap((service) => newKeys(config, service)),
  ];
}

function newSources({ environments }: Config, proposed: ProposedEnvironment): Addition[] {
  const known = environments.get(proposed.name);
  if (known !== undefined && known.sources.length > 0) return [];
  const entry = environmentEntry(proposed);
  if (known === undefined) return isEntry(entry) ? [{ path: ['environments'], entry }] : [];
  return proposed.sources.map((source) => ({ path: ['environments', proposed.name], entry: source }));
}

/** Of a service that the file has, only the side that it now has as well: what else is left out is left to inference. */
function newKeys({ services }: Config, proposed: ProposedService): Addition[] {
  const known = services.get(proposed.name);
  const isKnownElsewhere = [...services.values()].some(
    ({ local, target }) =>
      (local !== undefined && local === proposed.local) || (target !== undefined && target === proposed.target),
  );
  if (known === undefined) return isKnownElsewhere ? [] : [{ path: ['services'], entry: serviceEntry(proposed) }];
  const path = ['services', proposed.name];
  return (['local', 'target'] as const).flatMap((key) => {
    const value = proposed[key];
    return value === undefined || known[key] !== undefined ? [] : [{ path, entry: { key, value } }];
  });
}
