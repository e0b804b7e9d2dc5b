import { imageBaseName, parseImageName } from '../normalise/image-name.ts';
import type { CommandLine, Workload } from '../shape/workload.ts';
import type { EffectiveImage } from './image.ts';
import { effectiveProcess } from './process.ts';

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

/** Where the start of an nginx image looks for templates that it fills in and for scripts that it runs. */
const FILLED_IN = /^\/(etc\/nginx\/templates|docker-entrypoint\.d)(\/|$)/;

/** Whether an image is nginx with files in it, started as it comes: nothing in it reads the environment. */
export function readsNoEnvironment(image: EffectiveImage, workload: Workload): boolean {
  const base = parseImageName(image.base);
  if (base === undefined || !/nginx/.test(imageBaseName(base))) return false;
  const process = effectiveProcess(workload, image)?.words ?? [];
  if (process.length > 0 && (process[0] !== 'nginx' || RUNTIMES.test(process.join(' ')))) return false;
  const places = [...image.holds.map((copy) => copy.destination), ...workload.mounts.map((mount) => mount.path)];
  return !places.some((path) => FILLED_IN.test(path));
}
