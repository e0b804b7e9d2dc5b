import type { OutboundCall } from '../../shape/code-facts.ts';
import { literalOf } from '../assembled-text.ts';
import { withStandardPort } from '../standard-ports.ts';
import { calleeName, type GoCall } from './call.ts';
import { CALL_ROWS, FIELD_ROWS } from './call-table.ts';
import { evaluate } from './evaluate.ts';
import { fieldOf, importsAny, isEmpty, literalsOf, placedTexts, targetValue } from './facts.ts';
import { isClientRequest } from './http-client.ts';
import type { GoReader } from './reader.ts';
import type { GoNode } from './tree.ts';

/** Hosts that the code talks to, by the clients it makes. */
export function outboundCalls(reader: GoReader): OutboundCall[] {
  const byCall = reader.file.calls.flatMap((call) => [...rowsOf(call, reader), ...databaseOf(call, reader)]);
  const byField = literalsOf(reader).flatMap(({ type, node }) =>
    FIELD_ROWS.filter((row) => row.type.test(type)).flatMap((row) => {
      const value = fieldOf(node, row.field);
      return value ? callsTo(value, row.protocol, reader) : [];
    }),
  );
  return [...byCall, ...byField];
}

function rowsOf(call: GoCall, reader: GoReader): OutboundCall[] {
  const name = calleeName(call);
  const row = CALL_ROWS.find((each) => each.callee.test(name) && (!each.imports || importsAny(reader, each.imports)));
  if (row === undefined) {
    const [url] = isClientRequest(call, reader.file) ? call.args : [];
    return url ? callsTo(url, 'http', reader) : [];
  }
  // Azure's AMQP client takes a context first since its version 1.
  const shift = row.protocol === 'amqp' && /^(ctx|context\b)/.test(call.args[row.argument]?.text ?? '') ? 1 : 0;
  const at = row.argument + shift;
  const targets = row.rest ? call.args.slice(at) : call.args.slice(at, at + 1);
  return targets.flatMap((target) => callsTo(target, row.protocol, reader));
}

const DRIVERS: Readonly<Record<string, string>> = {
  postgres: 'postgres',
  pgx: 'postgres',
  cloudsqlpostgres: 'postgres',
  mysql: 'mysql',
  sqlserver: 'sqlserver',
  mssql: 'sqlserver',
  clickhouse: 'clickhouse',
};

/** `sql.Open("postgres", dsn)`: the driver says what is spoken; files (sqlite) are no call. */
function databaseOf(call: GoCall, reader: GoReader): OutboundCall[] {
  if (
    !/^(sql|sqlx|otelsql|apmsql|sqltrace)\.(Open|Connect|MustConnect|MustOpen|ConnectContext)$/.test(calleeName(call))
  )
    return [];
  const at = call.name === 'ConnectContext' ? 1 : 0;
  const [driver, source] = call.args.slice(at);
  const name = driver && literalOf(evaluate(driver, reader));
  const protocol = name === undefined ? undefined : DRIVERS[name];
  return source && protocol ? callsTo(source, protocol, reader) : [];
}

function callsTo(node: GoNode, protocol: string, reader: GoReader): OutboundCall[] {
  return placedTexts(node, reader).flatMap(({ text, at }) => {
    const target = targetValue(text);
    // A request whose URL is put together elsewhere says nothing; that a database is dialled does.
    if (isEmpty(text) || (target.kind === 'computed' && /^(http|tcp)$/.test(protocol))) return [];
    const shown = target.kind === 'literal' ? target.text : '';
    return shown.startsWith('/') && protocol === 'http'
      ? []
      : [{ target: withStandardPort(target, protocol), protocol, at }];
  });
}
