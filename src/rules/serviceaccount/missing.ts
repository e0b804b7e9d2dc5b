// https://kubernetes.io/docs/concepts/security/service-accounts/: admission refuses a pod whose account is not there.
import { isMadeByOperator } from '../../effective/network.ts';
import type { ClusterObject } from '../../shape/facts.ts';
import { nearest } from '../../text/nearest.ts';
import { eachTargetContainer } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const serviceaccountMissing: Rule = {
  id: 'serviceaccount/missing',
  level: 'error',
  levels: {
    error: 'the target makes other accounts in the namespace, and not this one: no pod is made',
    info: 'the target makes no account there at all: they come from elsewhere',
  },
  absentFrom: ['target'],
  docs: {
    detects: 'A pod of the target that runs under a ServiceAccount which the target does not make in its namespace.',
    why: 'The API server refuses the pod: serviceaccount "…" not found. The Deployment stands there with no pod at all.',
    before: 'kind: ServiceAccount\nmetadata: {name: shop}\n…\nserviceAccountName: shop-web',
    after: 'serviceAccountName: shop',
    ignore: 'Another repository, a cloud tool (eksctl, Terraform) or an operator makes the account.',
  },
  check({ comparison }) {
    return eachTargetContainer(comparison, ({ container, name, side }) =>
      (container.workload.refersTo ?? []).flatMap((reference) => {
        const { namespace, id } = container.workload;
        if (reference.kind !== 'ServiceAccount' || isGiven(reference.name)) return [];
        const accounts = side.facts.objects.filter(({ kind }) => kind === 'ServiceAccount');
        const beside = accounts.filter((account) => isHere(account, namespace)).map((account) => account.name);
        if (beside.includes(reference.name) || isMadeByOperator(reference.name, side.facts)) return [];
        const elsewhere = accounts.find((account) => account.name === reference.name);
        const near = nearest(reference.name, beside);
        const isAlone = beside.length === 0 && elsewhere === undefined;
        return [
          {
            level: isAlone ? ('info' as const) : ('error' as const),
            confidence: near === undefined && elsewhere === undefined ? ('likely' as const) : ('certain' as const),
            service: name,
            environment: side.environment,
            subject: reference.name,
            message: elsewhere
              ? `${id} runs under ServiceAccount ${reference.name}, which exists in namespace ${elsewhere.namespace} only`
              : `${id} runs under ServiceAccount ${reference.name}; ${side.environment} does not make it`,
            remedy:
              near === undefined
                ? `add ServiceAccount ${reference.name}${namespace === undefined ? '' : ` to namespace ${namespace}`}`
                : `use ${near}, or add ServiceAccount ${reference.name}`,
            places: [
              place('reference', reference.at),
              place('expected', elsewhere?.at ?? container.workload.at),
            ] as const,
          },
        ];
      }),
    );
  },
};

/** Made in every namespace: by Kubernetes, by OpenShift and its pipelines. */
function isGiven(name: string): boolean {
  return /^(default|builder|deployer|pipeline)$/.test(name);
}

/** Manifests may leave the namespace to the command line. */
function isHere(object: ClusterObject, namespace: string | undefined): boolean {
  return object.namespace === undefined || namespace === undefined || object.namespace === namespace;
}
