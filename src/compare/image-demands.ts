import { parseImageName } from '../normalise/image-name.ts';
import type { Workload } from '../shape/workload.ts';

/** Variables one of which an image from elsewhere needs, or its entrypoint refuses to start. */
export interface ImageDemand {
  readonly oneOf: readonly string[];
}

const POSTGRES: ImageDemand = { oneOf: ['POSTGRES_PASSWORD', 'POSTGRES_PASSWORD_FILE', 'POSTGRES_HOST_AUTH_METHOD'] };
const MYSQL: ImageDemand = {
  oneOf: [
    'MYSQL_ROOT_PASSWORD',
    'MYSQL_ROOT_PASSWORD_FILE',
    'MYSQL_ALLOW_EMPTY_PASSWORD',
    'MYSQL_RANDOM_ROOT_PASSWORD',
  ],
};
const MARIADB: ImageDemand = {
  oneOf: [
    'MARIADB_ROOT_PASSWORD',
    'MARIADB_ROOT_PASSWORD_FILE',
    'MARIADB_ROOT_PASSWORD_HASH',
    'MARIADB_ROOT_PASSWORD_HASH_FILE',
    'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD',
    'MARIADB_RANDOM_ROOT_PASSWORD',
    ...MYSQL.oneOf,
  ],
};

/** By repository, without the registry: mirrors carry the same images. */
const DEMANDS: Readonly<Record<string, readonly ImageDemand[]>> = {
  'library/postgres': [POSTGRES],
  'postgis/postgis': [POSTGRES],
  'pgvector/pgvector': [POSTGRES],
  'timescale/timescaledb': [POSTGRES],
  'library/mysql': [MYSQL],
  'library/percona': [MYSQL],
  'library/mariadb': [MARIADB],
  'mssql/server': [{ oneOf: ['ACCEPT_EULA'] }, { oneOf: ['MSSQL_SA_PASSWORD', 'SA_PASSWORD'] }],
};

/** What the image of a container needs to start; nothing for images that are not known, or another entrypoint. */
export function imageDemands(workload: Workload): readonly ImageDemand[] {
  const name = workload.image && parseImageName(workload.image.text);
  if (name === undefined || workload.entrypoint !== undefined) return [];
  return Object.entries(DEMANDS).find(([repository]) => repository === name.repository)?.[1] ?? [];
}

/**
 * Variables that stand for each other in an image: one of them is enough. Images that are built on a known one keep
 * its entrypoint, and the names are its own.
 */
export function alternativesIn(workload: Workload, name: string): readonly string[] {
  const demands = [...imageDemands(workload), ...Object.values(DEMANDS).flat()];
  return demands.find(({ oneOf }) => oneOf.includes(name))?.oneOf ?? [];
}
