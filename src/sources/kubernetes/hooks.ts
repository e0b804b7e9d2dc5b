import { get, textOf } from '../../text/yaml.ts';
import type { ManifestObject } from './manifest-object.ts';

/** Whether an object is a Helm test: it runs on `helm test` alone and is no part of the application (N270). */
export function isHelmTest({ root }: ManifestObject): boolean {
  const hooks = textOf(get(root, 'metadata', 'annotations', 'helm.sh/hook')) ?? '';
  return hooks !== '' && hooks.split(',').every((hook) => /^test(-success|-failure)?$/.test(hook.trim()));
}
