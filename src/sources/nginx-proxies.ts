import type { CodeValue, EnvironmentRead, OutboundCall, ServedRoute } from '../shape/code-facts.ts';
import type { Origin } from '../shape/origin.ts';
import { positionsOf } from '../text/position.ts';
import { type Directive, type DirectiveWord, directivesOf, withParents } from './nginx-directives.ts';

/** What a configuration says besides its ports. */
interface ProxyFacts {
  readonly calls: readonly OutboundCall[];
  readonly routes: readonly ServedRoute[];
  readonly reads: readonly EnvironmentRead[];
}

export interface ConfigText {
  readonly path: string;
  readonly text: string;
  /** The image's start fills in the variables that are set, and leaves the others as they stand. */
  readonly isTemplate?: boolean;
}

const PASSES: Readonly<Record<string, string>> = {
  proxy_pass: 'http',
  grpc_pass: 'grpc',
  fastcgi_pass: 'fastcgi',
  uwsgi_pass: 'uwsgi',
  scgi_pass: 'scgi',
  memcached_pass: 'memcached',
};

/** Where the servers of one container hand requests on, which paths they take, and what their templates are filled with. */
export function nginxProxies(configs: readonly ConfigText[]): ProxyFacts {
  const parsed = configs.map((config) => {
    const place = positionsOf(config.text);
    const originOf = (offset: number): Origin => ({ source: 'nginx', path: config.path, ...place(offset) });
    return { config, originOf, all: [...withParents(directivesOf(config.text))] };
  });
  const everything = parsed.flatMap(({ all }) => all.map(({ directive }) => directive));
  const upstreams = new Set(everything.flatMap(({ name, args }) => (name === 'upstream' ? (args[0]?.text ?? []) : [])));
  const names = ownNames(everything);
  const context = { upstreams, names };
  return {
    calls: parsed.flatMap(({ all, originOf }) => all.flatMap((each) => callsOf(each, context, originOf))),
    routes: parsed.flatMap(({ all, originOf }) => all.flatMap((each) => routesOf(each, originOf))),
    reads: parsed.flatMap(({ config, originOf, all }) => (config.isTemplate ? readsOf(all, names, originOf) : [])),
  };
}

/** Variables that the configuration gives a value itself, by name. */
function ownNames(directives: readonly Directive[]): ReadonlyMap<string, string | undefined> {
  const names = new Map<string, string | undefined>();
  for (const { name, args } of directives) {
    const [first, second] = args;
    const own = /^\$(\w+)$/.exec(first?.text ?? '')?.[1];
    // Set twice it may be either.
    if (name === 'set' && own !== undefined) names.set(own, names.has(own) ? undefined : second?.text);
    const mapped = /^(map|geo|split_clients)$/.test(name) ? /^\$(\w+)$/.exec(args.at(-1)?.text ?? '')?.[1] : undefined;
    if (mapped !== undefined) names.set(mapped, undefined);
  }
  return names;
}

interface Context {
  readonly upstreams: ReadonlySet<string>;
  readonly names: ReadonlyMap<string, string | undefined>;
}

interface Placed {
  readonly directive: Directive;
  readonly parents: readonly Directive[];
}

function callsOf(
  { directive, parents }: Placed,
  context: Context,
  originOf: (offset: number) => Origin,
): OutboundCall[] {
  const [first] = directive.args;
  if (first === undefined) return [];
  const isServer = directive.name === 'server' && directive.block === undefined && parents.at(-1)?.name === 'upstream';
  const protocol = isServer ? protocolOfUpstream(parents) : PASSES[directive.name];
  if (protocol === undefined) return [];
  const text = filled(first, context);
  const host = /^(?:\w+:\/\/)?([^/:]+)/.exec(text)?.[1] ?? '';
  if (context.upstreams.has(host) && !isServer) return [];
  if (/^unix:|^\w+:\/\/unix:/.test(text) || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(host)) return [];
  const target = targetOf(text.replace(/^(\w+:\/\/[^/]+)\/$/, '$1'));
  return target === undefined ? [] : [{ target, protocol, at: originOf(first.offset) }];
}

function protocolOfUpstream(parents: readonly Directive[]): string {
  return parents.some(({ name }) => name === 'stream') ? 'tcp' : 'http';
}

/** A word with the configuration's own variables filled in. */
function filled({ text }: DirectiveWord, { names }: Context): string {
  return text.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => names.get(name) ?? whole);
}

/** Text with the variables that envsubst fills in; undefined where nginx works a part of the host out by itself. */
function targetOf(text: string): CodeValue | undefined {
  const parts = text.split(/(\$\{?\w+\}?)/).filter((part) => part !== '');
  const known: (string | { readonly variable: string })[] = [];
  for (const part of parts) {
    const name = /^\$\{?(\w+)\}?$/.exec(part)?.[1];
    if (name === undefined) known.push(part);
    else if (isEnvironmentName(name)) known.push({ variable: name });
    else {
      // `http://api:8080$request_uri`: the host is settled before it.
      const before = known.map((each) => (typeof each === 'string' ? each : 'x')).join('');
      if (!/^\w+:\/\/[^/]+/.test(before) || /[.:]$|:\/\/$/.test(before)) return undefined;
      break;
    }
  }
  const [first, ...rest] = known;
  if (first === undefined) return undefined;
  if (rest.length === 0)
    return typeof first === 'string' ? { kind: 'literal', text: first } : { kind: 'variable', name: first.variable };
  return { kind: 'template', parts: known };
}

/** nginx writes its own variables in lower case. */
function isEnvironmentName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}

function routesOf(
  { directive: { name, args, block, offset }, parents }: Placed,
  originOf: (offset: number) => Origin,
): ServedRoute[] {
  if (name !== 'location' || block === undefined) return [];
  // What only refuses serves nothing.
  const refuses =
    block.some((each) => each.name === 'deny' && each.args[0]?.text === 'all') ||
    block.some((each) => each.name === 'internal');
  if (refuses || parents.some((each) => each.name === 'location')) return [];
  const [first, second] = args;
  const [modifier, path] = second === undefined ? ['', first?.text ?? ''] : [first?.text ?? '', second.text];
  if (path.startsWith('@')) return [];
  return [{ method: '*', path: routePath(modifier, path), at: originOf(offset) }];
}

function routePath(modifier: string, path: string): string {
  if (modifier === '=') return path;
  if (!modifier.startsWith('~')) return `${path}*`;
  const start = /^\^?(\/[\w/-]*)\//.exec(path)?.[1];
  return start === undefined ? '/*' : `${start}/*`;
}

/** A variable that is not set stays in the text, where nginx does not know it and stops. */
function readsOf(
  all: readonly Placed[],
  names: ReadonlyMap<string, string | undefined>,
  originOf: (offset: number) => Origin,
): EnvironmentRead[] {
  const found = new Map<string, EnvironmentRead>();
  const words = all.flatMap(({ directive }) => [{ text: directive.name, offset: directive.offset }, ...directive.args]);
  for (const { text, offset } of words) {
    for (const match of text.matchAll(/\$\{?(\w+)\}?/g)) {
      const name = match[1] ?? '';
      if (!isEnvironmentName(name) || names.has(name) || found.has(name)) continue;
      found.set(name, {
        name,
        dynamic: false,
        at: originOf(offset + match.index),
        need: 'required',
        enforced: true,
        when: 'start',
        conditional: false,
        alternatives: [],
        buildTime: false,
        type: 'unknown',
        via: 'envsubst',
      });
    }
  }
  return [...found.values()];
}
