// What of a cluster's objects people wrote; the rest a controller makes of it (N097, N102, N103).

import { get, textOf } from '../../text/yaml.ts';
import { isMadeByCluster } from '../kubernetes/config-objects.ts';
import type { ManifestObject } from '../kubernetes/manifest-object.ts';
import { podTemplatesOf } from '../kubernetes/pod-templates.ts';
import { type Owner, ownerOf, standInName } from './owners.ts';

export interface StandingObjects {
  readonly objects: readonly ManifestObject[];
  /** Numbers of the cases by which the others were left out, one for each. */
  readonly leftOut: readonly string[];
}

/** Namespaces of the cluster itself. */
const OF_CLUSTER = /^(kube-(system|public|node-lease)|local-path-storage|openshift(-[\w-]+)?)$/;
const DERIVED = /^(Endpoints|EndpointSlice|ControllerRevision|Lease|Event|PodMetrics|NodeMetrics|Node)$/;

/**
 * The objects of an application among those that a cluster holds. Of pods whose owner is not in the snapshot one stands
 * for all, under the name of what runs them.
 *
 * @param namespace the only one that counts
 */
export function standingObjects(all: readonly ManifestObject[], namespace: string | undefined): StandingObjects {
  const leftOut: string[] = [];
  const drop = (number: string | undefined) => number !== undefined && leftOut.push(number) > 0;
  const own = latest(all).filter((object) => isIn(object, namespace));
  const owners = new Map(own.map((object) => [uidOf(object), object]));
  const kept = own.filter((object) => !drop(madeBySystem(object) ?? (isOwned(object, owners) ? 'N103' : undefined)));
  const objects: ManifestObject[] = [];
  const stoodFor = new Set<string>();
  for (const object of kept) {
    const name = standInName(object);
    const runner = `${object.namespace}/${name}`;
    const isStandIn = name !== object.name;
    if (isStandIn && (stoodFor.has(runner) || isFormerRevision(object))) leftOut.push('N103');
    else objects.push({ ...object, name });
    if (isStandIn && !isFormerRevision(object)) stoodFor.add(runner);
  }
  return { objects, leftOut };
}

/** Of what stands there twice the last one; a snapshot is as old as its last answer. */
function latest(objects: readonly ManifestObject[]): ManifestObject[] {
  const byIdentity = new Map<string, ManifestObject>();
  for (const object of objects) {
    byIdentity.set(JSON.stringify([object.group, object.kind, object.namespace, object.name]), object);
  }
  return [...byIdentity.values()];
}

function isIn(object: ManifestObject, namespace: string | undefined): boolean {
  if (namespace !== undefined) return object.namespace === undefined || object.namespace === namespace;
  return !OF_CLUSTER.test(object.namespace ?? '');
}

function uidOf({ root }: ManifestObject): string | undefined {
  return textOf(get(root, 'metadata', 'uid'));
}

/** The case that says why an object is there in every cluster; undefined for one that somebody wrote. */
function madeBySystem(object: ManifestObject): string | undefined {
  const { kind, group, name, namespace } = object;
  if (DERIVED.test(kind)) return 'N103';
  if (isServiceAccountToken(object)) return 'N097';
  if (isMadeByCluster(object)) return 'N102';
  const isApi = kind === 'Service' && group === '' && name === 'kubernetes' && (namespace ?? 'default') === 'default';
  return isApi || (kind === 'ServiceAccount' && name === 'default') ? 'N102' : undefined;
}

/** Tokens and pull credentials that a ServiceAccount is given: their owner is named by an annotation. */
function isServiceAccountToken({ kind, root }: ManifestObject): boolean {
  const account = get(root, 'metadata', 'annotations', 'kubernetes.io/service-account.name');
  const ofOpenshift = get(root, 'metadata', 'annotations', 'openshift.io/token-secret.name');
  return kind === 'Secret' && (account !== undefined || ofOpenshift !== undefined);
}

/** Whether something that runs pods has made the object, directly or by another one, and is in the snapshot itself. */
function isOwned(object: ManifestObject, owners: ReadonlyMap<string | undefined, ManifestObject>): boolean {
  if (podTemplatesOf(object).length === 0) return false;
  const seen = new Set<string>();
  for (let owner: Owner | undefined = ownerOf(object); owner !== undefined; ) {
    if (seen.has(owner.uid)) return false;
    seen.add(owner.uid);
    const above = owners.get(owner.uid);
    if (above === undefined) return false;
    if (podTemplatesOf(above).length > 0) return true;
    owner = ownerOf(above);
  }
  return false;
}

/** A ReplicaSet that a Deployment keeps to go back to. */
function isFormerRevision({ kind, root }: ManifestObject): boolean {
  return kind === 'ReplicaSet' && textOf(get(root, 'spec', 'replicas')) === '0';
}
