import type { Position } from '../text/position.ts';
import type { Declaration, Deploy, Policy } from './generated/parity-yaml.ts';
import type { DocumentPath } from './plain-tree.ts';

export type { Declaration, Deploy, Policy } from './generated/parity-yaml.ts';

/** parity.yaml, brought to one form. Maps, not objects: a name such as `__proto__` is a name. */
export interface Config {
  /** Path of the file below the repository's root. */
  readonly path: string;
  readonly app?: string;
  readonly environments: ReadonlyMap<string, EnvironmentConfig>;
  readonly services: ReadonlyMap<string, ServiceConfig>;
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

/** Keys of an environment that name files. */
export const SOURCE_KINDS = [
  'compose',
  'dotenv',
  'procfile',
  'manifests',
  'kustomize',
  'helm',
  'score',
  'taubyte',
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export interface SourceConfig {
  readonly kind: SourceKind;
  /** Files and folders below the repository's root, as written; the chart for `helm`. */
  readonly paths: readonly string[];
  /** Compose: active profiles. */
  readonly profiles?: readonly string[];
  /** Compose: files whose variables feed interpolation. */
  readonly envFiles?: readonly string[];
  /** Manifests, kustomize, helm. */
  readonly namespace?: string;
  /** Helm: values files. */
  readonly values?: readonly string[];
  /** Helm: name of the release. */
  readonly release?: string;
}

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
