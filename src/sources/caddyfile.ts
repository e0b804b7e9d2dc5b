// https://caddyserver.com/docs/caddyfile/concepts
import { isSensitiveName } from '../secrets/sensitive.ts';
import type { CodeValue, EnvironmentRead, ListenPort, OutboundCall, ServedRoute } from '../shape/code-facts.ts';
import type { Origin } from '../shape/origin.ts';
import type { ServerFacts } from '../shape/server-facts.ts';
import { positionsOf } from '../text/position.ts';
import { type CaddyLine, type CaddyWord, caddyLines } from './caddyfile-blocks.ts';

/** Where the image of Caddy reads its configuration. */
export function isCaddyfile(path: string): boolean {
  return /^\/etc\/caddy\/(Caddyfile|[\w.-]+\.caddy(file)?)$|^\/etc\/caddy\/?$|\/Caddyfile$/.test(path);
}

/** The ports, paths, hosts and variables of one Caddyfile. */
export function caddyServer({ path, text }: { readonly path: string; readonly text: string }): ServerFacts {
  const place = positionsOf(text);
  const originOf = ({ offset }: Pick<CaddyWord, 'offset'>): Origin => ({ source: 'caddy', path, ...place(offset) });
  const lines = caddyLines(text);
  const sites = lines.filter(({ words }) => words.length > 0 && !/^[({@]|^import$/.test(words[0]?.text ?? ''));
  const isAlone = lines.length > 0 && sites.every(({ block }) => block.length === 0) && sites.length > 1;
  // Without braces the whole file is one site, and its first line the addresses.
  const bodies = isAlone ? [{ words: sites[0]?.words ?? [], block: sites.slice(1) }] : sites;
  return {
    listens: bodies.flatMap(({ words }) => words.flatMap((word) => listenAt(word, originOf))),
    routes: bodies.flatMap(({ block }) => block.flatMap((line) => routesOf(line, originOf))),
    calls: bodies.flatMap(({ block }) => callsIn(block, originOf)),
    reads: readsOf(wordsIn(lines), originOf),
  };
}

type PlaceOf = (word: Pick<CaddyWord, 'offset'>) => Origin;

/** `:8080`, `http://shop.example`, `{$DOMAIN}:443`: without a port or scheme a name is served on 443. */
function listenAt(word: CaddyWord, originOf: PlaceOf): ListenPort[] {
  const address = word.text.replace(/,$/, '').replace(/^((?:\w+:\/\/)?[^/]+)\/(?!\/).*$/, '$1');
  const at = originOf(word);
  if (/^:?\{\$\w+(:[^}]*)?\}$/.test(address)) {
    const value = variableIn(address.replace(/^:/, ''));
    // Alone it may be an address as well as a port.
    return value === undefined ? [] : [{ port: value, at }];
  }
  const port = /:(\d{1,5})$/.exec(address)?.[1] ?? /^(\d{2,5})$/.exec(address)?.[1];
  if (port !== undefined) return [{ port: { kind: 'literal', text: port }, at }];
  const inVariable = /:(\{\$\w+(?::[^}]*)?\})$/.exec(address)?.[1];
  if (inVariable !== undefined) {
    const value = variableIn(inVariable);
    return value === undefined ? [] : [{ port: value, at }];
  }
  if (/^http:\/\//.test(address)) return [{ port: { kind: 'literal', text: '80' }, at }];
  if (/^https:\/\/|^[\w*-]+(\.[\w*-]+)+$/.test(address)) return [{ port: { kind: 'literal', text: '443' }, at }];
  return /^localhost$/.test(address) ? [{ port: { kind: 'literal', text: '443' }, at }] : [];
}

/** `{$PORT:8080}` */
function variableIn(text: string): CodeValue | undefined {
  const match = /^\{\$(\w+)(?::([^}]*))?\}$/.exec(text);
  if (match === null) return undefined;
  return {
    kind: 'variable',
    name: match[1] ?? '',
    ...(match[2] !== undefined && { fallback: match[2].replace(/^.*:/, '') }),
  };
}

const MATCHES_PATHS = /^(handle|handle_path|route|reverse_proxy|respond|redir|rewrite|file_server|php_fastcgi)$/;

