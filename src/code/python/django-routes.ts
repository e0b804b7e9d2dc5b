import type { ServedRoute } from '../../shape/code-facts.ts';
import type { RouteMount } from '../language.ts';
import { moduleTargets } from './imports.ts';
import { calleeName } from './names.ts';
import type { Reading } from './reading.ts';
import { joinPath, pathText } from './route-paths.ts';
import { stringText } from './strings.ts';
import { ancestorOf, type PyNode } from './syntax.ts';

/** The name of Django's list of routes, and so of what `include` mounts. */
const LIST = 'urlpatterns';

/** Stands for a site of Django itself: `admin.site.urls`. */
const SITE = 'django.site';
/** Lists of routes that packages bring along. */
const FOREIGN =
  /^(django|health_check|django_prometheus|rest_framework|rest_framework_\w+|oauth2_provider|allauth|debug_toolbar|dj_rest_auth|djoser|drf_spectacular|silk|watchman|django_alive|django_probes|graphene_django|wagtail|social_django|two_factor|ckeditor|tinymce|captcha|hijack|impersonate|explorer|rosetta|django_rq|mozilla_django_oidc|djangosaml2|webpack_loader)(\.|$)/;

export interface DjangoRoutes {
  readonly routes: readonly ServedRoute[];
  /** Prefixes for the files that this one includes. */
  readonly mounts: readonly RouteMount[];
}

/** Django's `urlpatterns`: `path`, `re_path`, `include` within the file and across files. */
export function djangoRoutes(reading: Reading): DjangoRoutes {
  const { module, context } = reading;
  const routes: ServedRoute[] = [];
  const mounts: RouteMount[] = [];
  if (!module.text.includes('urlpatterns')) return { routes, mounts };
  const outer = [
    ...new Set((context.mounts ?? []).filter((mount) => mount.name === LIST).map((mount) => mount.prefix)),
  ];
  const prefixes = outer.length > 0 ? outer : [''];
  for (const call of module.calls) {
    const kind = /^django\.(?:urls|conf\.urls)\.(path|re_path|url)$/.exec(calleeName(module, call) ?? '')?.[1];
    const { positional, keywords } = module.argumentsOf(call);
    const written = positional[0] ?? keywords.get('route');
    const own = pathText(reading, written);
    if (kind === undefined || written === undefined || own === undefined) continue;
    const path = enclosingPrefix(reading, call) + plainPattern(kind, own);
    const view = positional[1] ?? keywords.get('view');
    const included = view && includedOf(reading, view);
    if (included === undefined) {
      const at = module.originOf(written);
      routes.push(...prefixes.map((prefix) => ({ method: '*', path: joinPath(prefix, path), at })));
    } else if (FOREIGN.test(included)) {
      const at = module.originOf(written);
      routes.push(
        ...prefixes.map((prefix) => ({ method: '*', path: `${joinPath(prefix, path).replace(/\/$/, '')}/*`, at })),
      );
    } else if (included === '') {
      // `include(router.urls)`, `include(patterns)`: a list that is put together elsewhere.
      const at = module.originOf(written);
      if (view && !isWrittenOut(reading, view))
        routes.push(
          ...prefixes.map((prefix) => ({ method: '*', path: `${joinPath(prefix, path).replace(/\/$/, '')}/*`, at })),
        );
    } else {
      for (const prefix of prefixes) {
        for (const target of moduleTargets(included, module.path))
          mounts.push({ prefix: `${prefix}${path}`, target, name: LIST, path: module.path });
      }
    }
  }
  return { routes, mounts };
}

/** The module of `include('shop.urls')`; empty when the patterns stand in the call; undefined when it includes nothing. */
function includedOf(reading: Reading, view: PyNode): string | undefined {
  const { module } = reading;
  if (view.type !== 'call') return /(^|\.)(urls|site\.urls)$/.test(module.textOf(view)) ? SITE : undefined;
  if (!/^django\.(urls|conf\.urls)\.include$/.test(calleeName(module, view) ?? '')) return undefined;
  let first = module.argumentsOf(view).positional[0];
  if (first?.type === 'tuple') first = first.children[0];
  return (first && stringText(first, module.text)) ?? '';
}

/** Whether the patterns stand in the call: `include([path('x/', view)])`, `include(([…], 'shop'))`. */
function isWrittenOut({ module }: Reading, view: PyNode): boolean {
  const first = module.argumentsOf(view).positional[0];
  return first?.type === 'list' || (first?.type === 'tuple' && first.children[0]?.type === 'list');
}

/** `^orders/(?P<id>\d+)/$` without what is only syntax. */
function plainPattern(kind: string, pattern: string): string {
  return kind === 'path'
    ? pattern
    : pattern
        .replace(/^\^/, '')
        .replace(/\??\$$/, '')
        .replace(/\\([./-])/g, '$1');
}

/** The prefix of `path('api/', include([ … ]))` around a call. */
function enclosingPrefix(reading: Reading, call: PyNode): string {
  const { module } = reading;
  let prefix = '';
  for (let at = ancestorOf(call, 'call'); at; at = ancestorOf(at, 'call')) {
    const kind = /^django\.(?:urls|conf\.urls)\.(path|re_path|url)$/.exec(calleeName(module, at) ?? '')?.[1];
    if (kind) prefix = plainPattern(kind, pathText(reading, module.argumentsOf(at).positional[0]) ?? '') + prefix;
  }
  return prefix;
}
