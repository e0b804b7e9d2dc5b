import { type ConnectionList, connectionListIn } from './connection-list.ts';

/** A place on the network that a value names, without credentials, query or fragment. */
export interface Endpoint {
  /** Lower case; undefined for bare `host:port`. */
  readonly scheme?: string;
  readonly host: string;
  readonly port?: number;
  /** Database, virtual host or path, `/`-prefixed; only for schemes where it names a thing and is no credential. */
  readonly path?: string;
}

const URL_LIKE = /^([a-z][a-z0-9+.-]*):\/\/(?:[^@/\s]*@)?([^/?#\s]+)([^?#\s]*)/i;
const JDBC_PREFIX = /^(?:jdbc|r2dbc):(?:pool:|aws-wrapper:|otel:|p6spy:)?/i;
/** `sqlserver://db:1433;databaseName=shop;encrypt=true` */
const DATABASE_NAME = /;database(?:Name)?=([^;]+)/i;
const HOST_PORT = /^([a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?):(\d{1,5})$/i;
const GO_DSN = /^[^@\s]*@(?:tcp|udp)\(([^)\s]+)\)\/([^?\s]*)/i;
/** Schemes whose path is a name (a database, a virtual host, a bucket) and not a web path that may hold a token. */
const NAMED_PATH = /^(postgres|postgresql|mysql|mariadb|mongodb|mongodb\+srv|redis|rediss|amqp|amqps|sqlserver|s3|gs)$/;

/**
 * The endpoints that a text names: a URL or DSN, a list of them, or bare `host:port`. A bare word is not an endpoint;
 * whether it is a host only its use can tell.
 */
export function endpointsIn(text: string): Endpoint[] {
  const trimmed = text.trim().replace(JDBC_PREFIX, '');
  const goDsn = GO_DSN.exec(trimmed);
  if (goDsn) return withPort('mysql', goDsn[1] ?? '', `/${goDsn[2] ?? ''}`);
  const url = URL_LIKE.exec(trimmed);
  if (url) {
    const scheme = (url[1] ?? '').toLowerCase();
    const path = NAMED_PATH.test(scheme) && (url[3] ?? '').length > 1 ? url[3] : undefined;
    const [hosts = ''] = (url[2] ?? '').split(';');
    const database = scheme === 'sqlserver' ? DATABASE_NAME.exec(trimmed)?.[1] : undefined;
    return hosts.split(',').flatMap((hostPort) => withPort(scheme, hostPort, database ? `/${database}` : path));
  }
  const list = connectionListIn(trimmed);
  if (list) return ofList(list);
  return trimmed.split(',').flatMap((part) => {
    const match = HOST_PORT.exec(part.trim());
    return match ? [{ host: (match[1] ?? '').toLowerCase(), port: Number(match[2]) }] : [];
  });
}

function ofList({ scheme, address, database }: ConnectionList): Endpoint[] {
  if (address.includes('://')) return endpointsIn(address);
  const path = database === undefined || scheme === undefined ? undefined : `/${database}`;
  return withPort(scheme, address, path);
}

function withPort(scheme: string | undefined, hostPort: string, path: string | undefined): Endpoint[] {
  const bare = hostPort.replace(/^\[(.*)\](?=:|$)/, '$1');
  const match = /^(.*?)(?::(\d{1,5}))?$/.exec(bare);
  const host = (match?.[1] ?? '').toLowerCase();
  if (host === '' || /[${}<>]/.test(host)) return [];
  return [
    {
      ...(scheme !== undefined && { scheme }),
      host,
      ...(match?.[2] && { port: Number(match[2]) }),
      ...(path && { path }),
    },
  ];
}
