import { configReferences, elsewhere, isGivenByCluster } from '../../compare/config-references.ts';
import { eachTargetContainer } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const configmapMissing: Rule = {
  id: 'configmap/missing',
  level: 'error',
  docs: {
    detects: 'A container of the target that uses a ConfigMap which the target does not hold.',
    why: 'The container cannot start: CreateContainerConfigError, or a volume that never mounts.',
    before: 'envFrom: [{configMapRef: {name: shop-setings}}]',
    after: 'envFrom: [{configMapRef: {name: shop-settings}}]',
    ignore: 'Another repository makes it. Mark the reference `optional: true`, or waive the finding.',
  },
  check({ comparison }) {
    return eachTargetContainer(comparison, ({ container, name, side }) =>
      configReferences(container, side.facts)
        .filter(
          ({ kind, object, objectName }) =>
            kind === 'ConfigMap' && object === undefined && !isGivenByCluster(kind, objectName),
        )
        .filter(({ kind, objectName }) => elsewhere(kind, objectName, side.facts) === undefined)
        .map(({ objectName, optional, at }) => ({
          level: optional ? ('info' as const) : ('error' as const),
          service: name,
          environment: side.environment,
          subject: objectName,
          message: `${container.workload.id} uses ConfigMap ${objectName}; ${side.environment} does not hold it`,
          remedy: `add ConfigMap ${objectName}, or correct the name in ${container.workload.id}`,
          places: [place('reference', at), place('expected', container.workload.at)] as const,
        })),
    );
  },
};
