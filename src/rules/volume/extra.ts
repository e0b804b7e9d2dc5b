import { mountedPaths } from '../../compare/storage.ts';
import { isWithin } from '../../normalise/path.ts';
import { eachPairedService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const volumeExtra: Rule = {
  id: 'volume/extra',
  level: 'info',
  levels: {
    info: 'more is kept than locally, and nothing is lost',
    warning: 'parity.yaml declares both sides the same',
  },
  declared: ['extra'],
  lackedOn: ['local'],
  docs: {
    detects: 'A persistent volume of the target for a path that the local side does not keep.',
    why: 'Locally the data is new at each start: a fault that needs old data cannot be seen.',
    before: 'compose: (no volume)\ntarget:  volumeMounts: [{name: data, mountPath: /data}]',
    after: 'compose: volumes: [data:/data]',
    ignore: 'Local data is meant to be thrown away.',
  },
  check({ comparison }) {
    return eachPairedService(comparison, ({ pair, local, service, side }) => {
      // A process of the host keeps its files there.
      if (local.workload.kind === 'process') return [];
      const ours = mountedPaths(local);
      const imageVolumes = local.image?.volumes.map(({ path }) => path) ?? [];
      return mountedPaths(service).flatMap(({ path, mount }) => {
        if (mount.source.kind !== 'persistent' || imageVolumes.includes(path)) return [];
        if (ours.some((own) => isWithin(own.path, path) || isWithin(path, own.path))) return [];
        // With a volume at another path it is volume/path.
        if (ours.some((own) => own.mount.source.kind === 'persistent')) return [];
        return [
          {
            service: pair.name,
            environment: side.environment,
            subject: mount.source.name,
            message: `${side.environment} keeps ${path} of ${pair.name} in a volume; the local side does not`,
            remedy: `give ${pair.name} a named volume at ${path} in the compose file`,
            places: [place('target', mount.at), place('expected', local.workload.at)] as const,
          },
        ];
      });
    });
  },
};
