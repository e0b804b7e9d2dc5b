import type { Comparison } from '../../compare/comparison.ts';
import { findConfig } from '../../effective/service.ts';
import { nearest } from '../../text/nearest.ts';
import { eachTargetContainer } from '../each.ts';
import { place, type RuleFinding } from '../rule.ts';

const CREDENTIALS = /^kubernetes\.io\/docker(configjson|cfg)$/;

/**
 * Pull credentials that a pod names and that are not there, where the target makes others. They are made by hand as a
 * rule: where it makes none nothing can be said. The kubelet goes on without them, which is enough for a public image.
 */
export function pullCredentials(comparison: Comparison): RuleFinding[] {
  return eachTargetContainer(comparison, ({ container: { workload }, name, side }) =>
    (workload.refersTo ?? []).flatMap((reference) => {
      const { namespace, id } = workload;
      if (reference.kind !== 'Secret' || findConfig(side.facts, 'Secret', reference.name, namespace)) return [];
      const made = side.facts.configObjects.filter(
        (object) =>
          object.kind === 'Secret' &&
          CREDENTIALS.test(object.type ?? '') &&
          (object.namespace === namespace || object.namespace === undefined || namespace === undefined),
      );
      if (made.length === 0) return [];
      const near = nearest(
        reference.name,
        made.map((object) => object.name),
      );
      return [
        {
          level: 'warning' as const,
          confidence: near === undefined ? ('likely' as const) : ('certain' as const),
          service: name,
          environment: side.environment,
          subject: reference.name,
          message: `${id} pulls its image with Secret ${reference.name}; nothing in ${side.environment} makes it, and a private image is not pulled`,
          remedy:
            near === undefined
              ? `add Secret ${reference.name}, of type kubernetes.io/dockerconfigjson`
              : `use ${near}, or add Secret ${reference.name}`,
          places: [place('reference', reference.at), place('expected', workload.at)] as const,
        },
      ];
    }),
  );
}
