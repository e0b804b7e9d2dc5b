/** One path as the facts write it: `{id}` for parameters, `*` for everything below. */
export function routePath(...parts: readonly string[]): string {
  const joined = parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .map(segment);
  return `/${joined.join('/')}`;
}

function segment(text: string): string {
  const rest =
    /^\{\*(\w+)\}$/.exec(text)?.[1] ??
    /^\{(\w+)\s*:\s*\.[*+]\}$/.exec(text)?.[1] ??
    /^\{(\w+)\.\.\.\}$/.exec(text)?.[1] ??
    /^<(\w+)>$/.exec(text)?.[1];
  if (rest !== undefined) return `{${rest}...}`;
  const named = /^:(\w+)\??$/.exec(text)?.[1];
  if (named !== undefined) return `{${named}}`;
  if (/^\*{1,2}$/.test(text)) return '*';
  // `{id:[0-9]+}`, `{id?}`; Micronaut's `{?query*}` stands behind the path.
  return text
    .replace(/\{\?[^}]*\}/g, '')
    .replace(/\{(\w+)(?:[:?][^}]*)?\}/g, '{$1}')
    .replace(/\{\/\w+\}/g, '*');
}

/** Paths are split at slashes, and the pattern of a parameter may hold one. */
export function withoutPatterns(path: string): string {
  return path.replace(/\{(\w+)\s*:(?!\s*\.[*+]\})(?:[^{}]|\{[^{}]*\})*\}/g, '{$1}');
}
