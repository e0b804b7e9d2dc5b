import type { ExportedBinding } from '../language.ts';
import { mentions } from './facts.ts';
import { fullPath } from './paths.ts';
import type { RustReader } from './reader.ts';
import { outerPrefixes } from './route-prefixes.ts';
import type { RsNode } from './syntax.ts';

/** Crates whose routers are put into each other. */
export const ROUTERS =
  /\b(axum|utoipa_axum|aide|actix_web|poem|salvo|tide|rocket|ntex)\b|\bRouter\b|\bServiceConfig\b|\bweb::/;

const COMPUTED = '*computed*';

/** The prefixes below which other files put a function of this one. */
export function mountsTold(name: string, { context, file }: RustReader): (string | undefined)[] {
  return context.bindings.flatMap((binding) => {
    const module = binding.name.startsWith(`${name}.mounted `) ? binding.name.slice(name.length + 9) : undefined;
    if (module === undefined || binding.value.kind !== 'literal' || !isModule(module, file.path, file.text)) return [];
    return [binding.value.text === COMPUTED ? undefined : binding.value.text];
  });
}

/** Whether a module's name can be that of a file, or of something in it. */
export function isModule(module: string, path: string, text: string): boolean {
  if (module === '') return true;
  const parts = path
    .replace(/\.rs$/, '')
    .split('/')
    .map((part) => part.replaceAll('-', '_'));
  return parts.includes(module) || new RegExp(`\\bmod\\s+${module}\\b`).test(text);
}

/** The prefixes below which this file puts functions of others: `.nest("/users", users::router())`, `.service(list)`. */
export function mountBindings(reader: RustReader): ExportedBinding[] {
  const { file } = reader;
  if (!mentions(file, ROUTERS)) return renamed(reader);
  const called = file.calls.flatMap((call) =>
    call.receiver || file.functions.has(call.name) || !/^[a-z]/.test(call.name)
      ? []
      : told(call.node, call.callee, reader),
  );
  const named = [...file.identifiers.values(), file.paths].flat().flatMap((node) => {
    const isValue = /^(arguments|array_expression|tuple_expression)$/.test(node.parent?.type ?? '');
    const name = /\w+$/.exec(node.text)?.[0] ?? '';
    if (!isValue || !/^[a-z]/.test(name) || file.functions.has(name)) return [];
    return told(node, fullPath(node.text, file.imports), reader);
  });
  return [...called, ...named, ...renamed(reader)];
}

/** `pub use admin::routes as admin_routes;`: where others put the new name, the function of the old one is. */
function renamed(reader: RustReader): ExportedBinding[] {
  return [...reader.file.imports.names].flatMap(([alias, path]) => {
    const { name, module } = nameIn(path);
    if (alias === name) return [];
    return mountsTold(alias, reader).map((prefix) => mounted(name, module, { prefix, reader }));
  });
}

function nameIn(path: string): { readonly name: string; readonly module: string } {
  const parts = path.split('::').filter((part) => !/^(crate|self|super|Self)$/.test(part));
  const module = parts.at(-2) ?? '';
  return { name: parts.at(-1) ?? '', module: /^[a-z]/.test(module) ? module : '' };
}

function mounted(
  name: string,
  module: string,
  { prefix, reader }: { readonly prefix: string | undefined; readonly reader: RustReader },
): ExportedBinding {
  return {
    name: `${name}.mounted ${module}`,
    path: reader.file.path,
    value: { kind: 'literal', text: prefix ?? COMPUTED },
    // A file that only hands the name on holds nothing else that matters.
    environment: true,
  };
}

function told(node: RsNode, path: string, reader: RustReader): ExportedBinding[] {
  const { name, module } = nameIn(path);
  return outerPrefixes(node, reader)
    .filter((prefix) => prefix !== '')
    .map((prefix) => mounted(name, module, { prefix, reader }));
}
