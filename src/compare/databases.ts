import { type EffectiveService, findConfig } from '../effective/service.ts';
import type { Origin } from '../shape/origin.ts';
import { resolveCodeValue } from './code-value.ts';
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
/** Where images of databases look for scripts that run when the data is new. */
const START_SCRIPTS = /^\/(docker-entrypoint-initdb\.d|docker-entrypoint-preinitdb\.d)(\/|$)/;
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
  const [onlyServer] = databaseServers.length === 1 ? databaseServers : [];
  const inCode = pair.code.stores.flatMap(({ kind, system, name, at }) => {
    const resolved = kind === 'database' && SCHEMES.test(system) ? resolveCodeValue(name, service) : undefined;
    if (resolved?.kind !== 'known' || resolved.variable !== undefined || !/^[\w$-]+$/.test(resolved.text)) return [];
    return [{ name: resolved.text, at, server: onlyServer }];
  });
  return [...inUrls, ...named, ...inCode];
}

/**
 * Whether something else of a side may create a database: a start script of the server, read as far as it can be, or a
 * command that says so.
 */
export function mayBeCreated(name: string, server: EffectiveService, side: Side): boolean {
  const starts = server.workload.mounts.filter(({ path }) => START_SCRIPTS.test(path));
  const isByScript = starts.some(({ source }) => {
    if (source.kind !== 'config') return true;
    const object = findConfig(side.facts, source.object, source.objectName, server.workload.namespace);
    const texts = object?.entries.map(({ value }) => plainText(value)) ?? [undefined];
    return object?.complete !== true || texts.some((text) => text === undefined || text.includes(name));
  });
  const isInImage = server.image?.holds.some(({ destination }) => START_SCRIPTS.test(destination)) ?? false;
  const isByCommand = side.containers.some(({ workload }) => {
    const text = [...(workload.entrypoint?.words ?? []), ...(workload.command?.words ?? [])].join(' ');
    return /createdb|create\s+database/i.test(text) && text.includes(name);
  });
  return isByScript || isInImage || isByCommand;
}

function isBehind(service: EffectiveService, selector: Readonly<Record<string, string>> | undefined): boolean {
  const wanted = Object.entries(selector ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => service.workload.labels[key] === value);
}
