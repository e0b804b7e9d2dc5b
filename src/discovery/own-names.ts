import { folderOf } from '../normalise/path.ts';
import type { Inventory } from './inventory.ts';

/** `api` of `api.Dockerfile` and `Dockerfile.api`; not what says for whom or how it is built. */
const SUFFIXED = /^(?:Dockerfile|Containerfile)\.([\w-]+)$|^([\w-]+)\.[Dd]ockerfile$/;
const VARIANT = /^(dev|prod|test|local|ci|production|development|staging|debug|arm64|amd64|alpine|debian|slim)$/;
/** Folders that hold one folder for each program of a repository. */
const PROGRAM = /^(?:cmd|services|apps|microservices)\/([\w.-]+)\/./;

/** Names that the programs of a repository go by, as its Dockerfiles and folders have them. */
export function ownNames({ dockerfiles, all }: Inventory): string[] {
  const built = dockerfiles.flatMap((path) => {
    const match = SUFFIXED.exec(path.slice(path.lastIndexOf('/') + 1));
    const suffix = match?.[1] ?? match?.[2];
    if (suffix !== undefined && !VARIANT.test(suffix)) return [suffix];
    const folder = folderOf(path).split('/').at(-1) ?? '.';
    return folder === '.' ? [] : [folder];
  });
  if (built.length > 0) return [...new Set(built)];
  return [...new Set(all.flatMap((path) => PROGRAM.exec(path)?.[1] ?? []))];
}
