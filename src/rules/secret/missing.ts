import { configReferences, elsewhere } from '../../compare/config-references.ts';
import type { Facts } from '../../shape/facts.ts';
import { nearest } from '../../text/nearest.ts';
import { eachTargetContainer } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const secretMissing: Rule = {
  id: 'secret/missing',
  level: 'error',
  absentFrom: ['target'],
  docs: {
    detects:
      'A container of the target that uses a Secret which the target neither holds nor has made, although it makes others.',
    why: 'The container cannot start: CreateContainerConfigError, or a volume that never mounts.',
    before: 'secretKeyRef: {name: shop-payment, key: stripe-key}   # the ExternalSecret makes shop-payments',
    after: 'secretKeyRef: {name: shop-payments, key: stripe-key}',
    ignore: 'It is made by hand or by another repository. Waive the finding with that reason.',
  },
  check({ comparison }) {
    return eachTargetContainer(comparison, ({ container, name, side }) =>
      configReferences(container, side.facts)
        .filter(
          ({ kind, object, objectName }) =>
            kind === 'Secret' && object === undefined && elsewhere(kind, objectName, side.facts) === undefined,
        )
        .flatMap(({ objectName, optional, at }) => {
          // Where the repository makes no Secret at all they come from elsewhere: that is no mistake of its own (N231).
          const known = secretsOf(side.facts);
          if (known.length === 0) return [];
          const near = nearest(objectName, known);
          // Without a near name an optional object is meant to be missing (N233).
          if (optional && near === undefined) return [];
          return [
            {
              level: optional ? ('info' as const) : ('error' as const),
              confidence: near === undefined ? ('likely' as const) : ('certain' as const),
              service: name,
              environment: side.environment,
              subject: objectName,
              message: `${container.workload.id} uses Secret ${objectName}; nothing in ${side.environment} makes it`,
              remedy:
                near === undefined
                  ? `add Secret ${objectName} or what produces it`
                  : `use ${near}, or add what produces ${objectName}`,
              places: [place('reference', at), place('expected', container.workload.at)] as const,
            },
          ];
        }),
    );
  },
};

/** Certificates and pull credentials: who makes them may well leave the application's own secrets to others. */
const NO_SETTINGS =
  /kubernetes\.io\/(tls|dockerconfigjson|dockercfg|service-account-token)|^ ?(Certificate|Ingress|Gateway)\//;

function secretsOf(facts: Facts): string[] {
  return facts.configObjects
    .filter(({ kind, type, producer }) => kind === 'Secret' && !NO_SETTINGS.test(`${type ?? ''} ${producer ?? ''}`))
    .map((object) => object.name);
}
