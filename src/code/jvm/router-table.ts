/** A way to write routes as calls. */
export interface Router {
  readonly imports: RegExp;
  /** Methods and functions named like verbs; in upper case for some. */
  readonly verb: RegExp;
  /** Calls that put a path before what stands inside them, by their first argument. */
  readonly prefix: RegExp;
  /** Routes have no receiver: `get("/cart") { … }`; or only one that fits. */
  readonly receiver: RegExp | 'none' | 'any';
  /** Calls that serve everything below a path, or what is not known here. */
  readonly open: RegExp;
}

export const ROUTERS: readonly Router[] = [
  {
    imports: /^io\.ktor\.server|^io\.ktor\.(application|routing)/,
    verb: /^(get|post|put|delete|patch|head|options|webSocket|sse)$/,
    prefix: /^route$/,
    receiver: 'none',
    open: /^(static|staticResources|staticFiles|singlePageApplication|swaggerUI|openAPI)$/,
  },
  {
    imports: /^org\.springframework\.web\.(reactive\.)?(servlet\.)?function/,
    verb: /^(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)$/,
    prefix: /^(path|nest)$/,
    receiver: 'any',
    open: /^resources$/,
  },
  {
    imports: /^io\.javalin/,
    verb: /^(get|post|put|delete|patch|head|options|ws|sse)$/,
    prefix: /^path$/,
    receiver: /^$|[aA]pp|[jJ]avalin|[sS]erver|[rR]out|create|config|ApiBuilder|start|get|post|put|delete|patch/,
    open: /^(crud|addStaticFiles)$/,
  },
  {
    imports: /^spark(\.|$)/,
    verb: /^(get|post|put|delete|patch|head|options|webSocket)$/,
    prefix: /^path$/,
    receiver: /^$|^Spark$|[hH]ttp|[sS]ervice|[aA]pp/,
    open: /^$/,
  },
  {
    imports: /^io\.vertx/,
    verb: /^(get|post|put|delete|patch|head|options|route)$/,
    prefix: /^$/,
    receiver: /[rR]outer/,
    open: /^(mountSubRouter|subRouter)$/,
  },
];
