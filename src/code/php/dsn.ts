import { type AssembledText, concat, fixed, literalOf, type TextPart } from '../assembled-text.ts';

/** What a connection text of a database driver says. */
export interface Dsn {
  readonly host?: AssembledText;
  readonly port?: AssembledText;
  readonly database?: AssembledText;
}

const DRIVERS: Readonly<Record<string, string>> = {
  pgsql: 'postgres',
  postgres: 'postgres',
  postgresql: 'postgres',
  pdo_pgsql: 'postgres',
  mysql: 'mysql',
  mysqli: 'mysql',
  pdo_mysql: 'mysql',
  mariadb: 'mysql',
  sqlsrv: 'sqlserver',
  pdo_sqlsrv: 'sqlserver',
  dblib: 'sqlserver',
  oci: 'oracle',
};

/** The protocol that a driver speaks; undefined for one without a server. */
export function protocolOf(driver: string): string | undefined {
  return DRIVERS[driver];
}

/** The driver before the first colon of `mysql:host=…`. */
export function driverOf(text: AssembledText): string | undefined {
  const [first] = text.parts;
  return typeof first === 'string' ? /^([a-z_]+):/.exec(first)?.[1] : undefined;
}

/** `mysql:host=db;port=3306;dbname=shop`, `host=db port=5432 dbname=shop`. */
export function dsnOf(text: AssembledText): Dsn {
  const pairs = new Map<string, AssembledText>();
  for (const piece of piecesOf(text)) {
    const [first, ...rest] = piece.parts;
    const match = typeof first === 'string' ? /^\s*(?:[a-z_]+:)?\s*(\w+)\s*=\s*(.*)$/is.exec(first) : null;
    const name = match?.[1]?.toLowerCase();
    if (name !== undefined) pairs.set(name, concat([fixed(match?.[2] ?? ''), { parts: rest }]));
  }
  const host = pairs.get('host') ?? pairs.get('server') ?? pairs.get('hostaddr');
  const port = pairs.get('port');
  const database = pairs.get('dbname') ?? pairs.get('database');
  return { ...(host && { host }), ...(port && { port }), ...(database && { database }) };
}

function piecesOf(text: AssembledText): AssembledText[] {
  const separator = text.parts.some((part) => typeof part === 'string' && part.includes(';')) ? /;/ : /[;\s]+/;
  const pieces: TextPart[][] = [[]];
  for (const part of text.parts) {
    if (typeof part !== 'string') {
      pieces.at(-1)?.push(part);
      continue;
    }
    const [head = '', ...others] = part.split(separator);
    pieces.at(-1)?.push(head);
    for (const other of others) pieces.push([other]);
  }
  return pieces.map((parts) => ({ parts: parts.filter((part) => part !== '') }));
}

/** `host:port`; the host alone where the port is not told. */
export function addressOf(host: AssembledText, port: AssembledText | undefined): AssembledText {
  if (port === undefined || literalOf(port) === '' || port.parts.includes(null)) return host;
  const literal = literalOf(host);
  return literal !== undefined && (/:\d+$/.test(literal) || literal.startsWith('/'))
    ? host
    : concat([host, fixed(':'), port]);
}
