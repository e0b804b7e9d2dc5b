import type { Reading } from './reading.ts';
import type { PyNode } from './syntax.ts';
import { evaluate } from './values.ts';

/** A path of a route or a prefix as text; what is read from the environment is not known before run time. */
export function pathText(reading: Reading, node: PyNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  const value = evaluate(reading, node);
  if (value.kind === 'literal') return value.text;
  if (value.kind === 'variable' && value.fallback !== undefined) return value.fallback;
  if (value.kind !== 'template') return undefined;
  const parts = value.parts.map((part) => (typeof part === 'string' ? part : part.fallback));
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}

/** Joins prefixes and a path with single slashes; parameters of every framework become `{name}`. */
export function joinPath(...parts: readonly string[]): string {
  const joined = parts
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('/') ? part : `/${part}`))
    .join('');
  const path = joined.replace(/\/{2,}/g, '/');
  return withParameters(path === '' ? '/' : path);
}

/** `<int:id>`, `{id:path}`, `:id`, `(?P<id>\d+)` → `{id}`. */
function withParameters(path: string): string {
  return path
    .replace(/\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)/g, '{$1}')
    .replace(/<(?:[^<>:]*:)?([A-Za-z_]\w*)(?::[^<>]*)?>/g, '{$1}')
    .replace(/\{(\w+):[^{}]*\}/g, '{$1}')
    .replace(/\/:([A-Za-z_]\w*)/g, '/{$1}');
}
