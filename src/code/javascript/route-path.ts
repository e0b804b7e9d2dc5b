/** Parts of a path that may be left out: `{/:kind}`, `/:kind?`, `.:ending?`, `/{kind?}`. */
const OPTIONAL = [/\{([/.:*][^{}]*)\}/, /([/.]:[A-Za-z_]\w*(?:\([^)]*\))?)\?/, /([/.]\{[A-Za-z_]\w*)\?(?=\})/];
const MOST_PATHS = 8;

/** The paths that a route's text stands for: `/cart/:id?` for `/cart` and `/cart/{id}`. */
export function routePaths(text: string): string[] {
  const open = [text];
  const found = new Set<string>();
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const match = OPTIONAL.map((pattern) => pattern.exec(next)).find((each) => each);
    if (!match || found.size + open.length >= MOST_PATHS) {
      found.add(routePath(next));
      continue;
    }
    const [whole, inside = ''] = match;
    // The brace behind `{kind?` belongs to it.
    const after = next.slice(match.index + whole.length);
    const isBraced = whole.includes('{') && inside.includes('{');
    open.push(next.slice(0, match.index) + inside + after);
    open.push(next.slice(0, match.index) + (isBraced ? after.slice(1) : after) || '/');
  }
  return [...found];
}

/** `/cart/:id(\\d+)` and `/cart/{id}` as `/cart/{id}`; a wildcard stays `*`, and so does a piece with a pattern. */
export function routePath(text: string): string {
  return text
    .replace(/:([A-Za-z_]\w*)(?:\((?:\.\*|\.\+|\*)\)|\{\.[*+]\})[?*+]?/g, '*')
    .replace(/:([A-Za-z_]\w*)[*+]/g, '*')
    .replace(/:([A-Za-z_]\w*)(\([^)]*\)|\{[^}]*\})?\??/g, '{$1}')
    .replace(/\{[A-Za-z_]\w*\*\d*\}|\{\/?[*]\w*\}/g, '*')
    .replace(/\{([A-Za-z_]\w*)\?\}/g, '{$1}')
    .replace(/\{\/?:(\w+)\}/g, '*')
    .replace(/\*\w+/g, '*')
    .replace(/[^/]*(?:\(|\?|\+)[^/]*/g, '*');
}
