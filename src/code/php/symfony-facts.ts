import type { OutboundCall, QueueUse } from '../../shape/code-facts.ts';
import { type AssembledText, literalOf, soleVariable, variable } from '../assembled-text.ts';
import type { ReadContext } from '../language.ts';
import { shown, shownText } from '../shown-text.ts';
import { targetValue } from '../stand-in.ts';
import { withStandardPort } from '../standard-ports.ts';
import { addressOf } from './dsn.ts';
import type { Leaf } from './symfony-file.ts';
import { type SymfonyValues, valueOfText } from './symfony-values.ts';

/** Keys under which bundles are told where to go. */
interface AddressKey {
  /** Keys joined by slashes, list items as empty ones. */
  readonly keys: RegExp;
  readonly protocol: string;
}

const ADDRESSES: readonly AddressKey[] = [
  { keys: /^framework\/http_client\/(scoped_clients\/[^/]+|default_options)\/base_uri$/, protocol: 'http' },
  { keys: /^doctrine\/dbal\/(connections\/[^/]+\/)?url$/, protocol: 'sql' },
  { keys: /^framework\/messenger\/transports\/[^/]+(\/dsn)?$/, protocol: 'amqp' },
  { keys: /^framework\/mailer\/(dsn|transports\/[^/]+)$/, protocol: 'smtp' },
  { keys: /^framework\/cache\/(default_redis_provider|pools\/[^/]+\/provider)$/, protocol: 'redis' },
  { keys: /^framework\/(session\/handler_id|lock|semaphore)$/, protocol: 'redis' },
  { keys: /^snc_redis\/clients\/[^/]+\/dsn$/, protocol: 'redis' },
  { keys: /^old_sound_rabbit_mq\/connections\/[^/]+\/url$/, protocol: 'amqp' },
  { keys: /^doctrine_mongodb\/connections\/[^/]+\/server$/, protocol: 'mongodb' },
  { keys: /^fos_elastica\/clients\/[^/]+\/(url|hosts\/)$/, protocol: 'http' },
  { keys: /^enqueue\/[^/]+\/transport(\/dsn)?$/, protocol: 'amqp' },
];

const HOSTS: readonly AddressKey[] = [
  { keys: /^doctrine\/dbal\/(connections\/[^/]+\/)?host$/, protocol: 'sql' },
  { keys: /^old_sound_rabbit_mq\/connections\/[^/]+\/host$/, protocol: 'amqp' },
  { keys: /^fos_elastica\/clients\/[^/]+\/host$/, protocol: 'http' },
];

/** What Symfony's configuration connects to. */
export function symfonyCalls(leaves: readonly Leaf[], values: SymfonyValues, { secrets }: ReadContext): OutboundCall[] {
  const byKey = new Map(leaves.map((leaf) => [leaf.keys.join('/'), leaf]));
  return leaves.flatMap((leaf) => {
    const key = leaf.keys.join('/');
    const row = [...ADDRESSES, ...HOSTS].find(({ keys }) => keys.test(key));
    if (row === undefined) return [];
    const port = HOSTS.includes(row) ? byKey.get(key.replace(/host$/, 'port')) : undefined;
    const host = withoutNowhere(valueOfText(leaf.text, values));
    const text = port ? addressOf(host, valueOfText(port.text, values)) : host;
    const target = targetValue(text);
    if (target.kind === 'computed' || !(HOSTS.includes(row) || isAddress(text))) return [];
    const protocol = schemeOf(text) ?? row.protocol;
    return [{ target: withStandardPort(shown(target, secrets), protocol), protocol, at: leaf.at }];
  });
}

const LEADS_NOWHERE = /^(doctrine|sync|in-memory|null|file|sqlite|native|flock|semaphore|sendmail|log)\b/;

/** A URL, or a variable that may hold one; `doctrine://default` and its like lead nowhere else. */
function isAddress(text: AssembledText): boolean {
  const start = startOf(text);
  if (start === undefined) return typeof text.parts[0] === 'object' && text.parts[0] !== null;
  return /^[a-z][\w+.-]*:\/\//.test(start) && !LEADS_NOWHERE.test(start);
}

/** A variable whose default is such a one: elsewhere it holds an address. */
function withoutNowhere(text: AssembledText): AssembledText {
  const sole = soleVariable(text);
  return sole && LEADS_NOWHERE.test(sole.fallback ?? '') ? variable(sole.variable) : text;
}

function startOf(text: AssembledText): string | undefined {
  const [first] = text.parts;
  return literalOf(text) ?? (typeof first === 'string' ? first : undefined);
}

const SCHEMES: Readonly<Record<string, string>> = {
  amqp: 'amqp',
  amqps: 'amqp',
  redis: 'redis',
  rediss: 'redis',
  mysql: 'mysql',
  postgresql: 'postgres',
  postgres: 'postgres',
  pgsql: 'postgres',
  kafka: 'kafka',
  smtp: 'smtp',
  mongodb: 'mongodb',
};

function schemeOf(text: AssembledText): string | undefined {
  const start = startOf(text) ?? soleVariable(text)?.fallback ?? '';
  return SCHEMES[/^([a-z]+)(?:\+\w+)?:\/\//.exec(start)?.[1] ?? ''];
}

/** Messages go to transports by name, and `messenger:consume` reads them by the same. */
export function symfonyQueues(leaves: readonly Leaf[], values: SymfonyValues, { secrets }: ReadContext): QueueUse[] {
  return leaves.flatMap(({ keys, text, at, keyAt }): QueueUse[] => {
    const key = keys.join('/');
    if (/^framework\/messenger\/routing\//.test(key) && text !== 'sync')
      return [{ name: shownText(valueOfText(text, values), secrets), role: 'produce', system: 'messenger', at }];
    const queue = /^framework\/messenger\/transports\/[^/]+\/options\/queues\/([^/]+)/.exec(key)?.[1];
    return queue === undefined
      ? []
      : [{ name: shownText(valueOfText(queue, values), secrets), role: 'declare', system: 'amqp', at: keyAt }];
  });
}
