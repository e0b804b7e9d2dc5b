import { connectionListIn } from './connection-list.ts';

/** Who a text that names a server says to be there. What it does not say is undefined. */
export interface Login {
  readonly user: string | undefined;
  readonly password: string | undefined;
}

const AUTHORITY = /^[a-z][a-z0-9+.-]*:(?:[a-z0-9+.-]+:)*\/\/([^/?#\s]*)/i;
const GO_DSN = /^([^:@\s]*)(?::([^\s]*))?@(?:tcp|udp)\(/i;

/** The user and the password of a URL, of a DSN of Go, or of a connection string of .NET. */
export function loginIn(text: string): Login {
  const trimmed = text.trim();
  const dsn = GO_DSN.exec(trimmed);
  if (dsn) return login(dsn[1], dsn[2]);
  const authority = AUTHORITY.exec(trimmed)?.[1];
  if (authority === undefined) {
    const list = connectionListIn(trimmed);
    return login(list?.user, list?.password);
  }
  const end = authority.lastIndexOf('@');
  // Without them in front of the host the drivers of Java look behind it.
  if (end === -1) return login(parameter(trimmed, 'user'), parameter(trimmed, 'password'));
  const [user, ...password] = authority.slice(0, end).split(':');
  return login(decoded(user), password.length > 0 ? decoded(password.join(':')) : undefined);
}

function login(user: string | undefined, password: string | undefined): Login {
  return { user: user || undefined, password: password || undefined };
}

function parameter(text: string, name: string): string | undefined {
  return decoded(new RegExp(`[?&;]${name}=([^&;\\s]*)`, 'i').exec(text)?.[1]);
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return text;
  }
}
