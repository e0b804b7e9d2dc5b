import { folderOf } from '../../normalise/path.ts';
import type { ProgramCall } from '../loading.ts';
import { isBuilt } from './build-constraints.ts';
import { type GoBuild, goBuilds } from './go-builds.ts';

export const MAIN = /^package main\b/m;

/**
 * The main packages that a binary may be: what the image builds under its name, else the folder that is named like it
 * (`/app/worker` is `cmd/worker`), else every one, where nothing but Go is there to run.
 */
export function started({ name, words, paths, made }: ProgramCall): readonly string[] | undefined {
  // What is given a script runs that.
  if (words.some((word) => /\.(js|ts|py)$/.test(word))) return undefined;
  const programs = paths.files.filter((path) => isProgram(path, paths.textOf(path)));
  const mains = [...new Set(programs.map(folderOf))];
  const built = builtMains(name, goBuilds(made), mains);
  if (built.length > 0) return built;
  const [only, ...more] = mains.filter((folder) => baseName(folder) === name);
  if (only !== undefined) return more.length > 0 ? undefined : [only];
  return mains.length > 0 && paths.files.every((path) => path.endsWith('.go')) ? mains : undefined;
}

function isProgram(path: string, text: string): boolean {
  return path.endsWith('.go') && MAIN.test(text) && isBuilt(path, text);
}

function builtMains(name: string, builds: readonly GoBuild[], mains: readonly string[]): readonly string[] {
  const packages = (build: GoBuild) => build.packages.flatMap((each) => mainsAt(each, mains));
  const named = builds.filter(({ output }) => output === name);
  // Without -o a binary is named like its package; another name was given when it was copied.
  const alone = builds.length === 1 ? builds : [];
  const byPackage = builds
    .filter(({ output }) => output === undefined)
    .flatMap(packages)
    .filter((folder) => baseName(folder) === name);
  const found = named.length > 0 ? named.flatMap(packages) : byPackage.length > 0 ? byPackage : alone.flatMap(packages);
  return [...new Set(found)];
}

/** A folder of the container as one of the repository: the longest end of it that a main package has. */
function mainsAt({ folder, all }: GoBuild['packages'][number], mains: readonly string[]): readonly string[] {
  const parts = folder.split('/').filter((part) => part !== '');
  for (let at = 0; at < parts.length; at += 1) {
    const end = parts.slice(at).join('/');
    const found = mains.filter(
      (main) => main === end || main.endsWith(`/${end}`) || (all && `${main}/`.includes(`${end}/`)),
    );
    if (found.length > 0) return found;
  }
  if (all) return mains;
  // The root of what was copied: no other main package lies above it.
  const depth = (path: string) => (path === '.' ? 0 : path.split('/').length);
  const least = Math.min(...mains.map(depth));
  return mains.filter((main) => depth(main) === least).slice(0, 2);
}

function baseName(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1);
}
