import type { CodeFacts, ServedRoute } from '../shape/code-facts.ts';

/** Paths that frameworks and their usual additions answer by themselves. */
const FRAMEWORK_PATH =
  /^\/(docs|redoc|openapi\.json|swagger([-/.].*)?|api-docs|static|assets|public|favicon\.ico|robots\.txt|debug\/(pprof|vars)|actuator|socket\.io|graphql|metrics|admin|\.well-known|_next|__\w+)(\/|$)/;

/**
 * Whether the code of a service serves a path. `unknown` when none of its routes is known, or when one of them takes
 * everything (static files, a catch-all, a mounted application).
 */
export function isServed(code: CodeFacts, path: string): 'yes' | 'no' | 'unknown' {
  if (code.routes.length === 0) return 'unknown';
  if (code.routes.some((route) => matches(route, path))) return 'yes';
  // The root is often answered by static files or a proxy that no route names.
  return path === '/' || FRAMEWORK_PATH.test(path) || code.routes.some((route) => isOpen(route)) ? 'unknown' : 'no';
}

/** Whether any route of the code lies at or below a prefix, or takes it as a parameter. */
export function servesBelow(code: CodeFacts, prefix: string): 'yes' | 'no' | 'unknown' {
  if (code.routes.length === 0) return 'unknown';
  const clean = prefix.replace(/\/+$/, '');
  if (clean === '') return 'yes';
  const above = `${clean}/`.toLowerCase();
  const isBelow = code.routes.some(
    (route) => `${route.path}/`.toLowerCase().startsWith(above) || matches(route, clean),
  );
  if (isBelow) return 'yes';
  return FRAMEWORK_PATH.test(clean) || code.routes.some((route) => isOpen(route)) ? 'unknown' : 'no';
}

function matches(route: ServedRoute, path: string): boolean {
  return takesPath(route.path, path);
}

/** Whether a path as code writes it takes one: parameters `{id}` take one part, `*` and `{rest...}` all that follow. */
export function takesPath(pattern: string, path: string): boolean {
  const wanted = partsOf(path);
  const served = partsOf(pattern);
  for (const [index, part] of served.entries()) {
    if (part.includes('*') || /\{[^}]*\.\.\.\}|\{\*/.test(part)) return true;
    const actual = wanted[index];
    if (actual === undefined || (!part.includes('{') && part.toLowerCase() !== actual.toLowerCase())) return false;
  }
  return served.length === wanted.length;
}

function isOpen(route: ServedRoute): boolean {
  return /\*|\.\.\.\}|\{\*|\(/.test(route.path) || route.path === '';
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}
