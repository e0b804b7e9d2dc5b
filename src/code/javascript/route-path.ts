/** `/cart/:id(\\d+)?` and `/cart/{id}` as `/cart/{id}`; a wildcard stays `*`. */
export function routePath(text: string): string {
  return text
    .replace(/:([A-Za-z_]\w*)(\([^)]*\)|\{[^}]*\})?[?*+]?/g, '{$1}')
    .replace(/\{([A-Za-z_]\w*)[?*]?\}/g, '{$1}')
    .replace(/\{\/?[*:](\w+)\}/g, '*')
    .replace(/\*\w+/g, '*');
}

/** A prefix and a path with exactly one `/` between them; no `/` at the end except for the root. */
export function joinPaths(...parts: readonly string[]): string {
  const joined = parts.map((part) => part.replace(/^\/+|\/+$/g, '')).filter((part) => part !== '');
  return `/${joined.join('/')}`;
}
