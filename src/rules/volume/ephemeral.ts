import {
  isFilledAtStart,
  isLogPath,
  keptPaths,
  mountAt,
  mountedPaths,
  persistsNothing,
  storeName,
} from '../../compare/storage.ts';
import { targetWords } from '../../compare/target-words.ts';
import { eachPairedService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const volumeEphemeral: Rule = {
  id: 'volume/ephemeral',
  level: 'error',
  levels: {
    error: 'data that persists locally dies with the pod',
    info: 'only logs lie there',
  },
  declared: ['ephemeral'],
  docs: {
    detects: 'Data that a named volume keeps locally and that the target puts into an emptyDir.',
    why: 'An emptyDir dies with its pod: every restart on another node loses the data.',
    before: 'compose: volumes: [db-data:/var/lib/postgresql/data]\ntarget:  volumes: [{name: db-data, emptyDir: {}}]',
    after: 'target:  volumes: [{name: db-data, persistentVolumeClaim: {claimName: db-data}}]',
    ignore: 'The data may be lost.',
  },
  check({ comparison }) {
    return eachPairedService(comparison, ({ pair, local, service, side }) =>
      keptPaths(local).flatMap(({ path, mount }) => {
        const there = mountAt(path, mountedPaths(service));
        if (there?.mount.source.kind !== 'ephemeral') return [];
        if (persistsNothing(local) && persistsNothing(service)) return [];
        if (isFilledAtStart({ path, mount: there.mount }, service, side.containers)) return [];
        const name = storeName(mount);
        return [
          {
            ...(isLogPath(path) && { level: 'info' as const }),
            service: pair.name,
            environment: side.environment,
            subject: name,
            message: `${pair.name} keeps ${path} in ${mount.source.kind === 'host' ? 'folder' : 'volume'} ${name} locally; ${side.environment} has ${service.workload.kind === 'compose' ? 'a tmpfs there, which dies with the container' : 'an emptyDir there, which dies with the pod'}`,
            remedy: targetWords(service.workload).keepData(there.path),
            places: [place('target', there.mount.at), place('local', mount.at)] as const,
          },
        ];
      }),
    );
  },
};
