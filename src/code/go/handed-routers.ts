import { basename } from 'node:path/posix';
import type { ServedRoute } from '../../shape/code-facts.ts';
import type { ExportedBinding } from '../language.ts';
import { type GoCall, packageName } from './call.ts';
import { evaluate } from './evaluate.ts';
import type { GoFile } from './model.ts';
import type { GoReader } from './reader.ts';
import { pathText, prefixesOf } from './route-prefix.ts';
import { isRouter, isRouterType } from './routers.ts';
import { GIVEN, isKnown, MAKES, MOUNTED, TAKES } from './shared-routers.ts';
import { ancestors, child, type GoNode } from './tree.ts';

const MOST_PREFIXES = 20;
/** Functions that serve, wrap or watch what they are given, without routes of their own. */
const ADDS_NO_ROUTES =
  /Listen|Serve|Run|Start|Shutdown|Wrap|Middleware|Handler$|^(Use|UseHandler|Instrument|Fatal|Print\w*|Log\w*|Walk|WalkRoutes)$/;
const REGISTERS = /^(Register|Setup|SetUp|Add|Mount|Attach|Bind|Install|Init|Configure)/;
/** Packages that only watch, or answer at the paths that everybody knows. */
const KNOWN_ADDITIONS = /pprof|prometheus|otel|swag|cors|zap|logrus|sentry|newrelic|metrics/i;

/** What the other files of the service need to know of routers: who takes them, who makes them, under which prefixes. */
export function routerBindings(reader: GoReader): ExportedBinding[] {
  const { file } = reader;
  const out: ExportedBinding[] = [];
  for (const { name, params, node } of file.functions.values()) {
    const literal = (kind: string) => ({ name: `${name}.${kind}`, path: file.path, value: EMPTY });
    if (params.some(({ type }) => isRouterType(type))) out.push(literal(TAKES));
    if (returnsRouter(node)) out.push(literal(MAKES));
  }
  for (const call of file.calls) {
    if (isFollowedHere(call.name, file)) continue;
    for (const [position, arg] of call.args.entries())
      if (isRouter(arg, file))
        out.push(...given(`${call.name}.${GIVEN}.${position}`, prefixesOf(arg, reader), call, file));
    const made = call.name === 'Mount' && call.args[1] ? file.callAt.get(call.args[1]) : undefined;
    if (made && !isFollowedHere(made.name, file))
      out.push(...given(`${made.name}.${MOUNTED}`, mountPrefixes(call, reader), made, file));
  }
  return out;
}

const EMPTY = { kind: 'literal', text: '' } as const;

function returnsRouter(node: GoNode): boolean {
  const result = child(node, 'result');
  const types = result?.type === 'parameter_list' ? result.children.map((each) => child(each, 'type')) : [result];
  return types.some((type) => type && (isRouterType(type.text) || type.text === 'http.Handler'));
}

/** A package does not name those that call it: the prefix is said to belong to the packages in which it may be taken. */
function given(name: string, prefixes: readonly string[], call: GoCall, file: GoFile): ExportedBinding[] {
  const own = basename(file.path);
  const isMethod = call.package === undefined && call.receiver !== undefined;
  const packages = call.package === undefined ? (isMethod ? [...file.imports.values()] : []) : [call.package];
  const folders = [...new Set(packages.map(packageName))];
  const paths = [...(call.package === undefined ? [file.path] : []), ...folders.map((folder) => `${folder}/${own}`)];
  return paths.flatMap((path) =>
    prefixes.slice(0, MOST_PREFIXES).map((text) => ({
      name,
      path,
      value: { kind: 'literal' as const, text },
      usedBeside: `${call.name}(`,
    })),
  );
}

function isFollowedHere(name: string, file: GoFile): boolean {
  return file.functions.has(name);
}

function mountPrefixes(call: GoCall, reader: GoReader): string[] {
  const own = (call.args[0] && pathText(evaluate(call.args[0], reader))) ?? '/*';
  const outer = call.receiver ? prefixesOf(call.receiver, reader) : [''];
  return outer.map((prefix) => prefix + own.replace(/\/$/, ''));
}

/**
 * Places below which anything may be served: a router is handed to a function, or what one returns is mounted, that
 * no file of the service has.
 */
export function unfollowedRouters(reader: GoReader): ServedRoute[] {
  return reader.file.calls.flatMap((call) => {
    if (call.name === 'Mount' && call.args.length === 2) return unfollowedMount(call, reader);
    if (!mayRegister(call, reader)) return [];
    return call.args
      .filter((arg) => isRouter(arg, reader.file))
      .flatMap((arg) => open(prefixesOf(arg, reader), arg, reader));
  });
}

function unfollowedMount(call: GoCall, reader: GoReader): ServedRoute[] {
  const [, mounted] = call.args;
  if (mounted === undefined || call.receiver === undefined || call.package !== undefined) return [];
  const made = reader.file.callAt.get(mounted);
  const isFollowed = made
    ? isFollowedHere(made.name, reader.file) || isKnown(made.name, MAKES, reader)
    : isRouter(mounted, reader.file);
  return isFollowed ? [] : open(mountPrefixes(call, reader), mounted, reader);
}

function mayRegister(call: GoCall, reader: GoReader): boolean {
  const { file } = reader;
  if (isFollowedHere(call.name, file) || isKnown(call.name, TAKES, reader) || ADDS_NO_ROUTES.test(call.name))
    return false;
  if (call.package !== undefined && isStandard(call.package)) return false;
  if (call.package !== undefined && KNOWN_ADDITIONS.test(call.package)) return false;
  if (call.receiver && isRouter(call.receiver, file)) return false;
  return REGISTERS.test(call.name) || isStatement(call.node);
}

function isStandard(path: string): boolean {
  return /^(net|log|fmt|context|os|io|errors|sync|time|reflect|runtime|testing)(\/|$)/.test(path);
}

/** Called for what it does: nothing but an error comes of it. */
function isStatement(node: GoNode): boolean {
  const outer = [...ancestors(node)].find((each) => each.type !== 'expression_list');
  if (outer?.type === 'expression_statement') return true;
  const left = outer && child(outer, 'left');
  return left !== undefined && /^(_|\w*[eE]rr)$/.test(left.text);
}

function open(prefixes: readonly string[], at: GoNode, { file }: GoReader): ServedRoute[] {
  return prefixes.map((prefix) => ({ method: '*', path: `${prefix}/*`, at: file.origin(at) }));
}
