import { boundTo } from './bound.ts';
import type { GoReader } from './reader.ts';

/** `Register.$takes`: a function with a router among its parameters; `Routes.$makes`: one that returns a router. */
export const TAKES = '$takes';
export const MAKES = '$makes';
/** `Register.$router.0`: the prefix of what is given for its first parameter; `Routes.$mounted`: of what it returns. */
export const GIVEN = '$router';
export const MOUNTED = '$mounted';

/** The prefixes that callers in other files give a parameter; empty where none is known. */
export function prefixesGiven(name: string, position: number, reader: GoReader): string[] {
  return texts(name, `${name}.${GIVEN}.${position}`, reader);
}

/** The prefixes below which other files mount what a function returns. */
export function prefixesMounted(name: string, reader: GoReader): string[] {
  return texts(name, `${name}.${MOUNTED}`, reader);
}

function texts(first: string, name: string, { file }: GoReader): string[] {
  const found = boundTo(first, file.context.bindings).filter((binding) => binding.name === name);
  return [...new Set(found.flatMap(({ value }) => (value.kind === 'literal' ? [value.text] : [])))];
}

/** Whether another file has such a function. */
export function isKnown(name: string, kind: string, { file }: GoReader): boolean {
  return boundTo(name, file.context.bindings).some((binding) => binding.name === `${name}.${kind}`);
}
