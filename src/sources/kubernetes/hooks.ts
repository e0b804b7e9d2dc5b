// https://helm.sh/docs/topics/charts_hooks/ and https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
import { get, textOf } from '../../text/yaml.ts';
import type { ManifestObject } from './manifest-object.ts';

/** Moments at which what a deployed release runs is not there yet, or no longer: tests, removal, going back. */
const OUTSIDE = /^(test(-success|-failure)?|(pre|post)-(delete|rollback)|SyncFail|PreDelete|PostDelete|Skip)$/;
const IN_DEPLOY = /^((pre|post)-(install|upgrade)|PreSync|Sync|PostSync)$/;

/** Whether an object is created on a test, a removal or a rollback alone: it is no part of what runs (N270). */
export function isOutsideDeploy(object: ManifestObject): boolean {
  const hooks = hooksOf(object);
  return hooks.length > 0 && hooks.every((hook) => OUTSIDE.test(hook));
}

/** Whether an object runs once around each deploy, as migrations do. */
export function isDeployHook(object: ManifestObject): boolean {
  return hooksOf(object).some((hook) => IN_DEPLOY.test(hook));
}

function hooksOf({ root }: ManifestObject): string[] {
  const annotations = get(root, 'metadata', 'annotations');
  return ['helm.sh/hook', 'argocd.argoproj.io/hook'].flatMap((name) =>
    (textOf(get(annotations, name)) ?? '').split(',').flatMap((hook) => (hook.trim() === '' ? [] : [hook.trim()])),
  );
}
