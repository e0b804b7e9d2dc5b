/** Prefixes and a path with exactly one `/` between them and one in front; none at the end except for the root. */
export function joinPaths(...parts: readonly string[]): string {
  const joined = parts.map((part) => part.replace(/^\/+|\/+$/g, '')).filter((part) => part !== '');
  return `/${joined.join('/')}`;
}
