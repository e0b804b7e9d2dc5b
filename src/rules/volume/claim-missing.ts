import { eachTargetContainer } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const volumeClaimMissing: Rule = {
  id: 'volume/claim-missing',
  level: 'error',
  levels: {
    error: 'the repository makes other claims, and not this one: the pod is never scheduled',
    warning: 'the repository makes no claim at all: they may come from elsewhere',
  },
  absentFrom: ['target'],
  docs: {
    detects: 'A pod of the target that mounts a PersistentVolumeClaim which the target does not hold.',
    why: 'The pod stays Pending until somebody makes the claim.',
    before: 'volumes: [{name: uploads, persistentVolumeClaim: {claimName: upload}}]   # the claim is called uploads',
    after: 'volumes: [{name: uploads, persistentVolumeClaim: {claimName: uploads}}]',
    ignore: 'The claim is made by hand or by another repository.',
  },
  check({ comparison }) {
    return eachTargetContainer(comparison, ({ container, name, side }) =>
      container.workload.mounts.flatMap(({ source, at }) => {
        if (source.kind !== 'persistent' || source.via !== 'claim') return [];
        const { namespace } = container.workload;
        const isHere = (other: string | undefined) =>
          other === namespace || other === undefined || namespace === undefined;
        const exists = side.facts.claims.some(
          (claim) =>
            isHere(claim.namespace) &&
            (claim.name === source.name ||
              // `data-ledger-0` is the claim that a template makes for the first pod.
              (claim.kind === 'volumeClaimTemplate' && source.name.startsWith(`${claim.name}-`))),
        );
        // An operator makes a claim of its object's name.
        const isMade = side.facts.objects.some((object) => object.name === source.name && isHere(object.namespace));
        if (exists || isMade) return [];
        return [
          {
            confidence: side.facts.claims.length === 0 ? ('likely' as const) : ('certain' as const),
            level: side.facts.claims.length === 0 ? ('warning' as const) : ('error' as const),
            service: name,
            environment: side.environment,
            subject: source.name,
            message: `${container.workload.id} mounts claim ${source.name}; ${side.environment} does not hold it`,
            remedy: `add PersistentVolumeClaim ${source.name}, or correct the name`,
            places: [place('reference', at), place('expected', container.workload.at)] as const,
          },
        ];
      }),
    );
  },
};
