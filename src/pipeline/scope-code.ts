import type { RunCommand } from '../code/entries.ts';
import { isManifest, loaderOf } from '../code/index.ts';
import { type RunningService, type RunScope, runScopes } from '../code/run-scope.ts';
import type { ServiceProgram } from '../compare/comparison.ts';
import { withArguments } from '../effective/build-arguments.ts';
import { effectiveImage } from '../effective/image.ts';
import { effectiveProcess } from '../effective/process.ts';
import { builtOn } from '../pairing/built-on.ts';
import type { BuiltImage } from '../pairing/image-of.ts';
import type { WorkloadPair } from '../pairing/pair.ts';
import type { RepositoryFiles } from '../repository/files.ts';

export interface ServiceFiles {
  readonly pair: WorkloadPair;
  readonly image: BuiltImage | undefined;
  readonly program: ServiceProgram | undefined;
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/**
 * The files of each service without those that its command does not run.
 * @param all every file of the repository
 */
export async function scopeCode(
  services: readonly ServiceFiles[],
  all: readonly string[],
  files: RepositoryFiles,
): Promise<ReadonlyMap<string, RunScope>> {
  const running = services.map(
    ({ pair, image, program, folders, files: own }): RunningService => ({
      service: pair.name,
      folders,
      files: own,
      commands: commandsOf(pair, image, program),
    }),
  );
  const texts = new Map<string, string>();
  for (const path of neededPaths(running, all)) {
    const content = await files.read(path);
    if (content.kind === 'text') texts.set(path, content.text);
  }
  return runScopes(running, texts);
}

/** Texts are only read of services whose commands are known. */
function neededPaths(running: readonly RunningService[], all: readonly string[]): ReadonlySet<string> {
  const code = running
    .filter(({ commands }) => commands !== undefined)
    .flatMap(({ files }) => files.filter((path) => loaderOf(path) !== undefined));
  return new Set(code.length === 0 ? [] : [...code, ...all.filter(isManifest)]);
}

/** What both sides run; undefined when it is not known of one of them. */
function commandsOf(
  pair: WorkloadPair,
  built: BuiltImage | undefined,
  program: ServiceProgram | undefined,
): RunCommand[] | undefined {
  const scripts = new Map([...(program?.scripts ?? [])].map(([name, { text }]) => [name, text]));
  const sides = [
    { workload: pair.local, on: built && builtOn(built, 'local') },
    { workload: pair.target, on: built && builtOn(built, 'target') },
  ];
  const commands = sides.flatMap(({ workload, on }) => {
    if (workload === undefined) return [];
    const image = on && effectiveImage(on.recipe, on.stage);
    const process = effectiveProcess(workload, image);
    const workdir = image?.workdir?.path;
    // The target's image is built as compose builds it, as far as anyone can see.
    const made = image && on ? withArguments(image.runs, on.recipe, pair.local?.build) : [];
    return [process && { words: process.words, scripts, made, ...(workdir !== undefined && { workdir }) }];
  });
  return commands.some((command) => command === undefined) ? undefined : commands.flatMap((command) => command ?? []);
}
