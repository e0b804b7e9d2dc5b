import type { CodeFacts, ServedRoute } from '../shape/code-facts.ts';

/** Paths that frameworks and their usual additions answer by themselves. */
const FRAMEWORK_PATH =
  /^\/(docs|redoc|openapi\.json|swagger([-/.].*)?|api-docs|static|assets|public|favicon\.ico|robots\.txt|debug\/(pprof|vars)|actuator|socket\.io|graphql|metrics|admin|rails|cable|\.well-known|_next|__\w+)(\/|$)/;

/** What the web server in front of PHP answers from the files beside the front controller, and packages of its frameworks. */
const BESIDE_PHP =
  /^\/((build|storage|vendor|bundles|css|js|img|images|fonts|media|uploads|livewire|sanctum|oauth|horizon|telescope|pulse|nova|broadcasting|login|logout|register|password|_profiler|_wdt|_error|server-status)(\/|$)|\S+\.(php|css|js|png|jpe?g|svg|ico|txt|xml|html)$)/;

function isAnsweredBeside({ routes }: CodeFacts, path: string): boolean {
  return FRAMEWORK_PATH.test(path) || (BESIDE_PHP.test(path) && routes.some(({ at }) => at.source === 'php'));
}

type Answer = 'yes' | 'no' | 'unknown';

/**
 * Whether the code of a service serves a path. `unknown` when none of its routes is known, or where something that no
 * route names may answer.
 *
 * @param method how it is asked, where that is known
 */
export function isServed(code: CodeFacts, path: string, method?: string): Answer {
  // The root is often answered by static files or a proxy that no route names.
  const isExcused = path === '/' || isAnsweredBeside(code, path);
  const answer = isRouted(code, path, method);
  return answer === 'no' && isExcused ? 'unknown' : answer;
}

/** Whether a route of the code takes a path, the root like any other. */
export function isRouted(code: CodeFacts, path: string, method?: string): Answer {
  if (code.routes.length === 0) return 'unknown';
  return code.routes.some((route) => takesMethod(route, method) && takes(route, path)) ? 'yes' : 'no';
}

/** Whether any route of the code lies at or below a prefix, or takes it as a parameter. */
export function servesBelow(code: CodeFacts, prefix: string): Answer {
  if (code.routes.length === 0) return 'unknown';
  const clean = prefix.replace(/\/+$/, '');
  if (clean === '') return 'yes';
  const isBelow = code.routes.some(
    (route) => takesMethod(route) && (liesBelow(route, `${clean}/`) || takes(route, clean)),
  );
  if (isBelow) return 'yes';
  return isAnsweredBeside(code, clean) ? 'unknown' : 'no';
}

function liesBelow({ path, anyCase }: ServedRoute, above: string): boolean {
  const whole = `${path}/`;
  return anyCase ? whole.toLowerCase().startsWith(above.toLowerCase()) : whole.startsWith(above);
}

/** What answers browsers that ask before a request (`app.options('*', cors())`) serves nothing by that. */
function takesMethod(route: ServedRoute, method?: string): boolean {
  if (route.method === '*') return true;
  return method === undefined ? route.method !== 'OPTIONS' : route.method === method;
}

function takes({ path: pattern, anyCase = false, at }: ServedRoute, path: string): boolean {
  if (takesPath(pattern, path, { anyCase })) return true;
  // Rails takes the format of an answer behind every path: `/health.json`.
  return at.source === 'ruby' && takesPath(pattern, path.replace(/\.\w+$/, ''), { anyCase });
}

/**
 * Whether a path as code writes it takes one: parameters `{id}` take one part; `*`, `{rest...}` and patterns take all
 * that follows, which is what a route for everything below a prefix is.
 */
export function takesPath(pattern: string, path: string, { anyCase }: { readonly anyCase: boolean }): boolean {
  const wanted = partsOf(path);
  const served = partsOf(pattern);
  for (const [index, part] of served.entries()) {
    const actual = wanted[index];
    const start = /^[\w-]+(?=\*)/.exec(part)?.[0];
    if (start !== undefined) return isSame(start, (actual ?? '').slice(0, start.length), anyCase);
    if (/[*(]|\.\.\.\}/.test(part)) return true;
    if (actual === undefined || !(part.includes('{') || isSame(part, actual, anyCase))) return false;
  }
  return served.length === wanted.length;
}

function isSame(a: string, b: string, anyCase: boolean): boolean {
  return anyCase ? a.toLowerCase() === b.toLowerCase() : a === b;
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}
