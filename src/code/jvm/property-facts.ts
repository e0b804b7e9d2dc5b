import type {
  CodeFacts,
  FileUse,
  ListenPort,
  OutboundCall,
  QueueUse,
  ServedRoute,
  StoreUse,
} from '../../shape/code-facts.ts';
import { type AssembledText, codeValue, concat, fixed, literalOf } from '../assembled-text.ts';
import { shown, shownText } from '../shown-text.ts';
import { defaultOf, targetValue } from '../stand-in.ts';
import { FILES, LISTENS, PAIRS, QUEUES, STORES, URLS } from './property-fact-table.ts';
import { canonicalKey } from './property-names.ts';
import { expanded, type Property, propertiesNamed, propertyValue } from './property-table.ts';
import { routePath } from './route-path.ts';
import type { SettingsReading } from './settings.ts';

type SettingsFacts = Pick<CodeFacts, 'listens' | 'routes' | 'calls' | 'queues' | 'stores' | 'files'>;

/** What the properties of a file say of ports, hosts, queues, databases and files. */
export function propertyFacts(reading: SettingsReading): SettingsFacts {
  const leading = reading.properties.filter((property) => isLeading(property, reading));
  return {
    listens: leading.flatMap((property) => listensOf(property, reading)),
    routes: reading.properties.flatMap(gatewayRoutes),
    calls: leading.flatMap((property) => [...urlCalls(property, reading), ...pairCalls(property, reading)]),
    queues: leading.flatMap((property) => queuesOf(property, reading)),
    stores: leading.flatMap((property) => storesOf(property, reading)),
    files: leading.flatMap((property) => filesOf(property, reading)),
  };
}

/** Of all lines for one property one speaks for them: that without a profile, else the first. */
function isLeading(property: Property, { table }: SettingsReading): boolean {
  const all = propertiesNamed(table, property.key);
  const leader = all.findLast(({ profile }) => profile === undefined) ?? all[0];
  return leader === property;
}

function valueIn({ key }: Property, { table }: SettingsReading): AssembledText {
  return propertyValue(table, key);
}

function listensOf(property: Property, reading: SettingsReading): ListenPort[] {
  const row = LISTENS.find(({ key }) => key.test(property.key));
  if (row === undefined) return [];
  const text = valueIn(property, reading);
  if (/^(0|-1|)$/.test(property.text.trim())) return [];
  const host = row.host && propertiesNamed(reading.table, row.host)[0];
  const address = host && propertyValue(reading.table, host.key);
  const isAll = address && /^(0\.0\.0\.0|::|\[::\])$/.test(defaultOf(address) ?? '');
  const found: ListenPort = {
    port: shownText(text, reading.context.secrets),
    ...(address && !isAll && { host: shownText(address, reading.context.secrets) }),
    at: property.valueAt,
  };
  return [found, ...besideManagement(property, reading)];
}

/** A port of its own for management says that there is another one, which nobody needs to name. */
function besideManagement({ key, valueAt }: Property, { table, context }: SettingsReading): ListenPort[] {
  if (key !== 'management.server.port' || propertiesNamed(table, 'server.port').length > 0) return [];
  return [{ port: shownText(propertyValue(table, 'server.port', fixed('8080')), context.secrets), at: valueAt }];
}

function urlCalls(property: Property, reading: SettingsReading): OutboundCall[] {
  const row = URLS.find(({ key }) => key.test(property.key));
  if (row === undefined) return [];
  const text = valueIn(property, reading);
  const protocol = row.protocol === 'sql' ? sqlProtocol(property, reading) : row.protocol;
  if (protocol === undefined) return [];
  const shownDefault = defaultOf(expanded(reading.table, property.text)) ?? '';
  // Found by discovery, or no place at all.
  if (/^(lb|no|stork|forward|classpath|file|optional:file):/.test(shownDefault) || /^\/|^$/.test(property.text))
    return [];
  const target = targetValue(text);
  return target.kind === 'computed'
    ? []
    : [{ target: shown(target, reading.context.secrets), protocol, at: property.valueAt }];
}

const DRIVERS: Readonly<Record<string, string>> = {
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
  sqlserver: 'sqlserver',
  mssql: 'sqlserver',
  oracle: 'oracle',
  clickhouse: 'clickhouse',
};
/** Databases inside the process, and those that a test library starts. */
const INNER = /(jdbc|r2dbc):(h2|hsqldb|derby|sqlite|tc|pool:h2)\b/;

/** What the URL of a database speaks; undefined for one inside the process. */
function sqlProtocol({ key, text }: Property, { table }: SettingsReading): string | undefined {
  const whole = defaultOf(expanded(table, text)) ?? text;
  if (INNER.test(whole)) return undefined;
  const scheme =
    /(?:jdbc|r2dbc|vertx-reactive):(?:pool:|otel:|p6spy:|aws-wrapper:)?(\w+)/.exec(whole)?.[1] ??
    /^(\w+):\/\//.exec(whole)?.[1];
  if (scheme !== undefined) return DRIVERS[scheme] ?? 'sql';
  const beside = key.replace(/(jdbc\.url|reactive\.url|jdbc-url|url)$/i, '');
  const driver =
    ['driver-class-name', 'db-kind', 'driver'].flatMap((name) => propertiesNamed(table, beside + name))[0]?.text ?? '';
  return Object.entries(DRIVERS).find(([name]) => driver.toLowerCase().includes(name))?.[1] ?? 'sql';
}

