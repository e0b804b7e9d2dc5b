import { imageBaseName, parseImageName } from '../normalise/image-name.ts';
import type { CommandLine } from '../shape/workload.ts';
import type { EffectiveImage } from './image.ts';

/** Images that serve files and bring no interpreter for a program. */
const FILE_SERVERS =
  /^(nginx|nginx-unprivileged|openresty|angie|caddy|httpd|apache|apache2|lighttpd|static-web-server|darkhttpd|thttpd|nginx-alpine|docker-nginx-spa)$/;
/** What can run a program beside the server, whatever the base is. */
const RUNTIMES =
  /(^|[\s/])(node|npm|yarn|pnpm|bun|deno|python[\d.]*|gunicorn|uvicorn|supervisord|pm2[\w-]*|s6-svscan|php-fpm)(\s|$)/;

/**
 * Whether an image only serves what an earlier stage built: then code in it runs in a browser, if at all, and what it
 * reads from the environment was inlined by the build (N240).
 */
export function servesBuiltFiles(image: EffectiveImage, process: CommandLine | undefined): boolean {
  const base = parseImageName(image.base);
  if (base === undefined || !FILE_SERVERS.test(imageBaseName(base))) return false;
  return !RUNTIMES.test((process?.words ?? []).join(' '));
}
