import {
  type Config,
  DECLARED,
  type EnvironmentConfig,
  type ServiceConfig,
  SOURCE_KINDS,
  type SourceConfig,
  type SourceKind,
} from './config.ts';
import type { Declaration, Environment, OwnRule, ParityYaml, Service } from './generated/parity-yaml.ts';

/** The document in one form: short forms written out, maps instead of objects. */
export function normaliseConfig(document: ParityYaml, path: string): Omit<Config, 'placeOf'> {
  return {
    path,
    ...(document.app !== undefined && { app: document.app }),
    environments: mapOf(document.environments, environmentOf),
    services: mapOf(document.services, serviceOf),
    rules: mapOf<OwnRule, OwnRule>(document.rules, (value) => value),
    policy: document.policy ?? {},
    deploy: document.deploy ?? {},
  };
}

function mapOf<From, To>(source: Readonly<Record<string, From>> | undefined, convert: (value: From) => To) {
  return new Map(Object.entries(source ?? {}).map(([name, value]) => [name, convert(value)] as const));
}

function environmentOf(environment: Environment): EnvironmentConfig {
  const keys = Object.keys(environment);
  const kinds = SOURCE_KINDS.filter((kind) => environment[kind] !== undefined);
  kinds.sort((a, b) => keys.indexOf(a) - keys.indexOf(b));
  return {
    sources: kinds.map((kind) => sourceOf(kind, environment[kind] ?? [])),
    ...(environment.cluster && { cluster: environment.cluster }),
    ...(environment.deploy && { deploy: environment.deploy }),
  };
}

type Written = NonNullable<Environment[SourceKind]>;

function sourceOf(kind: SourceKind, written: Written): SourceConfig {
  if (typeof written === 'string') return { kind, paths: [written] };
  if (isList(written)) return { kind, paths: written };
  const { files, paths, path, chart, ...options }: Options = written;
  return { kind, paths: files ?? paths ?? [path ?? chart ?? []].flat(), ...options };
}

/** Every option of every kind of source; which ones a kind has is the schema's business. */
interface Options extends Omit<SourceConfig, 'kind' | 'paths'> {
  readonly files?: readonly string[];
  readonly paths?: readonly string[];
  readonly path?: string;
  readonly chart?: string;
}

function isList(written: Written): written is readonly string[] {
  return Array.isArray(written);
}

function serviceOf(service: Service): ServiceConfig {
  const declared = DECLARED.map((group) => [group, mapOf<Declaration, Declaration>(service[group], (value) => value)]);
  return {
    ...(service.code !== undefined && { code: [service.code].flat() }),
    ...(service.local !== undefined && { local: service.local }),
    ...(service.target !== undefined && { target: service.target }),
    // The keys are exactly those of DECLARED.
    declared: Object.fromEntries(declared) as ServiceConfig['declared'],
  };
}
