import { keptPaths, mountAt, mountedPaths, movedMount } from '../../compare/storage.ts';
import { plainText } from '../../compare/variables.ts';
import type { EffectiveService } from '../../effective/service.ts';
import { parseImageName } from '../../normalise/image-name.ts';
import { isWithin } from '../../normalise/path.ts';
import { eachPairedService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const volumePath: Rule = {
  id: 'volume/path',
  level: 'error',
  lackedOn: ['target'],
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
      if (isOtherSoftware(local, service)) return [];
      const target = mountedPaths(service);
      const ours = keptPaths(local);
      return ours.flatMap(({ path, mount }) => {
        if (mountAt(path, target) !== undefined || target.some((other) => isWithin(other.path, path))) return [];
        const moved = movedMount(path, ours, target);
        if (moved === undefined || isTold(service, moved.path)) return [];
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

/** Images of two makers keep their data in two places. */
function isOtherSoftware({ workload: ours }: EffectiveService, { workload: theirs }: EffectiveService): boolean {
  if (ours.build !== undefined || ours.image === undefined || theirs.image === undefined) return false;
  return parseImageName(ours.image.text)?.repository !== parseImageName(theirs.image.text)?.repository;
}

/** Whether the target tells the process the other path (`PGDATA`, `UPLOAD_DIR`, `--data-dir`). */
function isTold({ environment, workload }: EffectiveService, path: string): boolean {
  const words = [...(workload.entrypoint?.words ?? []), ...(workload.command?.words ?? [])];
  const values = [...environment.variables.values()].flatMap(({ value }) => plainText(value) ?? []);
  return (
    values.some((text) => text.startsWith(path) && isWhole(text, path)) || words.some((word) => isWhole(word, path))
  );
}

/** Whether a text names the path itself or something below it: `/data/uploads` does not name `/data/upload`. */
function isWhole(text: string, path: string): boolean {
  return text
    .split(path)
    .slice(1)
    .some((rest) => !/^[\w.-]/.test(rest));
}
