import type { ServedRoute } from '../../shape/code-facts.ts';
import { withDescendants } from '../syntax.ts';
import type { Reading } from './reading.ts';
import { joinPath, pathText, templatePaths } from './route-paths.ts';
import { prefixesOf } from './route-prefixes.ts';
import { elementsOf, type MethodCall } from './syntax.ts';
import { typeOf } from './types.ts';

const VERB = /^Map(Get|Post|Put|Delete|Patch|Methods)$/;
/** Additions that answer at a path of their own: the method, and the path when none is given. */
const ADDITIONS: Readonly<
  Record<string, { readonly method: string; readonly path?: string; readonly below?: string }>
> = {
  MapHealthChecks: { method: 'GET' },
  UseHealthChecks: { method: 'GET' },
  MapMetrics: { method: 'GET', path: '/metrics' },
  UseMetricServer: { method: 'GET', path: '/metrics' },
  MapPrometheusScrapingEndpoint: { method: 'GET', path: '/metrics' },
  UseOpenTelemetryPrometheusScrapingEndpoint: { method: 'GET', path: '/metrics' },
  // The files themselves are found by no route; the root leads to one.
  UseDefaultFiles: { method: 'GET', path: '/' },
  MapHealthChecksUI: { method: 'GET', path: '/healthchecks-ui', below: '*' },
  MapHub: { method: '*', below: 'negotiate' },
  MapGraphQL: { method: '*', path: '/graphql' },
  MapSubscribeHandler: { method: 'GET', path: '/dapr/subscribe' },
  UseHangfireDashboard: { method: '*', path: '/hangfire', below: '*' },
  MapHangfireDashboard: { method: '*', path: '/hangfire', below: '*' },
};
/** What takes paths that no route names. */
const OPEN =
  /^(MapFallback\w*|MapRazorPages|MapRazorComponents|MapBlazorHub|MapReverseProxy|MapForwarder|MapGrpcService|MapIdentityApi|MapControllerRoute|MapDefaultControllerRoute|MapAreaControllerRoute|MapDynamicControllerRoute|MapRoute|UseMvcWithDefaultRoute|UseOcelot|UseSpa|UseFileServer|UseIdentityServer|UseOpenIddict|MapMagicOnion\w*|MapODataRoute|UseOData|MapConnectors|UseProxy|RunProxy|RunHttpProxy|UseSoapEndpoint|MapMcp)$/;

/** Routes of minimal APIs, health checks, hubs and what packages add. */
export function mappedRoutes(reading: Reading): ServedRoute[] {
  return reading.file.calls.flatMap((call) => [
    ...endpoint(reading, call),
    ...addition(reading, call),
    ...branch(reading, call),
    ...open(reading, call),
  ]);
}

function endpoint(reading: Reading, call: MethodCall): ServedRoute[] {
  const verb = VERB.exec(call.name)?.[1];
  if (verb === undefined || call.object === undefined) return [];
  const path = call.args[0]?.value;
  const text = pathText(reading, path);
  if (path === undefined || text === undefined) return [];
  const methods = verb === 'Methods' ? listedMethods(reading, call) : [verb.toUpperCase()];
  const at = reading.file.originOf(path);
  return prefixesOf(reading, call.object).flatMap((prefix) =>
    templatePaths(joinPath(prefix, text)).flatMap((each) => methods.map((method) => ({ method, path: each, at }))),
  );
}

function listedMethods(reading: Reading, { args }: MethodCall): string[] {
  const list = args[1] && elementsOf(args[1].value);
  const texts = (list ?? []).flatMap((each) => pathText(reading, each)?.toUpperCase() ?? []);
  return texts.length > 0 ? texts : ['*'];
}

function addition(reading: Reading, call: MethodCall): ServedRoute[] {
  const found = Object.hasOwn(ADDITIONS, call.name) ? ADDITIONS[call.name] : undefined;
  if (found === undefined || call.object === undefined) return [];
  const given = call.args.map(({ value }) => value).find((value) => pathText(reading, value)?.startsWith('/'));
  const path = pathText(reading, given ?? call.args[0]?.value) ?? found.path;
  if (path === undefined) return [];
  const at = reading.file.originOf(given ?? call.call);
  return prefixesOf(reading, call.object).flatMap((prefix) => {
    const whole = joinPath(prefix, path);
    const own = { method: found.method, path: whole, at };
    return found.below === undefined ? [own] : [own, { ...own, path: joinPath(whole, found.below) }];
  });
}

/** `app.Map("/x", handler)`, and a branch of the pipeline: `app.Map("/x", branch => …)`. */
function branch(reading: Reading, call: MethodCall): ServedRoute[] {
  const path = call.args[0]?.value;
  const text =
    call.name === 'Map' && call.args.length > 1 && path && isRouteBuilder(reading, call)
      ? pathText(reading, path)
      : undefined;
  if (text === undefined || path === undefined || !text.startsWith('/')) return [];
  const isPipeline = /\.(Run|Use\w*)\s*\(/.test(call.args[1]?.value.text ?? '');
  const at = reading.file.originOf(path);
  return prefixesOf(reading, call.object).flatMap((prefix) => {
    const whole = joinPath(prefix, text);
    const paths = isPipeline ? [whole, joinPath(whole, '*')] : templatePaths(whole);
    return paths.map((each) => ({ method: '*', path: each, at }));
  });
}

const BUILDER = /^I?(WebApplication|EndpointRouteBuilder|ApplicationBuilder|RouteGroupBuilder)$/;

function isRouteBuilder({ file }: Reading, { object }: MethodCall): boolean {
  const type = typeOf(file, object)?.name;
  return BUILDER.test(type ?? '') || /^(app|application|endpoints?|routes?|api|\w*[gG]roup)$/.test(object?.text ?? '');
}

function open(reading: Reading, call: MethodCall): ServedRoute[] {
  const isTerminal =
    call.name === 'Run' && /lambda_expression/.test(call.args[0]?.value.type ?? '') && isOnApplication(call);
  if (!isTerminal && !OPEN.test(call.name)) return [];
  return prefixesOf(reading, call.object).map((prefix) => ({
    method: '*',
    path: `${prefix === '' ? '' : joinPath(prefix)}/*`,
    at: reading.file.originOf(call.call),
  }));
}

/** `app.Run(async context => …)` answers everything that comes so far; `Task.Run(…)` does not. */
function isOnApplication({ object, args }: MethodCall): boolean {
  if (object === undefined || !/^(app|application|builder|appBuilder)$/i.test(object.text)) return false;
  const handler = args[0]?.value;
  return (
    handler !== undefined &&
    [...withDescendants(handler)].some(({ text }) => text === 'Response' || text === 'WriteAsync')
  );
}
