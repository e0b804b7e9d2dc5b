import { type AssembledText, concat, fixed, literalOf } from '../assembled-text.ts';
import type { Following } from './reader.ts';
import type { RsNode } from './syntax.ts';

/** `("0.0.0.0", port)`, `([0, 0, 0, 0], 3000)` as `host:port`. */
export function addressText(parts: readonly RsNode[], following: Following): AssembledText | undefined {
  const [host, port, ...more] = parts;
  if (host === undefined || port === undefined || more.length > 0) return undefined;
  const hostText = following.follow(host, following);
  const literal = literalOf(hostText);
  const bracketed = literal?.includes(':') && !literal.startsWith('[') ? fixed(`[${literal}]`) : hostText;
  return concat([bracketed, fixed(':'), following.follow(port, following)]);
}

const NAMED: Readonly<Record<string, string>> = {
  'Ipv4Addr::UNSPECIFIED': '0.0.0.0',
  'Ipv4Addr::LOCALHOST': '127.0.0.1',
  'Ipv4Addr::BROADCAST': '255.255.255.255',
  'Ipv6Addr::UNSPECIFIED': '::',
  'Ipv6Addr::LOCALHOST': '::1',
};

/** Constants of the standard library. */
export function namedAddress(path: string): string | undefined {
  return NAMED[path.split('::').slice(-2).join('::')];
}
