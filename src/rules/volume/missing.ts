import {
  isLogPath,
  keptPaths,
  mountAt,
  mountedPaths,
  movedMount,
  persistsNothing,
  storeName,
} from '../../compare/storage.ts';
import { targetWords } from '../../compare/target-words.ts';
import { isWithin } from '../../normalise/path.ts';
import { eachPairedService, type PairedService } from '../each.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const volumeMissing: Rule = {
  id: 'volume/missing',
  level: 'error',
  levels: {
    error: 'data that persists locally is lost with the container',
    info: 'only logs lie there',
  },
  declared: ['volume'],
  lackedOn: ['target'],
  docs: {
    detects: 'Data that a named volume keeps locally and for which the target mounts nothing.',
    why: 'In the target the data lies in the container and is lost with it.',
    before: 'compose: volumes: [uploads:/srv/uploads]\ntarget:  (no volumeMounts)',
    after:
      'target:  volumeMounts: [{name: uploads, mountPath: /srv/uploads}], volumes: [{name: uploads, persistentVolumeClaim: {claimName: uploads}}]',
    ignore: 'The data is a cache, or the target keeps it in a managed service.',
  },
  check({ comparison }) {
    return eachPairedService(comparison, (at) => lostVolumes(at));
  },
};

function lostVolumes(at: PairedService): RuleFinding[] {
  // A process of the host keeps its files there.
  if (at.service.workload.kind === 'process') return [];
  const { pair, local, service, side } = at;
  if (persistsNothing(local) && persistsNothing(service)) return [];
  const target = mountedPaths(service);
  const ours = keptPaths(local);
  return ours.flatMap(({ path, mount }) => {
    if (mountAt(path, target) !== undefined || target.some((other) => isWithin(other.path, path))) return [];
    // Mounted elsewhere is volume/path.
    if (movedMount(path, ours, target) !== undefined) return [];
    const name = storeName(mount);
    return [
      {
        ...(isLogPath(path) && { level: 'info' as const }),
        service: pair.name,
        environment: side.environment,
        subject: name,
        message: `${pair.name} keeps ${path} in ${mount.source.kind === 'host' ? 'folder' : 'volume'} ${name} locally; ${side.environment} mounts nothing there`,
        remedy: targetWords(service.workload).keepData(path),
        places: [place('local', mount.at), place('expected', service.workload.at)] as const,
      },
    ];
  });
}