function routesOf({ words, block }: CaddyLine, originOf: PlaceOf): ServedRoute[] {
  const [directive, matcher] = words;
  if (directive === undefined || !MATCHES_PATHS.test(directive.text)) return [];
  if (matcher?.text.startsWith('/')) return [{ method: '*', path: matcher.text, at: originOf(matcher) }];
  const isNamed = matcher?.text.startsWith('@') === true;
  // A block without a matcher takes what is left, by its own lines.
  const inner = block.flatMap((line) => routesOf(line, originOf));
  if (/^(handle|route)$/.test(directive.text) && inner.length > 0 && !isNamed) return inner;
  return [{ method: '*', path: '/*', at: originOf(directive) }];
}

function callsIn(lines: readonly CaddyLine[], originOf: PlaceOf): OutboundCall[] {
  return lines.flatMap((line) => {
    const [directive, ...rest] = line.words;
    const protocol = directive === undefined ? undefined : PROXIES[directive.text];
    if (protocol === undefined) return callsIn(line.block, originOf);
    const inBlock = line.block.flatMap(({ words: [name, ...targets] }) => (name?.text === 'to' ? targets : []));
    const targets = [...rest.filter(({ text }, at) => at > 0 || !/^[/@*]/.test(text)), ...inBlock];
    return targets.flatMap((word) => {
      const target = targetOf(word.text);
      return target === undefined ? [] : [{ target, protocol, at: originOf(word) }];
    });
  });
}

const PROXIES: Readonly<Record<string, string>> = {
  reverse_proxy: 'http',
  forward_auth: 'http',
  php_fastcgi: 'fastcgi',
};

/** A host with what its variables stand for; undefined for this host, a socket, or what a request decides. */
function targetOf(text: string): CodeValue | undefined {
  if (/^(unix|fd)[/:]|^(\w+:\/\/)?(localhost|127\.0\.0\.1|\[::1\])?(:\d+)?$/.test(text)) return undefined;
  const plain = text.replace(/^(h2c|srv\+https?):\/\//, 'http://');
  const parts = plain.split(/(\{[^{}]*\})/).filter((part) => part !== '');
  const known = parts.map((part) => (part.startsWith('{') ? (variablePart(part) ?? null) : part));
  if (known.includes(null)) return undefined;
  const settled = known.flatMap((part) => part ?? []);
  const [first, ...rest] = settled;
  if (first === undefined) return undefined;
  if (rest.length > 0) return { kind: 'template', parts: settled };
  if (typeof first === 'string') return { kind: 'literal', text: first };
  const { variable: name, ...standIn } = first;
  return { kind: 'variable', name, ...standIn };
}

function variablePart(part: string): { readonly variable: string; readonly fallback?: string } | undefined {
  const match = /^\{(?:\$(\w+)(?::([^}]*))?|env\.(\w+))\}$/.exec(part);
  if (match === null) return undefined;
  return { variable: match[1] ?? match[3] ?? '', ...(match[2] !== undefined && { fallback: match[2] }) };
}

function wordsIn(lines: readonly CaddyLine[]): readonly CaddyWord[] {
  return lines.flatMap(({ words, block }) => [...words, ...wordsIn(block)]);
}

/** Each variable once: `{$NAME:default}` is filled in when the file is read, `{env.NAME}` when a request comes. */
function readsOf(words: readonly CaddyWord[], originOf: PlaceOf): EnvironmentRead[] {
  const found = new Map<string, EnvironmentRead>();
  for (const { text, offset } of words) {
    for (const match of text.matchAll(/\{(?:\$(\w+)(:[^}]*)?|env\.(\w+))\}/g)) {
      const name = match[1] ?? match[3] ?? '';
      const at = originOf({ offset: offset + match.index });
      const fallback = match[2]?.slice(1);
      if (found.get(name)?.need === 'required' || (found.has(name) && fallback !== undefined)) continue;
      found.set(name, {
        name,
        dynamic: false,
        at,
        ...(fallback !== undefined && {
          default: { value: isSensitiveName(name) ? 'computed' : { kind: 'plain', text: fallback }, at },
        }),
        need: fallback === undefined ? 'required' : 'optional',
        when: match[1] === undefined ? 'later' : 'start',
        conditional: false,
        alternatives: [],
        buildTime: false,
        type: 'unknown',
        via: 'Caddyfile',
      });
    }
  }
  return [...found.values()];
}
