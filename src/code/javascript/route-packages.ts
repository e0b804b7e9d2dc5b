/** Middleware and plugins that change requests and answer for no path of their own. */
const PLAIN =
  /^(express|cors|helmet|morgan|compression|cookie-parser|cookie-session|express-session|body-parser|express-rate-limit|express-slow-down|rate-limiter-flexible|passport.*|connect-.*|csurf|csrf.*|multer|hpp|method-override|response-time|serve-favicon|express-validator|express-async-errors|express-async-handler|express-jwt|express-fileupload|express-http-context|express-mongo-sanitize|express-openapi-validator|express-request-id|express-requests-logger|express-winston|express-useragent|xss-clean|toobusy-js|nocache|vhost|pino-http|express-pino-logger|winston|cls-rtracer|i18next-http-middleware|@sentry\/.*|dd-trace|elastic-apm-node|newrelic|@opentelemetry\/.*|koa|koa-(bodyparser|body|helmet|compress|logger|session|json|router|cors|error|ratelimit|conditional-get|etag|response-time|pino-logger)|kcors|@koa\/(cors|bodyparser|router)|@fastify\/(cors|helmet|sensible|jwt|cookie|session|rate-limit|formbody|multipart|postgres|mysql|redis|mongodb|env|auth|compress|websocket|etag|csrf-protection|caching|accepts|request-context|bearer-auth|basic-auth|kafka|autoload|view|type-provider-.*|swagger|secure-session|circuit-breaker|response-validation|error-page)|fastify-(plugin|type-provider-zod|zod|socket\.io|graceful-shutdown|raw-body|metrics-js-base)|hono(\/.*)?|@hono\/(node-server|zod-validator|zod-openapi|sentry|otel|oidc-auth|clerk-auth|valibot-validator|typebox-validator))$/;
/** What takes an application and adds nothing to it: built-in modules, test clients, adapters of platforms. */
const TAKERS =
  /^(node:.*|https?|http2|util|assert|events|cluster|spdy|supertest|superagent|light-my-request|serverless-http|@vendia\/.*|@codegenie\/.*|aws-serverless-.*|@fastify\/aws-lambda|@hono\/node-server(\/.*)?|express-list-endpoints|http-terminator|http-graceful-shutdown|http-shutdown|stoppable|swagger-jsdoc|express-async-errors|vitest|@jest\/.*|chai|sinon|ws|socket\.io|greenlock-express|@google-cloud\/functions-framework|firebase-functions(\/.*)?|@swc\/.*)$/;

/** Whether a middleware or plugin of a package answers for no path of its own. */
export function isPlainPackage(from: string): boolean {
  return PLAIN.test(from);
}

/** Whether a package that is given an application leaves its routes as they are. */
export function addsNoRoutes(from: string): boolean {
  return PLAIN.test(from) || TAKERS.test(from);
}
