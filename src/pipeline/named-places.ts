import { posix } from 'node:path';
import { type Config, type EnvironmentConfig, INPUT_NAMES, type SourceConfig } from '../config/config.ts';
import { type Inventory, withFiles } from '../discovery/inventory.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import type { ModelRequest } from './model.ts';

/** What names the sides, with every path as seen from the root, and the files that are there for it. */
export interface NamedPlaces {
  readonly config: Config | undefined;
  readonly local: readonly string[];
  readonly target: readonly string[];
  /** With the files of named places outside the repository. */
  readonly inventory: Inventory;
}

/**
 * Paths of the command line and of parity.yaml may be absolute and may lead outside the repository: what they name there
 * is read, and nothing else there.
 */
export async function namedPlaces(
  request: ModelRequest,
  inventory: Inventory,
  files: RepositoryFiles,
): Promise<NamedPlaces> {
  const outside = new Set<string>();
  const place = (path: string) => {
    const seen = posix.isAbsolute(path) ? posix.relative(request.root, path) || '.' : path;
    const clean = posix.normalize(seen).replace(/(.)\/$/, '$1');
    if (!isOutside(clean)) return posix.isAbsolute(path) ? clean : path;
    outside.add(clean);
    return clean;
  };
  const local = request.local.map((spec) => specPlaces(spec, place));
  const target = request.target.map((spec) => specPlaces(spec, place));
  const config = request.config && configPlaces(request.config, place);
  const granted: string[] = [];
  for (const path of outside) granted.push(...((await files.grant?.(path)) ?? []));
  return { config, local, target, inventory: granted.length === 0 ? inventory : withFiles(inventory, granted) };
}

function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../');
}

function specPlaces(spec: string, place: (path: string) => string): string {
  const prefix = INPUT_NAMES.find((kind) => spec.startsWith(`${kind}:`));
  if (prefix === 'cluster') return spec;
  const start = prefix === undefined ? '' : `${prefix}:`;
  return `${start}${spec.slice(start.length).split(',').map(place).join(',')}`;
}

function configPlaces(config: Config, place: (path: string) => string): Config {
  const sourcePlaces = (source: SourceConfig): SourceConfig => ({
    ...source,
    paths: source.paths.map(place),
    ...(source.envFiles && { envFiles: source.envFiles.map(place) }),
    ...(source.values && { values: source.values.map(place) }),
  });
  const environments = [...config.environments].map(([name, environment]): [string, EnvironmentConfig] => [
    name,
    { ...environment, sources: environment.sources.map(sourcePlaces) },
  ]);
  return { ...config, environments: new Map(environments) };
}
