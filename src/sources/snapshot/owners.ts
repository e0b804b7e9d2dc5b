import { get, itemsOf, textOf } from '../../text/yaml.ts';
import type { ManifestObject } from '../kubernetes/manifest-object.ts';

/** What made an object, as its `ownerReferences` say. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** Kinds of the platform that make pods or what makes them. */
const CONTROLLERS =
  /^(Deployment|ReplicaSet|StatefulSet|DaemonSet|Job|CronJob|ReplicationController|DeploymentConfig|Rollout|CloneSet)$/;

/** The owner that controls the object; undefined when it is nobody's. */
export function ownerOf({ root }: ManifestObject): Owner | undefined {
  const references = itemsOf(get(root, 'metadata', 'ownerReferences'));
  const controller = references.find((each) => textOf(get(each, 'controller')) === 'true') ?? references[0];
  const [kind, name, uid] = ['kind', 'name', 'uid'].map((field) => textOf(get(controller, field)));
  return kind === undefined || name === undefined || uid === undefined ? undefined : { kind, name, uid };
}

/**
 * The name under which an object stands for what made it: `shop` for the pod `shop-7d9c5bfb4-x2x4z` of a ReplicaSet
 * `shop-7d9c5bfb4`; its own name when no controller made it.
 */
export function standInName(object: ManifestObject): string {
  const owner = ownerOf(object);
  if (owner === undefined || !CONTROLLERS.test(owner.kind)) return object.name;
  const hash = textOf(get(object.root, 'metadata', 'labels', 'pod-template-hash'));
  if (owner.kind === 'ReplicaSet' && hash !== undefined) return withoutEnd(owner.name, `-${hash}`);
  // A CronJob calls its jobs by the minute for which they are made.
  return owner.kind === 'Job' ? owner.name.replace(/-\d{8,}$/, '') : owner.name;
}

function withoutEnd(name: string, end: string): string {
  return name.endsWith(end) ? name.slice(0, -end.length) : name;
}