/** `spring.data.redis.host` with its port beside it. */
function pairCalls(property: Property, reading: SettingsReading): OutboundCall[] {
  const row = PAIRS.find(({ host }) => host.test(property.key));
  if (row === undefined || property.text.trim() === '') return [];
  const portKey = property.key.replace(/(host|hosts|contact-?points)$/i, 'port');
  const port = propertiesNamed(reading.table, portKey).length > 0 ? portKey : undefined;
  const standard = fixed(row.standard);
  const text = concat([
    valueIn(property, reading),
    fixed(':'),
    port === undefined ? propertyValue(reading.table, portKey, standard) : propertyValue(reading.table, port),
  ]);
  const target = codeValue(/:\d+$/.test(property.text) ? valueIn(property, reading) : text);
  return target.kind === 'computed'
    ? []
    : [{ target: shown(target, reading.context.secrets), protocol: row.protocol, at: property.valueAt }];
}

function queuesOf(property: Property, reading: SettingsReading): QueueUse[] {
  const channel = channelOf(property, reading);
  if (channel) return [channel];
  const row = QUEUES.find(({ key }) => key.test(property.key));
  if (row === undefined || property.text === '') return [];
  const role = typeof row.role === 'string' ? row.role : row.role(property.key);
  const system = row.system ?? systemOf(property, reading);
  if (role === undefined) return [];
  const whole = literalOf(valueIn(property, reading)) === undefined && !property.text.includes(',');
  const names = whole ? [valueIn(property, reading)] : property.text.split(',').map((name) => fixed(name.trim()));
  return names.map((name) => ({
    name: shownText(name, reading.context.secrets),
    role,
    system,
    at: property.valueAt,
  }));
}

/** A channel without a topic or queue of its own goes to the one of its name. */
function channelOf(property: Property, reading: SettingsReading): QueueUse | undefined {
  const match = /^(mp\.messaging\.(incoming|outgoing)\.([\w-]+))\.connector$/.exec(property.key);
  if (match === null || !/kafka|rabbit|amqp/.test(property.text)) return undefined;
  const [, start = '', direction, name = ''] = match;
  const isNamed = ['topic', 'topics', 'queue.name', 'exchange.name', 'address'].some(
    (each) => propertiesNamed(reading.table, `${start}.${each}`).length > 0,
  );
  const role = direction === 'incoming' ? 'consume' : 'produce';
  const value = { kind: 'literal', text: name } as const;
  return isNamed ? undefined : { name: value, role, system: systemOf(property, reading), at: property.at };
}

/** The broker behind a stream or a channel: as its connector says, else as the other properties do. */
function systemOf({ key }: Property, { table }: SettingsReading): string {
  const connector =
    propertiesNamed(table, key.replace(/^(mp\.messaging\.\w+\.[\w-]+)\..*$/, '$1.connector'))[0]?.text ?? '';
  const all = [connector, ...table.all.keys()].join('\n');
  const start = canonicalKey(key).startsWith('spring') ? all : connector;
  if (/rabbit|amqp/.test(connector)) return 'amqp';
  if (/kafka/.test(connector)) return 'kafka';
  if (/spring\.(cloud\.stream\.)?rabbit/.test(start)) return 'amqp';
  return 'kafka';
}

function storesOf(property: Property, reading: SettingsReading): StoreUse[] {
  const row = STORES.find(({ key }) => key.test(property.key));
  if (row === undefined || property.text === '') return [];
  const name = shownText(valueIn(property, reading), reading.context.secrets);
  return [{ kind: row.kind, name, system: row.system, at: property.valueAt }];
}

function filesOf(property: Property, reading: SettingsReading): FileUse[] {
  const row = FILES.find(({ key }) => key.test(property.key));
  if (row === undefined) return [];
  const text = literalOf(expanded(reading.table, property.text)) ?? '';
  return text.split(',').flatMap((each): FileUse[] => {
    const path = each
      .trim()
      .replace(/^optional:/, '')
      .replace(/^(file|configtree):(\/\/)?/, '');
    const isOutside = /^\/\w/.test(path) && !/^optional:/.test(each.trim());
    return isOutside ? [{ path: { kind: 'literal', text: path }, mode: row.mode, at: property.valueAt }] : [];
  });
}

/** `Path=/api/cart/**` of Spring Cloud Gateway. */
function gatewayRoutes({ key, text, valueAt }: Property): ServedRoute[] {
  if (!/^spring\.cloud\.gateway\.([\w.]+\.)?routes\[\d+\]\.predicates(\[\d+\])?$/.test(key)) return [];
  const [, listed = ''] = /(?:^|,)\s*Path=(.*)$/.exec(text) ?? [];
  const paths = listed.split(',').map((path) => path.trim());
  return paths
    .filter((path) => path.startsWith('/'))
    .map((path) => ({ method: '*', path: routePath(path), at: valueAt }));
}
