import type { AssembledText } from '../assembled-text.ts';
import type { GoCall } from './call.ts';
import { evaluate } from './evaluate.ts';
import { declarationAround, isFunction, parametersOf } from './model.ts';
import { sitesOf } from './reach.ts';
import type { GoReader } from './reader.ts';
import { isGroupType, isRouter } from './routers.ts';
import { prefixesGiven, prefixesMounted } from './shared-routers.ts';
import { ancestors, bare, child, type GoNode } from './tree.ts';

const MOST_LEVELS = 8;

/** The path prefixes under which a router's routes are served; several when it is handed to a function several times. */
export function prefixesOf(router: GoNode, reader: GoReader, level = 0): string[] {
  if (level > MOST_LEVELS) return [''];
  const node = bare(router);
  const call = reader.file.callAt.get(node);
  if (call) return prefixesOfCall(call, reader, level);
  if (node.type === 'selector_expression') return prefixesOfField(node, reader, level);
  if (node.type !== 'identifier') return [''];
  return (
    prefixesOfParameter(node, reader, level) ??
    prefixesOfVariable(node, reader, level) ??
    prefixesWhereMounted(node.text, node, reader, level)
  );
}

/** `api.Group("/v1")`, `r.PathPrefix("/v1").Subrouter()`: what stands before, then the path given. */
function prefixesOfCall(call: GoCall, reader: GoReader, level: number): string[] {
  if (call.receiver === undefined || call.package !== undefined) return [''];
  const before = prefixesOf(call.receiver, reader, level + 1);
  const [path] = call.args;
  if (!/^(Group|PathPrefix|Route|Party)$/.test(call.name) || path === undefined) return before;
  const own = pathText(evaluate(path, reader));
  return own === undefined ? before : before.map((prefix) => prefix + own);
}

function prefixesOfVariable(node: GoNode, reader: GoReader, level: number): string[] | undefined {
  const around = new Set<GoNode | undefined>([undefined, ...ancestors(node)]);
  const assigned = (reader.file.assignments.get(node.text) ?? []).filter(
    ({ target, owner }) => target.start < node.start && around.has(owner),
  );
  const value = assigned.at(-1)?.value;
  const call = value && reader.file.callAt.get(bare(value));
  if (call === undefined || call.receiver === undefined || call.package !== undefined) return undefined;
  return prefixesOfCall(call, reader, level);
}

/** `h.group` with `Handler{group: r.Group("/api")}`. */
function prefixesOfField(node: GoNode, reader: GoReader, level: number): string[] {
  const values = reader.file.fieldValues.get(child(node, 'field')?.text ?? '') ?? [];
  const routers = values.filter((value) => isRouter(value, reader.file));
  const found = routers.flatMap((value) => prefixesOf(value, reader, level + 1));
  return found.length > 0 ? [...new Set(found)] : [''];
}

/** A router that comes in by a parameter: by `r.Route("/admin", func(r chi.Router) { … })` or from the callers. */
function prefixesOfParameter(node: GoNode, reader: GoReader, level: number): string[] | undefined {
  for (const owner of ancestors(node)) {
    if (!isFunction(owner)) continue;
    const position = parametersOf(owner).findIndex(({ name }) => name === node.text);
    if (position === -1) continue;
    if (owner.type === 'func_literal') {
      const outer =
        owner.parent?.type === 'argument_list' && owner.parent.parent && reader.file.callAt.get(owner.parent.parent);
      return outer ? prefixesOfCall(outer, reader, level) : [''];
    }
    const declaration = declarationAround(reader.file, node);
    const sites = declaration ? sitesOf(declaration, reader.file) : [];
    const found = sites.flatMap((site) => {
      const given = site.args[position];
      return given ? prefixesOf(given, reader, level + 1) : [''];
    });
    const elsewhere = declaration ? prefixesGiven(declaration.name, position, reader) : [];
    const all = [...new Set([...found, ...elsewhere])];
    if (all.length > 0) return all;
    // Whoever hands over a group is not known, and neither is what stands before it.
    return isGroupType(parametersOf(owner)[position]?.type ?? '') ? ['', '/*'] : [''];
  }
  return undefined;
}

/** `r.Mount("/admin", admin)` and `r.Mount("/admin", adminRoutes())`, for the router made in `adminRoutes`. */
function prefixesWhereMounted(name: string, node: GoNode, reader: GoReader, level: number): string[] {
  const maker = declarationAround(reader.file, node)?.name;
  for (const mount of reader.file.callsByName.get('Mount') ?? []) {
    const [path, mounted] = mount.args;
    const isItself = mount.receiver?.text === name && declarationAround(reader.file, mount.node)?.name === maker;
    if (path === undefined || mounted === undefined || isItself) continue;
    const made = reader.file.callAt.get(mounted)?.name;
    const isNamed = mounted.text === name && declarationAround(reader.file, mount.node)?.name === maker;
    if (!isNamed && (made === undefined || made !== maker)) continue;
    const own = pathText(evaluate(path, reader)) ?? '';
    const outer = mount.receiver ? prefixesOf(mount.receiver, reader, level + 1) : [''];
    return outer.map((prefix) => prefix + own.replace(/\/$/, ''));
  }
  const elsewhere = maker === undefined ? [] : prefixesMounted(maker, reader);
  return elsewhere.length > 0 ? elsewhere : [''];
}

/** A path as text: a variable in front that has no default counts as empty; what is computed stands for any path. */
export function pathText(text: AssembledText): string | undefined {
  let path = '';
  for (const [at, part] of text.parts.entries()) {
    if (typeof part === 'string') path += part;
    else if (part === null || (part.fallback === undefined && at > 0)) return openPath(text, path);
    else path += part.fallback ?? '';
  }
  return path;
}

/** `options.BaseURL + "/orders"` may be any path; a first argument without a slash in it (a cache key) is no path. */
function openPath(text: AssembledText, before: string): string | undefined {
  return text.parts.some((part) => typeof part === 'string' && part.includes('/'))
    ? `${before.replace(/[^/]*$/, '')}*`
    : undefined;
}
