import type { ServedRoute } from '../../shape/code-facts.ts';
import type { RustReader } from './reader.ts';
import { routePath } from './route-path.ts';
import { child } from './syntax.ts';

/** `match (req.method(), req.uri().path()) { (&Method::GET, "/orders") => … }`: each path that is compared. */
export function matchedRoutes({ file }: RustReader): ServedRoute[] {
  return file.matches.flatMap((match) => {
    if (!/\.path\(\)/.test(child(match, 'value')?.text ?? '')) return [];
    return (child(match, 'body')?.children ?? []).flatMap((arm): ServedRoute[] => {
      const pattern = child(arm, 'pattern');
      const method = /\bMethod::([A-Z]+)\b|"(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)"/.exec(pattern?.text ?? '');
      return [...(pattern?.text ?? '').matchAll(/"(\/[^"]*)"/g)].map(([, path = '']) => ({
        method: method?.[1] ?? method?.[2] ?? '*',
        path: routePath(path),
        at: file.originOf(pattern ?? arm),
      }));
    });
  });
}
