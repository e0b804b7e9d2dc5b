import { type EffectiveService, findConfig } from '../effective/service.ts';
import { selects } from '../pairing/similarity.ts';
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
export const START_SCRIPTS = /^\/(docker-entrypoint-initdb\.d|docker-entrypoint-preinitdb\.d)(\/|$)/;
const NAME = /^[\w$-]+$/;
const SCHEMES = /^(postgres|postgresql|mysql|mariadb|mysql2|sqlserver)/;

/** The database that a server's own environment has it create; the image's rule for what it takes by default. */
export function createdDatabase(server: EffectiveService): { name: string; at: Origin } | undefined {
  const { variables, openImports } = server.environment;
  const given = CREATES.flatMap((variable) => variables.get(variable) ?? []).find(
    ({ value }) => plainText(value) !== '',
  );
  // Without a name the image creates a database called like the user.
  const named = given ?? (openImports.length > 0 ? undefined : variables.get('POSTGRES_USER'));
  const name = plainText(named?.value);
  return named === undefined || name === undefined || name === '' ? undefined : { name, at: named.at };
}

/** The databases a service is told to use on one side, or has in its code. */
export function wantedDatabases(
  pair: ServicePair,
  service: EffectiveService,
  around: { side: Side; comparison: Comparison },
): WantedDatabase[] {
  const serverOf = (host: string) => serverAt(host, service, around);
  const dependencies = dependenciesOf(service, pair.code);
  const inUrls = dependencies.flatMap(({ endpoint, variable, at }) => {
    const name = (endpoint.path ?? '').replace(/^\//, '');
    if (endpoint.scheme === undefined || !SCHEMES.test(endpoint.scheme) || !NAME.test(name)) return [];
    return [{ name, at, server: serverOf(endpoint.host), ...(variable !== undefined && { variable }) }];
  });
  // A bare name says nothing of its server: only where there is one, it is that one's.
  const servers = new Set(dependencies.flatMap(({ endpoint }) => serverOf(endpoint.host) ?? []));
  const [only, ...more] = [...servers].filter((other) => {
    const runs = runningOn(other, around);
    return runs !== undefined && createdDatabase(runs) !== undefined;
  });
  const server = more.length === 0 ? only : undefined;
  return [...inUrls, ...[...namedIn(service), ...inCode(pair, service)].map((named) => ({ ...named, server }))];
}

function serverAt(
  host: string,
  service: EffectiveService,
  around: { side: Side; comparison: Comparison },
): ServicePair | undefined {
  const resolution = around.side.network.resolve(host, service.workload);
  if (resolution.kind !== 'service') return undefined;
  const wanted = resolution.service;
  return around.comparison.services.find((other) => {
    const runs = runningOn(other, around);
    if (runs === undefined) return false;
    return wanted.kind === 'compose' ? runs.workload.name === wanted.name : selects(wanted, runs.workload);
  });
}

function runningOn(pair: ServicePair, { side, comparison }: { side: Side; comparison: Comparison }) {
  return side === comparison.local ? pair.local : pair.target;
}

type NamedDatabase = Omit<WantedDatabase, 'server'>;

/** Variables that name a database of a server which must be there before: not those of Redis or MongoDB. */
function namedIn({ environment }: EffectiveService): NamedDatabase[] {
  return [...environment.variables.values()].flatMap(({ name: variable, value, from, at }) => {
    const name = plainText(value);
    if (!NAME_VARIABLE.test(variable) || /REDIS|MONGO|CACHE|VALKEY/i.test(variable) || from === 'image') return [];
    return name === undefined || !NAME.test(name) || /^\d+$/.test(name) ? [] : [{ name, variable, at }];
  });
}

/** Databases that the code itself names. */
function inCode({ code }: ServicePair, service: EffectiveService): NamedDatabase[] {
  return code.stores.flatMap(({ kind, system, name, at }) => {
    const resolved = kind === 'database' && SCHEMES.test(system) ? resolveCodeValue(name, service) : undefined;
    if (resolved?.kind !== 'known' || resolved.variable !== undefined || !NAME.test(resolved.text)) return [];
    return [{ name: resolved.text, at }];
  });
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
