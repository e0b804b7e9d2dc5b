import type { EffectiveService } from '../effective/service.ts';
import type { Origin } from '../shape/origin.ts';
import type { Comparison, ServicePair, Side } from './comparison.ts';
import { dependenciesOf } from './dependencies.ts';
import { plainText } from './variables.ts';

/** A database that a service wants to find on a server. */
export interface WantedDatabase {
  readonly name: string;
  readonly variable?: string;
  readonly at: Origin;
  /** The pair whose container is the server, where the host leads to one. */
  readonly server: ServicePair | undefined;
}

const CREATES = [
  'POSTGRES_DB',
  'POSTGRESQL_DATABASE',
  'MYSQL_DATABASE',
  'MARIADB_DATABASE',
  'MONGO_INITDB_DATABASE',
  'MONGODB_DATABASE',
];
const NAME_VARIABLE =
  /(^|_)(DB|DATABASE)_?NAME$|^(PGDATABASE|POSTGRES_DB|MYSQL_DATABASE|DATABASE|DB_DATABASE)$|_(DB|DATABASE)$/i;
const SCHEMES = /^(postgres|postgresql|mysql|mariadb|mysql2|sqlserver)/;

/** The database that a server's own environment has it create; the image's rule for what it takes by default. */
export function createdDatabase(server: EffectiveService): { name: string; at: Origin } | undefined {
  for (const variable of CREATES) {
    const found = server.environment.variables.get(variable);
    const text = plainText(found?.value);
    if (found !== undefined && text !== undefined && text !== '') return { name: text, at: found.at };
  }
  // The image creates a database called like the user.
  const user = server.environment.variables.get('POSTGRES_USER');
  const text = plainText(user?.value);
  return user !== undefined && text !== undefined && text !== '' ? { name: text, at: user.at } : undefined;
}

/** The databases a service is told to use on one side. */
export function wantedDatabases(
  pair: ServicePair,
  service: EffectiveService,
  around: { side: Side; comparison: Comparison },
): WantedDatabase[] {
  const { side, comparison } = around;
  const serverOf = (host: string): ServicePair | undefined => {
    const resolution = side.network.resolve(host, service.workload);
    if (resolution.kind !== 'service') return undefined;
    const wanted = resolution.service;
    return comparison.services.find((other) => {
      const runs = side === comparison.local ? other.local : other.target;
      if (runs === undefined) return false;
      return wanted.kind === 'compose' ? runs.workload.name === wanted.name : isBehind(runs, wanted.selector);
    });
  };
  const dependencies = dependenciesOf(service, pair.code);
  const inUrls = dependencies.flatMap(({ endpoint, variable, at }) => {
    const name = (endpoint.path ?? '').replace(/^\//, '');
    if (endpoint.scheme === undefined || !SCHEMES.test(endpoint.scheme) || !/^[\w$-]+$/.test(name)) return [];
    return [{ name, at, server: serverOf(endpoint.host), ...(variable !== undefined && { variable }) }];
  });
  const servers = dependencies.flatMap(({ endpoint }) => serverOf(endpoint.host) ?? []);
  const databaseServers = [...new Set(servers)].filter((other) => {
    const runs = side === comparison.local ? other.local : other.target;
    return runs !== undefined && createdDatabase(runs) !== undefined;
  });
  const named = [...service.environment.variables.values()].flatMap((variable) => {
    const text = plainText(variable.value);
    if (
      !NAME_VARIABLE.test(variable.name) ||
      variable.from === 'image' ||
      text === undefined ||
      !/^[\w$-]+$/.test(text) ||
      /^\d+$/.test(text)
    )
      return [];
    if (/REDIS|MONGO|CACHE|VALKEY/i.test(variable.name)) return [];
    return [
      {
        name: text,
        variable: variable.name,
        at: variable.at,
        server: databaseServers.length === 1 ? databaseServers[0] : undefined,
      },
    ];
  });
  return [...inUrls, ...named];
}

function isBehind(service: EffectiveService, selector: Readonly<Record<string, string>> | undefined): boolean {
  const wanted = Object.entries(selector ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => service.workload.labels[key] === value);
}
