// https://docs.haproxy.org/3.0/configuration.html
import type { CodeValue, EnvironmentRead, ListenPort, OutboundCall } from '../shape/code-facts.ts';
import type { Origin } from '../shape/origin.ts';
import { noServerFacts, type ServerFacts } from '../shape/server-facts.ts';
import { positionsOf } from '../text/position.ts';

/** Where the image of HAProxy reads its configuration. */
export function isHaproxyConfig(path: string): boolean {
  return /^\/(usr\/local\/)?etc\/haproxy(\/([\w.-]+\.cfg)?)?$/.test(path);
}

/** The ports, servers and variables of one configuration; a server that has no address at the start ends it. */
export function haproxyServer({ path, text }: { readonly path: string; readonly text: string }): ServerFacts {
  const place = positionsOf(text);
  const originOf = (offset: number): Origin => ({ source: 'haproxy', path, ...place(offset) });
  const words = wordsOf(text);
  return {
    ...noServerFacts(),
    listens: words.flatMap(([name, address]) => (name?.text === 'bind' && address ? listensAt(address, originOf) : [])),
    calls: words.flatMap(([name, , address]) =>
      /^(default-)?server$/.test(name?.text ?? '') && address ? callsTo(address, originOf) : [],
    ),
    reads: readsOf(words.flat(), originOf),
  };
}

interface Word {
  readonly text: string;
  readonly offset: number;
}

/** The words of each line, without remarks. */
function wordsOf(text: string): Word[][] {
  const lines: Word[][] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const words = [...line.matchAll(/#.*$|"(?:\\.|[^"\\])*"|'[^']*'|(?:\\.|[^\s"'#])+/g)].flatMap((match) => {
      const [whole] = match;
      if (whole.startsWith('#')) return [];
      const isQuoted = /^["']/.test(whole);
      return [{ text: isQuoted ? whole.slice(1, -1) : whole, offset: start + match.index + (isQuoted ? 1 : 0) }];
    });
    lines.push(words);
    start += line.length + 1;
  }
  return lines;
}

/** `*:80,:443`, `0.0.0.0:${PORT}`; a socket is no port. */
function listensAt({ text, offset }: Word, originOf: (offset: number) => Origin): ListenPort[] {
  return text.split(',').flatMap((address): ListenPort[] => {
    const port = address.slice(address.lastIndexOf(':') + 1);
    const value = valueIn(port);
    const isPort = value !== undefined && (value.kind !== 'literal' || /^\d{1,5}$/.test(value.text));
    return address.startsWith('/') || !isPort ? [] : [{ port: value, at: originOf(offset) }];
  });
}

function callsTo({ text, offset }: Word, originOf: (offset: number) => Origin): OutboundCall[] {
  if (/^(\/|unix@|fd@|abns@|\w+=)|^(localhost|127\.0\.0\.1|\[?::1\]?)(:|$)/.test(text)) return [];
  const target = valueIn(text.replace(/^(ipv4|ipv6)@/, ''));
  return target === undefined ? [] : [{ target, protocol: 'tcp', at: originOf(offset) }];
}

const VARIABLE = /"?\$(?:\{(\w+)\}|([A-Z_]\w*))"?/g;

function valueIn(text: string): CodeValue | undefined {
  const parts: (string | { readonly variable: string })[] = [];
  let at = 0;
  for (const match of text.matchAll(VARIABLE)) {
    if (match.index > at) parts.push(text.slice(at, match.index));
    parts.push({ variable: match[1] ?? match[2] ?? '' });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push(text.slice(at));
  const [first, ...rest] = parts;
  if (first === undefined) return undefined;
  if (rest.length > 0) return { kind: 'template', parts };
  return typeof first === 'string' ? { kind: 'literal', text: first } : { kind: 'variable', name: first.variable };
}

/** A variable that is not set is an empty text. */
function readsOf(words: readonly Word[], originOf: (offset: number) => Origin): EnvironmentRead[] {
  const found = new Map<string, EnvironmentRead>();
  for (const { text, offset } of words) {
    for (const match of text.matchAll(VARIABLE)) {
      const name = match[1] ?? match[2] ?? '';
      if (found.has(name)) continue;
      found.set(name, {
        name,
        dynamic: false,
        at: originOf(offset + match.index),
        need: 'required',
        when: 'start',
        conditional: false,
        alternatives: [],
        buildTime: false,
        type: 'unknown',
        via: 'haproxy',
      });
    }
  }
  return [...found.values()];
}
