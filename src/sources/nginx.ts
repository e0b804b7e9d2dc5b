// https://nginx.org/en/docs/http/ngx_http_core_module.html#listen
import type { CodeValue, ListenPort } from '../shape/code-facts.ts';
import type { ServerFacts } from '../shape/server-facts.ts';
import { positionsOf } from '../text/position.ts';
import { type ConfigText, nginxProxies } from './nginx-proxies.ts';

/** What all the configuration of one nginx says. */
export function nginxServer(configs: readonly ConfigText[]): ServerFacts {
  return { listens: configs.flatMap(({ path, text }) => nginxListens(path, text)), ...nginxProxies(configs) };
}

/** `listen 80;`, `listen [::]:443 ssl;`, `listen 0.0.0.0:${PORT} default_server;`; a path of a socket is no port. */
const LISTEN = /(?:^|[;{}])[ \t]*listen[ \t]+([^;{}\s]*(?:\$\{\w+\}[^;{}\s]*)*)[^;{}]*;/gm;

/** Every port that an nginx configuration listens on; variables are those that envsubst fills in. */
export function nginxListens(path: string, text: string): ListenPort[] {
  const place = positionsOf(text);
  // Comments are blanked, so that places stay right.
  const bare = text.replace(/(^|\s)#[^\n]*/g, (comment) => ' '.repeat(comment.length).replace(/^ /, comment[0] ?? ' '));
  return [...bare.matchAll(LISTEN)].flatMap((match) => {
    const address = match[1] ?? '';
    const port = portOf(address);
    if (port === undefined) return [];
    const offset = match.index + match[0].lastIndexOf('listen');
    return [{ port, at: { source: 'nginx', path, ...place(offset) } }];
  });
}

function portOf(address: string): CodeValue | undefined {
  if (address === '' || address.startsWith('unix:')) return undefined;
  const variable = /(?:^|:)\$\{?(\w+)\}?$/.exec(address)?.[1];
  if (variable !== undefined) return { kind: 'variable', name: variable };
  if (address.includes('$')) return { kind: 'computed' };
  const port = /(?:^|:)(\d{1,5})$/.exec(address)?.[1];
  // An address without a port listens on 80.
  return { kind: 'literal', text: port ?? '80' };
}

/** Where nginx reads its servers from: `conf.d`, the main file, `sites-enabled`, and templates of the official image. */
export function isNginxConfig(path: string): boolean {
  return /^\/etc\/nginx(\/(nginx\.conf|conf\.d|http\.d|templates|sites-enabled|sites-available|servers)(\/|$)|\/?$)/.test(
    path,
  );
}

/** Where the official image keeps what it fills in when it starts. */
export function isNginxTemplate(path: string): boolean {
  return /^\/etc\/nginx\/templates(\/|$)/.test(path);
}
