import type { CodeFacts, CodeValue, OutboundCall, StoreUse } from '../../shape/code-facts.ts';
import { type AssembledText, codeValue, literalOf, soleVariable, variable } from '../assembled-text.ts';
import { shown, shownText } from '../shown-text.ts';
import type { Syntax } from '../syntax.ts';
import { type ConfigEntry, configEntries } from './config-file.ts';
import { addressOf, protocolOf } from './dsn.ts';
import type { Reading } from './reading.ts';
import { evaluate } from './values.ts';

type Made = Pick<CodeFacts, 'calls' | 'stores'>;
const NOTHING: Made = { calls: [], stores: [] };

/** What Laravel itself connects to by its files in config/. */
export function laravelFacts(reading: Reading): Made {
  const [, name] = /(?:^|\/)[cC]onfig\/(database|filesystems|mail)\.php$/.exec(reading.file.path) ?? [];
  if (name === undefined) return NOTHING;
  const entries = new Map(configEntries(reading).map((entry) => [entry.key, entry]));
  if (name === 'database') return databaseFacts(reading, entries);
  return name === 'mail' ? mailFacts(reading, entries) : diskFacts(reading, entries);
}

type Entries = ReadonlyMap<string, ConfigEntry>;

/** Of many connections the one counts that is chosen: `DB_CONNECTION=mysql`. */
function databaseFacts(reading: Reading, entries: Entries): Made {
  const connections = namesBelow(entries, 'connections').flatMap((name) => connectionOf(reading, entries, name) ?? []);
  const chosen = evaluate(reading, entries.get('default')?.value);
  const calls = chosenValue(
    chosen,
    connections.map(({ name, address }) => ({ name, text: address })),
  );
  const databases = connections.flatMap(({ name, database }) => (database ? [{ name, text: database }] : []));
  const store = chosenValue(chosen, databases);
  const at = entries.get('default')?.value;
  return {
    calls: [...(calls && at ? [callTo(reading, calls, 'sql', at)] : []), ...redisCalls(reading, entries)],
    stores: store && at ? [storeOf(reading, store, at)] : [],
  };
}

interface Connection {
  readonly name: string;
  readonly address: AssembledText;
  readonly database: AssembledText | undefined;
}

function connectionOf(reading: Reading, entries: Entries, name: string): Connection | undefined {
  const of = (key: string) => {
    const entry = entries.get(`connections.${name}.${key}`) ?? entries.get(`connections.${name}.write.${key}`);
    return entry && evaluate(reading, entry.value);
  };
  const driver = literalOf(of('driver') ?? { parts: [] }) ?? name;
  const host = of('host');
  if (protocolOf(driver) === undefined || host === undefined) return undefined;
  const address = addressOf(host, of('port'));
  const url = soleVariable(of('url') ?? { parts: [] });
  const whole = url ? variable(url.variable, { ...url, otherwise: codeValue(address) }) : address;
  return { name, address: whole, database: of('database') };
}

interface Choice {
  readonly name: string;
  readonly text: AssembledText;
}

/** The value of the entry that a variable, or the file itself, chooses. */
function chosenValue(chosen: AssembledText, choices: readonly Choice[]): CodeValue | undefined {
  const literal = literalOf(chosen);
  if (literal !== undefined) {
    const text = choices.find(({ name }) => name === literal)?.text;
    return text && codeValue(text);
  }
  const selector = soleVariable(chosen);
  if (selector === undefined || choices.length === 0) return undefined;
  const values = choices
    .map(({ name, text }) => ({ profile: name, value: codeValue(text) }))
    .filter(({ value }) => value.kind !== 'computed');
  return {
    kind: 'variable',
    name: commonVariable(choices),
    profiles: { variable: selector.variable, standard: [selector.fallback ?? ''], values },
  };
}

/** `DB_URL`, which stands before the host of every connection; empty where they have none in common. */
function commonVariable(choices: readonly Choice[]): string {
  const names = new Set(choices.map(({ text }) => soleVariable(text)?.variable ?? ''));
  const [name = '', other] = names;
  return other === undefined ? name : '';
}

function namesBelow(entries: Entries, section: string): readonly string[] {
  const names = [...entries.keys()].flatMap((key) =>
    key.startsWith(`${section}.`) ? [key.slice(section.length + 1).split('.')[0] ?? ''] : [],
  );
  return [...new Set(names)];
}

function redisCalls(reading: Reading, entries: Entries): OutboundCall[] {
  const host = entries.get('redis.default.host');
  if (host === undefined) return [];
  const port = entries.get('redis.default.port');
  const address = addressOf(evaluate(reading, host.value), port && evaluate(reading, port.value));
  const url = soleVariable(evaluate(reading, entries.get('redis.default.url')?.value));
  const whole = url ? variable(url.variable, { otherwise: codeValue(address) }) : address;
  return codeValue(whole).kind === 'computed' ? [] : [callTo(reading, codeValue(whole), 'redis', host.value)];
}

function mailFacts(reading: Reading, entries: Entries): Made {
  const host = entries.get('mailers.smtp.host') ?? entries.get('host');
  const port = entries.get('mailers.smtp.port') ?? entries.get('port');
  if (host === undefined) return NOTHING;
  const value = codeValue(addressOf(evaluate(reading, host.value), port && evaluate(reading, port.value)));
  return value.kind === 'computed' ? NOTHING : { calls: [callTo(reading, value, 'smtp', host.value)], stores: [] };
}

/** The bucket of the disk that is chosen. */
function diskFacts(reading: Reading, entries: Entries): Made {
  const buckets = namesBelow(entries, 'disks').flatMap((name) => {
    const entry = entries.get(`disks.${name}.bucket`);
    return entry ? [{ name, text: evaluate(reading, entry.value), node: entry.value }] : [];
  });
  return {
    calls: [],
    stores: buckets.flatMap(({ text, node }) =>
      codeValue(text).kind === 'computed'
        ? []
        : [
            {
              kind: 'bucket' as const,
              name: shownText(text, reading.context.secrets),
              system: 's3',
              at: reading.file.originOf(node),
            },
          ],
    ),
  };
}

function callTo({ file, context }: Reading, value: CodeValue, protocol: string, node: Syntax): OutboundCall {
  return { target: shown(value, context.secrets), protocol, at: file.originOf(node) };
}

function storeOf({ file, context }: Reading, value: CodeValue, node: Syntax): StoreUse {
  return { kind: 'database', name: shown(value, context.secrets), system: 'mysql', at: file.originOf(node) };
}
