import { posix } from 'node:path';
import type { EffectiveImage } from '../effective/image.ts';
import { fileNameOf, isInFolder, normaliseRelativePath } from '../normalise/path.ts';
import { neverRuns } from '../pairing/never-run.ts';
import type { Workload } from '../shape/workload.ts';

/** What a container's files come from. */
export interface ContainerFiles {
  readonly workload: Workload;
  readonly image: EffectiveImage | undefined;
  /** The build context. */
  readonly context: string | undefined;
  /** Every file of the repository. */
  readonly all: readonly string[];
}

/** The file of the repository that lies at an absolute path of a container: mounted, copied, or moved there by a build. */
export function fileAt(path: string, container: ContainerFiles): string | undefined {
  return mountedAt(path, container) ?? copiedAt(path, container) ?? movedTo(path, container);
}

function mountedAt(path: string, { workload, all }: ContainerFiles): string | undefined {
  for (const { path: mount, source } of workload.mounts) {
    if (source.kind !== 'host' || source.local === undefined) continue;
    const file = below(path, mount, source.local);
    if (file !== undefined && all.includes(file)) return file;
  }
  return undefined;
}

/** A path below one folder as the path below another. */
function below(path: string, from: string, to: string): string | undefined {
  if (path === from) return to;
  const folder = from.replace(/\/+$/, '');
  return path.startsWith(`${folder}/`) ? normaliseRelativePath(`${to}/${path.slice(folder.length + 1)}`) : undefined;
}

function copiedAt(path: string, { image, context, all }: ContainerFiles): string | undefined {
  if (context === undefined) return undefined;
  for (const { sources, destination } of image?.holds ?? []) {
    for (const source of sources.flatMap((each) => sourceFiles(each, context, all))) {
      const inFolder = posix.join(destination, fileNameOf(source));
      const isFile = all.includes(source);
      if (isFile && (path === destination || path === inFolder)) return source;
      const file = isFile ? undefined : below(path, destination, source);
      if (file !== undefined && all.includes(file)) return file;
    }
  }
  return undefined;
}

/** A COPY source as files or a folder of the repository. */
function sourceFiles(source: string, context: string, all: readonly string[]): readonly string[] {
  const path = normaliseRelativePath(`${context}/${source}`);
  if (path === undefined) return [];
  if (!/[*?]/.test(path)) return [path];
  const pattern = new RegExp(
    `^${path
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '[^/]*')
      .replace(/\?/g, '[^/]')}$`,
  );
  return all.filter((file) => pattern.test(file));
}

/** What a build moved, or copied from stage to stage, still goes by its name. */
function movedTo(path: string, { image, context, all }: ContainerFiles): string | undefined {
  const name = fileNameOf(path);
  const isMoved = image?.runs.some(({ words }) => words.some((word) => word.includes(name)));
  const isHandedOn = image?.stage.copies.some(
    ({ from, sources, destination }) =>
      from !== undefined &&
      (sources.some((source) => fileNameOf(source) === name) || path.startsWith(`${destination.replace(/\/+$/, '')}/`)),
  );
  if (context === undefined || !(isMoved || isHandedOn)) return undefined;
  const found = all.filter((file) => fileNameOf(file) === name && isInFolder(file, context) && !neverRuns(file));
  return found.length === 1 ? found[0] : undefined;
}
