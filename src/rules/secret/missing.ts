import { pairBehind } from '../../compare/backing.ts';
import type { Comparison, ServicePair, Side } from '../../compare/comparison.ts';
import { configReferences, elsewhere } from '../../compare/config-references.ts';
import { endOf } from '../../compare/entry-routes.ts';
import { nearObject } from '../../compare/near-objects.ts';
import { findConfig } from '../../effective/service.ts';
import type { ConfigObject, Facts } from '../../shape/facts.ts';
import { nearest } from '../../text/nearest.ts';
import { eachTargetContainer } from '../each.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';
import { pullCredentials } from './pull-credentials.ts';

export const secretMissing: Rule = {
  id: 'secret/missing',
  level: 'error',
  levels: {
    error: 'the reference is not optional, and the container does not start without it',
    warning:
      'an Ingress without its certificate shows one that no client trusts; an image is pulled without credentials',
    info: 'the reference is optional: the container starts without it',
  },
  absentFrom: ['target'],
  docs: {
    detects:
      'A container of the target that uses a Secret which the target neither holds nor has made, although it makes others in its namespace; or an Ingress that names such a Secret for TLS, or a pod that names one for pulling its image.',
    why: 'The container cannot start: CreateContainerConfigError, or a volume that never mounts.',
    before: 'secretKeyRef: {name: shop-payment, key: stripe-key}   # the ExternalSecret makes shop-payments',
    after: 'secretKeyRef: {name: shop-payments, key: stripe-key}',
    ignore: 'It is made by hand or by another repository. Waive the finding with that reason.',
  },
  check({ comparison }) {
    const used = eachTargetContainer(comparison, ({ container, name, side }) =>
      configReferences(container, side.facts)
        .filter(
          ({ kind, object, objectName }) =>
            kind === 'Secret' && object === undefined && elsewhere(kind, objectName, side.facts) === undefined,
        )
        .flatMap((reference, _, all) => {
          const { objectName, optional, at } = reference;
          // Where the repository makes no Secret at all they come from elsewhere: that is no mistake of its own (N231).
          const known = secretsOf(side.facts, container.workload.namespace);
          if (known.length === 0) return [];
          const near = nearObject(reference, all, known)?.name;
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
    return [...used, ...certificates(comparison), ...pullCredentials(comparison)];
  },
};

/** The way in for TLS falls back on a certificate that no client trusts where the named one is not there. */
function certificates({ target, services }: Comparison): RuleFinding[] {
  if (target === undefined) return [];
  const { facts } = target;
  const known = facts.configObjects
    .filter(({ kind, producer }) => kind === 'Secret' && (isMadeOnPurpose(producer) || IN_PASSING.test(producer ?? '')))
    .map(({ name }) => name);
  if (known.length === 0) return [];
  return facts.objects.flatMap(({ kind, name, namespace, refersTo = [] }) =>
    refersTo.flatMap((reference) => {
      if (reference.kind !== 'Secret' || findConfig(facts, 'Secret', reference.name, namespace)) return [];
      const near = nearest(reference.name, known);
      return [
        {
          level: 'warning' as const,
          confidence: 'likely' as const,
          service: serviceBehind(`${kind}/${name}`, target, services),
          environment: target.environment,
          subject: reference.name,
          message: `${kind}/${name} uses Secret ${reference.name} for TLS; nothing in ${target.environment} makes it`,
          remedy:
            near === undefined
              ? `add Secret ${reference.name} or what produces it`
              : `use ${near}, or add what produces ${reference.name}`,
          places: [place('reference', reference.at)] as const,
        },
      ];
    }),
  );
}

/** The service that an Ingress leads to; `*` where it leads to several, or to none that is known. */
function serviceBehind(object: string, target: Side, services: readonly ServicePair[]): string {
  const names = target.facts.routes
    .filter((route) => route.object === object)
    .flatMap((route) => {
      const end = endOf(route, target);
      return 'service' in end ? (pairBehind(end.service, target, services)?.name ?? []) : [];
    });
  const [first, ...more] = new Set(names);
  return first !== undefined && more.length === 0 ? first : '*';
}

/** Certificates and pull credentials: who makes them may well leave the application's own secrets to others. */
const NO_SETTINGS = /^kubernetes\.io\/(tls|dockerconfigjson|dockercfg|service-account-token)$/;
/** Makes certificates, for whatever else they are asked. */
const IN_PASSING = /^(Certificate|Ingress|Gateway)\//;
/** Kinds that are written for the sake of the Secret; what an operator makes beside its servers says nothing of others. */
const ON_PURPOSE =
  /^(SealedSecret|(Cluster)?ExternalSecret|SecretProviderClass|\w*Vault\w*|OnePasswordItem|DopplerSecret|Infisical\w*)\//;

/** Secrets by which the repository shows that it makes its own in this namespace. */
function secretsOf(facts: Facts, namespace: string | undefined): ConfigObject[] {
  return facts.configObjects.filter(
    (object) =>
      object.kind === 'Secret' &&
      isMadeOnPurpose(object.producer) &&
      !NO_SETTINGS.test(object.type ?? '') &&
      (object.namespace === undefined || namespace === undefined || object.namespace === namespace),
  );
}

/** Written out, generated from files, or what its producer is there for. */
function isMadeOnPurpose(producer: string | undefined): boolean {
  return producer === undefined || ON_PURPOSE.test(producer);
}
