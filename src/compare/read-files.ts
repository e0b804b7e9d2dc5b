import type { EffectiveService } from '../effective/service.ts';
import { findConfig } from '../effective/service.ts';
import { isWithin, normaliseMountPath } from '../normalise/path.ts';
import type { Facts } from '../shape/facts.ts';
import type { Origin } from '../shape/origin.ts';
import type { MountSource } from '../shape/workload.ts';
import { resolveCodeValue } from './code-value.ts';
import type { ServicePair } from './comparison.ts';
import { type MountedPath, mountAt, mountedPaths } from './storage.ts';

/** A file that the code reads below a mount of a ConfigMap or Secret that does not bring it. */
export interface LackedFile {
  readonly path: string;
  /** What the mount brings, by names below it. */
  readonly brought: readonly string[];
  readonly objectNames: readonly string[];
  readonly mount: MountedPath;
  /** Where the code reads it. */
  readonly read: Origin;
  /** The code asks for the file at several places: one of them may be a test whether it is there. */
  readonly mayBeTested: boolean;
}

/** Files that the code reads and that the mounts of the target, as far as all of their keys are known, leave out. */
export function lackedFiles(pair: ServicePair, target: EffectiveService, facts: Facts): LackedFile[] {
  const mounts = mountedPaths(target);
  const reads = pair.code.files.flatMap(({ path: value, mode, at }) => {
    const resolved = mode === 'read' ? resolveCodeValue(value, target) : undefined;
    return resolved?.kind === 'known' && isFile(resolved.text) ? [{ path: normaliseMountPath(resolved.text), at }] : [];
  });
  return [...new Set(reads.map(({ path }) => path))].flatMap((path) => {
    const mount = mountAt(path, mounts);
    const own = reads.filter((read) => read.path === path);
    const [read] = own;
    // What is mounted as one file is there, whatever it is called in the object.
    if (mount === undefined || read === undefined || mount.path === path || !isThereLocally(path, pair)) return [];
    const beside = mounts.filter((other) => other.path === mount.path);
    const names = beside.map((other) =>
      other.mount.subPath === undefined ? namesIn(other, target, facts) : undefined,
    );
    if (names.some((each) => each === undefined)) return [];
    const brought = names.flatMap((each) => each ?? []);
    if (brought.includes(path.slice(mount.path.length + 1))) return [];
    const objectNames = beside.flatMap((other) => objectNameOf(other.mount.source) ?? []);
    return [{ path, brought, objectNames, mount, read: read.at, mayBeTested: own.length > 1 }];
  });
}

/** A folder has no file ending, and neither has the beginning of a name that goes on with something computed. */
function isFile(text: string): boolean {
  return text.startsWith('/') && /\/[^/]+\.\w+$/.test(text);
}

function objectNameOf(source: MountSource): string | undefined {
  return source.kind === 'config' ? source.objectName : undefined;
}

/** The files of a mount; undefined where some of them are unknown. */
function namesIn({ mount }: MountedPath, { workload }: EffectiveService, facts: Facts): readonly string[] | undefined {
  const { source } = mount;
  if (source.kind !== 'config' || source.optional) return undefined;
  if (source.items !== undefined) return Object.values(source.items);
  const object = findConfig(facts, source.object, source.objectName, workload.namespace);
  return object?.complete === true ? object.entries.map(({ key }) => key) : undefined;
}

/** Mounted locally, or part of the image; what is nowhere the code can do without. */
function isThereLocally(path: string, { local, target }: ServicePair): boolean {
  if (local === undefined) return true;
  if (mountAt(path, mountedPaths(local)) !== undefined) return true;
  const image = local.image ?? target?.image;
  const workdir = image?.workdir?.path ?? '/';
  return (image?.holds ?? []).some(({ destination }) =>
    isWithin(path, normaliseMountPath(destination.startsWith('/') ? destination : `${workdir}/${destination}`)),
  );
}
