import type { SourceModule } from './module.ts';
import { importsPackage } from './packages.ts';

/** Routers that take paths as they are written. */
const SENSITIVE =
  /^(fastify(-plugin)?|@fastify\/.*|hono(\/.*)?|@hono\/.*|@hapi\/hapi|hapi|restify|find-my-way|itty-router|elysia|h3|next(\/.*)?)$/;
/** Routers that take any case unless they are told otherwise. */
const INSENSITIVE =
  /^(express(-promise-router)?|koa|koa-router|@koa\/router|polka|@tinyhttp\/app|json-server|@nestjs\/(core|common))$/;

/** Whether the routes of a file take the case of a path as written. Who is handed a router need not name its package. */
export function isCaseSensitive(module: SourceModule): boolean {
  return (
    importsPackage(module, SENSITIVE) &&
    !importsPackage(module, INSENSITIVE) &&
    !/\bcaseSensitive\s*:\s*false|isCaseSensitive\s*:\s*false/.test(module.text)
  );
}
