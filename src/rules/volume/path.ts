import { isCachePath, mountAt, mountedPaths } from '../../compare/storage.ts';
import { isWithin } from '../../normalise/path.ts';
import { eachPairedService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const volumePath: Rule = {
  id: 'volume/path',
  level: 'error',
  docs: {
    detects:
      'A volume that the target mounts at another path than the local side, so that the path the data is written to is not on it.',
    why: 'The claim stays empty, and the data is lost with the container.',
    before:
      'compose: volumes: [uploads:/srv/uploads]\ntarget:  volumeMounts: [{name: uploads, mountPath: /data/uploads}]',
    after: 'target:  volumeMounts: [{name: uploads, mountPath: /srv/uploads}]',
    ignore: 'The process is told the other path in the target.',
  },
  check({ comparison }) {
    return eachPairedService(comparison, ({ pair, local, service, side }) => {
      const target = mountedPaths(service);
      const ours = mountedPaths(local);
      return ours.flatMap(({ path, mount }) => {
        if (mount.source.kind !== 'persistent' || isCachePath(path) || mountAt(path, target) !== undefined) return [];
        const free = target.filter(
          (other) => other.mount.source.kind === 'persistent' && !ours.some((own) => own.path === other.path),
        );
        const moved = free.find((other) => !isWithin(other.path, path));
        if (moved === undefined || free.some((other) => isWithin(other.path, path)) || isTold(service, moved.path))
          return [];
        return [
          {
            confidence: 'likely' as const,
            service: pair.name,
            environment: side.environment,
            subject: path,
            message: `${pair.name} keeps ${path} in a volume locally; ${side.environment} mounts its volume at ${moved.path}`,
            remedy: `mount the volume at ${path} in ${service.workload.id}`,
            places: [place('target', moved.mount.at), place('local', mount.at)] as const,
          },
        ];
      });
    });
  },
};

/** Whether the environment of the target names the other path (`PGDATA`, `UPLOAD_DIR`). */
function isTold(
  service: { environment: { variables: ReadonlyMap<string, { value: { kind: string; text?: string } }> } },
  path: string,
): boolean {
  return [...service.environment.variables.values()].some(
    ({ value }) => value.kind === 'plain' && value.text?.startsWith(path) === true,
  );
}
