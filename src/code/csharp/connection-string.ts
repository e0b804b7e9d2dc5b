import { type CsText, concat, fixed, literalOf, soleVariable, variable } from './text.ts';

/** What a connection string names. */
export interface ConnectionParts {
  /** `host` or `host:port`. */
  readonly address: CsText;
  readonly database: CsText | undefined;
}

const HOST = /^(host|server|data source|datasource|address|addr|network address)$/i;
const DATABASE = /^(database|initial catalog)$/i;

/**
 * Host, port and database of `Host=db;Port=5432;Database=shop;Password=…`, where pieces may be variables; undefined for
 * a text that is no such list.
 */
export function connectionParts(text: CsText): ConnectionParts | undefined {
  const entries = entriesOf(text);
  const host = entries.find(([key]) => HOST.test(key))?.[1];
  if (host === undefined) return undefined;
  const port = entries.find(([key]) => /^port$/i.test(key))?.[1];
  const database = entries.find(([key]) => DATABASE.test(key))?.[1];
  // `tcp:db,1433` and `db\\INSTANCE` of SQL Server.
  const [first, ...rest] = host;
  const plain = typeof first === 'string' ? [first.replace(/^tcp:/i, ''), ...rest] : host;
  const bare = plain.map((part) =>
    typeof part === 'string' ? part.replace(/\\.*$/, '').replace(',', ':').trim() : part,
  );
  return { address: port ? concat([bare, fixed(':'), port]) : concat([bare]), database };
}

/** A variable whose fallback is a connection string stands for the address that it falls back on. */
export function addressOf(text: CsText): CsText {
  const sole = soleVariable(text);
  if (sole?.fallback === undefined) return connectionParts(text)?.address ?? text;
  const address = connectionParts(fixed(sole.fallback))?.address;
  const literal = address && literalOf(address);
  return literal === undefined ? text : variable(sole.variable, literal);
}

function entriesOf(text: CsText): (readonly [string, CsText])[] {
  const entries: CsText[] = [[]];
  for (const part of text) {
    if (typeof part !== 'string') {
      entries.push([...(entries.pop() ?? []), part]);
      continue;
    }
    const [head = '', ...more] = part.split(';');
    entries.push([...(entries.pop() ?? []), head], ...more.map((each) => [each]));
  }
  return entries.flatMap((entry) => {
    const [first, ...rest] = entry;
    const match = typeof first === 'string' ? /^\s*([\w ]+?)\s*=\s*(.*)$/s.exec(first) : null;
    return match === null ? [] : [[match[1] ?? '', concat([fixed((match[2] ?? '').trim()), rest])] as const];
  });
}
