import type { Position } from '../text/position.ts';
import {
  type Declaration,
  type Deploy,
  type Environment,
  type OwnRule,
  type Policy,
  SOURCE_KINDS,
} from './generated/parity-yaml.ts';
import type { DocumentPath } from './plain-tree.ts';

export {
  type Declaration,
  type Deploy,
  type OwnRule,
  type Policy,
  READ_KINDS,
  SOURCE_KINDS,
} from './generated/parity-yaml.ts';

/** parity.yaml, brought to one form. Maps, not objects: a name such as `__proto__` is a name. */
export interface Config {
  /** Path of the file below the repository's root. */
  readonly path: string;
  readonly app?: string;
  readonly environments: ReadonlyMap<string, EnvironmentConfig>;
  readonly services: ReadonlyMap<string, ServiceConfig>;
  /** Rules of the repository's own, by name. */
  readonly rules: ReadonlyMap<string, OwnRule>;
  readonly policy: Policy;
  readonly deploy: Deploy;
  /** Line and column of the key or list item that a path of the document leads to. */
  placeOf(path: DocumentPath): Position;
}

export interface EnvironmentConfig {
  /** In the order in which the file names them. */
  readonly sources: readonly SourceConfig[];
  readonly cluster?: { readonly context?: string; readonly namespace?: string };
  readonly deploy?: Deploy;
}

/** A key of an environment that names files. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** What the command line may name: files, or the cluster itself. */
export const INPUT_NAMES = [...SOURCE_KINDS, 'cluster'] as const;
export type InputName = (typeof INPUT_NAMES)[number];

/** Every option that some kind of source has besides its paths; which ones a kind has is the schema's business. */
export type SourceOptions = Omit<AllOf<OptionsOf<Environment[SourceKind]>>, PathKey>;

export interface SourceConfig extends SourceOptions {
  readonly kind: SourceKind;
  /** Files and folders below the repository's root, as written; the chart for `helm`. */
  readonly paths: readonly string[];
}

/** Keys under which the kinds of source name their files. */
export type PathKey = 'files' | 'paths' | 'path' | 'chart';

type OptionsOf<Written> = Exclude<Written, undefined | string | readonly string[]>;
type AllOf<Union> = (Union extends unknown ? (part: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** Groups of a service that declare things by name. */
export const DECLARED = ['env', 'routes', 'ports', 'storage', 'queues', 'probes', 'schedules', 'resources'] as const;
export type DeclaredGroup = (typeof DECLARED)[number];

export interface ServiceConfig {
  /** Folders of its code; undefined = to be inferred. */
  readonly code?: readonly string[];
  /** Name of its compose service. */
  readonly local?: string;
  /** `Deployment/shop-web`, optionally `Deployment/shop-web/container`. */
  readonly target?: string;
  readonly declared: Readonly<Record<DeclaredGroup, ReadonlyMap<string, Declaration>>>;
}
