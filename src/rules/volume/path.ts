import { lostFolders } from '../../compare/data-folders.ts';
import { keptPaths, mountAt, mountedPaths, movedMount } from '../../compare/storage.ts';
import { plainText } from '../../compare/variables.ts';
import type { EffectiveService } from '../../effective/service.ts';
import { parseImageName } from '../../normalise/image-name.ts';
import { isWithin } from '../../normalise/path.ts';
import { eachPairedService, type PairedService } from '../each.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const volumePath: Rule = {
  id: 'volume/path',
  level: 'error',
  lackedOn: ['target'],
  docs: {
    detects:
      'A volume that the target mounts at another path than the local side, or a path in a variable of the target that leads beside it, so that the data is not written to it.',
    why: 'The claim stays empty, and the data is lost with the container.',
    before:
      'compose: volumes: [uploads:/srv/uploads]\ntarget:  volumeMounts: [{name: uploads, mountPath: /data/uploads}]',
    after: 'target:  volumeMounts: [{name: uploads, mountPath: /srv/uploads}]',
    ignore: 'The process is told the other path in the target.',
  },
  check({ comparison }) {
    const moved = eachPairedService(comparison, movedVolumes);
    return [...moved, ...eachPairedService(comparison, besideTheVolume)];
  },
};

function movedVolumes({ pair, local, service, side }: PairedService): RuleFinding[] {
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
        mends: [[{ kind: 'value' as const, at: moved.mount.at, from: moved.mount.path, to: path }]],
        places: [place('target', moved.mount.at), place('local', mount.at)] as const,
      },
    ];
  });
}

/** The volume stays where it is, and a variable sends the data elsewhere. */
function besideTheVolume({ pair, local, service, side }: PairedService): RuleFinding[] {
  return lostFolders(pair, local, service).map(({ name, path, variable, given, volume, read }) => ({
    confidence: 'likely' as const,
    service: pair.name,
    environment: side.environment,
    subject: name,
    message: `${name} has ${pair.name} keep its data at ${path} in ${side.environment}, where no volume is: that is mounted at ${volume.path}`,
    remedy: `set ${name} to a path on ${volume.path}, or mount the volume at ${path}`,
    places: [
      place('target', variable.at),
      place('expected', volume.mount.at),
      place('local', given.at),
      ...(read ? [place('read', read)] : []),
    ] as const,
  }));
}

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
