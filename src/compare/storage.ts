import type { EffectiveService } from '../effective/service.ts';
import { parseImageName } from '../normalise/image-name.ts';
import { isWithin, normaliseMountPath } from '../normalise/path.ts';
import type { Mount } from '../shape/workload.ts';
import { splitWords } from '../text/shell-words.ts';

/** A mount with its path in canonical form. */
export interface MountedPath {
  readonly path: string;
  readonly mount: Mount;
}

export function mountedPaths(service: EffectiveService): MountedPath[] {
  return service.workload.mounts.map((mount) => ({ path: normaliseMountPath(mount.path), mount }));
}

/** The mount that decides what lies at a path: the longest one at or above it. */
export function mountAt(path: string, mounts: readonly MountedPath[]): MountedPath | undefined {
  return mounts.filter((other) => isWithin(path, other.path)).sort((a, b) => b.path.length - a.path.length)[0];
}

/** Paths of caches and package stores that a volume only makes faster. */
export function isCachePath(path: string): boolean {
  return /(^|\/)(node_modules|([\w.-]*[-_.])?cache|\.npm|\.pnpm-store|\.yarn|\.m2|\.gradle|\.cargo|target|__pycache__|\.venv|venv|site-packages|go\/pkg|\.next|tmp|\.nuget|vendor|\.bundle|bundle|dist|build|var\/run|run|public\/(packs|assets|vite)[\w-]*)(\/|$)/.test(
    path,
  );
}

/** Whether only logs lie at a path: nobody builds on them. */
export function isLogPath(path: string): boolean {
  return /(^|\/)logs?(\/|$)/.test(path);
}

/** Where images of databases, brokers and stores keep their data. */
const DATA_PATH =
  /^(\/var\/lib\/(postgresql|mysql|mariadb|mongodb|rabbitmq|redis|cassandra|influxdb2?|neo4j|grafana|clickhouse|kafka)|\/data(\/db|\/configdb)?$|\/bitnami\/|\/usr\/share\/elasticsearch\/data|\/usr\/share\/opensearch\/data|\/qdrant\/storage)/;

/**
 * The mounts that keep data from one start to the next: volumes, and folders of the host where an image from elsewhere
 * keeps its data. Other folders of the host bring source code and configuration in.
 */
export function keptPaths(service: EffectiveService): MountedPath[] {
  const isForeign = service.workload.build === undefined;
  return mountedPaths(service).filter(
    ({ path, mount: { source, readOnly } }) =>
      (source.kind === 'persistent' || (source.kind === 'host' && isForeign && !readOnly && DATA_PATH.test(path))) &&
      !isCachePath(path),
  );
}

/** The words of a container's own command, those of a shell's script among them. */
function commandWords({ workload, image }: EffectiveService): string[] {
  const entrypoint = workload.entrypoint ?? image?.entrypoint;
  // An ENTRYPOINT of one's own takes the image's CMD away.
  const command = workload.command ?? (workload.entrypoint === undefined ? image?.command : undefined);
  return [entrypoint, command].flatMap((line) =>
    (line?.words ?? []).flatMap((word, index, words) =>
      /^-\w*c$/.test(words[index - 1] ?? '') && /(^|\/)(ba|da|a)?sh$/.test(words[index - 2] ?? '')
        ? splitWords(word)
        : [word],
    ),
  );
}

/** A Redis that neither takes snapshots nor writes its commands down: what is mounted there stays empty. */
export function persistsNothing(service: EffectiveService): boolean {
  const { image } = service.workload;
  if (!/(^|\/)(redis|valkey)$/.test((image && parseImageName(image.text)?.repository) ?? '')) return false;
  const words = commandWords(service);
  const last = (option: string) => {
    const at = words.lastIndexOf(option);
    return at < 0 ? undefined : words[at + 1];
  };
  // A configuration file before the options may say more, and they win.
  return (
    last('--save') === '' && words.indexOf('--save') === words.lastIndexOf('--save') && last('--appendonly') === 'no'
  );
}

const COLLECTED = /(^|\/)(static|static[_-]?files|static[_-]?root|collected[_-]?static|assets)(\/|$)/i;

/**
 * Whether static files lie at a path that are put there again at each start: by the own command, or by an init
 * container that has the same emptyDir.
 */
export function isFilledAtStart(
  { path, mount }: MountedPath,
  service: EffectiveService,
  containers: readonly EffectiveService[],
): boolean {
  if (!COLLECTED.test(path) || mount.source.kind !== 'ephemeral') return false;
  if (commandWords(service).some((word) => /^(collectstatic|assets:precompile)$/.test(word))) return true;
  const { source } = mount;
  const own = service.workload;
  return containers.some(({ workload, ...rest }) => {
    if (workload.role !== 'init' || workload.kind !== own.kind || workload.name !== own.name) return false;
    if (workload.namespace !== own.namespace) return false;
    const hasIt = workload.mounts.some(
      (other) => other.source.kind === 'ephemeral' && other.source.name === source.name && !other.readOnly,
    );
    const words = commandWords({ workload, ...rest });
    return hasIt && words.some((word) => /^(collectstatic|assets:precompile|cp|rsync)$/.test(word));
  });
}

/** What the kept data is called: the volume, or the folder of the host. */
export function storeName({ source, path }: Mount): string {
  if (source.kind === 'persistent') return source.name;
  return source.kind === 'host' ? (source.local ?? source.path) : path;
}

/**
 * The volume of the target that is meant for a path of the local side and is mounted elsewhere: one that is at no path
 * which the local side keeps.
 */
export function movedMount(
  path: string,
  ours: readonly MountedPath[],
  theirs: readonly MountedPath[],
): MountedPath | undefined {
  return theirs.find(
    (other) =>
      other.mount.source.kind === 'persistent' &&
      !isWithin(other.path, path) &&
      !ours.some((own) => isWithin(own.path, other.path) || isWithin(other.path, own.path)),
  );
}
