import type { OutboundCall, StoreUse } from '../../shape/code-facts.ts';
import { hostAndPort, urlTarget } from './call-values.ts';
import { type ClientFacts, protocolOf } from './clients.ts';
import type { Reading } from './reading.ts';
import { factValue } from './shown.ts';
import { stringText } from './strings.ts';
import { childOf, type PyNode } from './syntax.ts';

/** Names of settings that hold the URL of something, as Django, Flask and Celery read them. */
const URL_SETTINGS: readonly (readonly [RegExp, string])[] = [
  [/^(CELERY_)?(BROKER_URL|broker_url|RESULT_BACKEND|result_backend)$/, 'celery'],
  [/^SQLALCHEMY_DATABASE_URI$/, 'sql'],
  [/^(MONGO_URI|MONGODB_URI)$/, 'mongodb'],
];

/** What settings name: `DATABASES`, `CACHES`, `CELERY_BROKER_URL`, `app.config['SQLALCHEMY_DATABASE_URI']`. */
export function settingsModule(reading: Reading): ClientFacts {
  const { module } = reading;
  const calls: OutboundCall[] = [];
  const stores: StoreUse[] = [];
  for (const [target, assignments] of module.assignments) {
    const name = /^\w+$/.test(target) ? target : (/(?:\[["']|\.)(\w+)(?:["']\])?$/.exec(target)?.[1] ?? '');
    const setting = URL_SETTINGS.find(([pattern]) => pattern.test(name));
    for (const { value } of assignments) {
      if (setting) calls.push(...urlSetting(reading, value, setting[1]));
      if (value.type !== 'dictionary') continue;
      if (target === 'DATABASES') addDatabases(reading, value, { calls, stores });
      if (target === 'CACHES') calls.push(...cacheCalls(reading, value));
    }
  }
  return { calls, stores };
}

function urlSetting(reading: Reading, value: PyNode, protocol: string): OutboundCall[] {
  const target = urlTarget(reading, value);
  const isLocal = target?.kind === 'literal' && !target.text.includes('://');
  if (target === undefined || isLocal || (target.kind === 'literal' && target.text.startsWith('sqlite'))) return [];
  return [{ target, protocol: protocolOf(protocol, target), at: reading.module.originOf(value) }];
}

const ENGINES: readonly (readonly [RegExp, string])[] = [
  [/postg/, 'postgres'],
  [/mysql|mariadb/, 'mysql'],
  [/oracle/, 'oracle'],
  [/mssql/, 'sqlserver'],
];

function addDatabases(reading: Reading, databases: PyNode, into: { calls: OutboundCall[]; stores: StoreUse[] }): void {
  for (const pair of databases.children) {
    const entries = entriesOf(reading, childOf(pair, 'value'));
    const engine = entries.get('ENGINE');
    const text = engine ? reading.module.textOf(engine) : '';
    const system = ENGINES.find(([pattern]) => pattern.test(text))?.[1];
    if (system === undefined) continue;
    const host = entries.get('HOST');
    const name = entries.get('NAME');
    const target = host && hostAndPort(reading, host, entries.get('PORT'));
    if (host && target && target.kind !== 'computed' && !(target.kind === 'literal' && target.text === ''))
      into.calls.push({ target, protocol: system, at: reading.module.originOf(host) });
    if (name)
      into.stores.push({ kind: 'database', name: factValue(reading, name), system, at: reading.module.originOf(name) });
  }
}

function cacheCalls(reading: Reading, caches: PyNode): OutboundCall[] {
  return caches.children.flatMap((pair) => {
    const entries = entriesOf(reading, childOf(pair, 'value'));
    const location = entries.get('LOCATION');
    const backend = entries.get('BACKEND');
    const kind = /redis|memcache/i.exec(backend ? reading.module.textOf(backend) : '')?.[0].toLowerCase();
    const target = kind ? urlTarget(reading, location) : undefined;
    if (location === undefined || target === undefined) return [];
    return [{ target, protocol: kind === 'memcache' ? 'memcached' : 'redis', at: reading.module.originOf(location) }];
  });
}

/** A dictionary's values by their text keys. */
export function entriesOf(reading: Reading, node: PyNode | undefined): Map<string, PyNode> {
  const entries = new Map<string, PyNode>();
  for (const pair of node?.type === 'dictionary' ? node.children : []) {
    const key = childOf(pair, 'key');
    const value = childOf(pair, 'value');
    const name = key && stringText(key, reading.module.text);
    if (name !== undefined && value) entries.set(name, value);
  }
  return entries;
}
