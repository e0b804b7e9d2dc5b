import type { EffectiveService } from '../effective/service.ts';
import { findConfig } from '../effective/service.ts';
import type { ConfigObject, Facts } from '../shape/facts.ts';
import type { Origin } from '../shape/origin.ts';
import type { ConfigKind } from '../shape/workload.ts';

/** One use of a ConfigMap or Secret by a container: an env entry, an envFrom, a mounted volume. */
export interface ConfigReference {
  readonly kind: ConfigKind;
  readonly objectName: string;
  /** The key it needs; undefined = the whole object. */
  readonly key?: string;
  /** The variable it fills, where it is one. */
  readonly variable?: string;
  readonly optional: boolean;
  readonly at: Origin;
  /** What the side has under that name in the same namespace. */
  readonly object: ConfigObject | undefined;
}

/** Every reference of a container to a ConfigMap or Secret, resolved in its namespace. */
export function configReferences(service: EffectiveService, facts: Facts): ConfigReference[] {
  const { workload } = service;
  const find = (kind: ConfigKind, name: string) => findConfig(facts, kind, name, workload.namespace);
  const fromEnvironment = workload.environment.flatMap((step): ConfigReference[] => {
    if (step.kind !== 'reference' && step.kind !== 'import') return [];
    const shared = { kind: step.object, objectName: step.objectName, optional: step.optional, at: step.at };
    const object = find(step.object, step.objectName);
    return [
      step.kind === 'reference' ? { ...shared, object, key: step.key, variable: step.name } : { ...shared, object },
    ];
  });
  const fromMounts = workload.mounts.flatMap(({ source, at, subPath }): ConfigReference[] => {
    if (source.kind !== 'config' || (source.object !== 'ConfigMap' && source.object !== 'Secret')) return [];
    const shared = { kind: source.object, objectName: source.objectName, optional: source.optional, at };
    const object = find(source.object, source.objectName);
    const keys = source.items ? Object.keys(source.items) : subPath !== undefined ? [subPath] : [];
    return keys.length === 0 ? [{ ...shared, object }] : keys.map((key) => ({ ...shared, object, key }));
  });
  return [...fromEnvironment, ...fromMounts];
}

/** Objects that the cluster makes in every namespace by itself (N102). */
export function isGivenByCluster(kind: ConfigKind, name: string): boolean {
  return kind === 'ConfigMap' ? /^(kube-root-ca\.crt|openshift-service-ca\.crt|istio-ca-root-cert)$/.test(name) : false;
}

/** A reference to an object that only another namespace has, which a pod cannot reach (N139). */
export interface StrayReference extends ConfigReference {
  readonly elsewhere: ConfigObject;
}

/** The references of a container to objects of one kind that stand in another namespace. */
export function strayReferences(kind: ConfigKind, service: EffectiveService, facts: Facts): StrayReference[] {
  return configReferences(service, facts).flatMap((reference) => {
    if (reference.kind !== kind || reference.object !== undefined) return [];
    const other = elsewhere(kind, reference.objectName, facts);
    return other === undefined ? [] : [{ ...reference, elsewhere: other }];
  });
}

/** The same object in another namespace, which a pod cannot reach (N139). */
export function elsewhere(kind: ConfigKind, name: string, facts: Facts): ConfigObject | undefined {
  return facts.configObjects.find((object) => object.kind === kind && object.name === name);
}
