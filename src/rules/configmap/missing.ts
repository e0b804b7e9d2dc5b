import { configReferences, elsewhere, isGivenByCluster } from '../../compare/config-references.ts';
import { nearObject } from '../../compare/near-objects.ts';
import type { ConfigObject, Facts } from '../../shape/facts.ts';
import { eachTargetContainer } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const configmapMissing: Rule = {
  id: 'configmap/missing',
  level: 'error',
  levels: {
    error: 'the reference is not optional, and the container does not start without it',
    info: 'the reference is optional: the container starts without it',
  },
  absentFrom: ['target'],
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
        .map((reference, _, all) => ({
          ...reference,
          near: nearObject(reference, all, configMapsOf(side.facts))?.name,
        }))
        // Without a near name an optional object is meant to be missing (N233).
        .filter(({ optional, near }) => !optional || near !== undefined)
        .map(({ objectName, optional, at, near }) => ({
          level: optional ? ('info' as const) : ('error' as const),
          confidence: near === undefined ? ('likely' as const) : ('certain' as const),
          service: name,
          environment: side.environment,
          subject: objectName,
          message: `${container.workload.id} uses ConfigMap ${objectName}; ${side.environment} does not hold it`,
          remedy: near === undefined ? `add ConfigMap ${objectName}` : `use ${near}, or add ConfigMap ${objectName}`,
          places: [place('reference', at), place('expected', container.workload.at)] as const,
        })),
    );
  },
};

function configMapsOf(facts: Facts): ConfigObject[] {
  return facts.configObjects.filter((object) => object.kind === 'ConfigMap');
}
