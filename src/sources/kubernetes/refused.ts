import { entriesOf, entryOf, get, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';
import type { ManifestObject } from './manifest-object.ts';
import { podTemplatesOf } from './pod-templates.ts';
import { podVolumes } from './pod-volumes.ts';
import { substitutionsIn } from './substitution.ts';
import { twinsOf } from './twins.ts';

/** Reports what the API server refuses in a workload: names that stand twice or lead nowhere, a selector that misses. */
export function reportRefused(object: ManifestObject): void {
  for (const { workloadKind, metadata, spec } of podTemplatesOf(object)) {
    // Controllers of custom kinds add volumes and containers of their own.
    if (workloadKind === 'custom') continue;
    const containers = [...itemsOf(get(spec, 'initContainers')), ...itemsOf(get(spec, 'containers'))];
    // Without an image it is a patch, and the rest stands elsewhere.
    if (containers.some((container) => textOf(get(container, 'image')) === undefined)) continue;
    reportTwins(containers, object);
    for (const container of containers) reportUnknownVolumes(container, spec, object);
    reportSelector(get(metadata, 'labels'), object);
  }
}

function reportTwins(containers: readonly YamlNode[], { site }: ManifestObject): void {
  for (const { name, entry, first } of twinsOf(containers)) {
    site.report('suspicious', entry.at, {
      message: `two containers are called ${name}, which the API server refuses`,
      hint: `give one of the two containers ${name} another name`,
      also: first.at,
      subject: name,
      refused: true,
    });
  }
}

function reportUnknownVolumes(container: YamlNode, spec: YamlNode, object: ManifestObject): void {
  const known = podVolumes(object, spec);
  for (const mount of itemsOf(get(container, 'volumeMounts'))) {
    const entry = entryOf(mount, 'name');
    const name = textOf(entry?.value);
    if (entry === undefined || name === undefined || isOpen(name) || known.has(name)) continue;
    object.site.report('suspicious', entry.at, {
      message: `volume ${name} is mounted and the pod declares none of that name, which the API server refuses`,
      hint: `add volume ${name} to the volumes of the pod, or remove the mount`,
      subject: name,
      refused: true,
    });
  }
}

function reportSelector(labels: YamlNode | undefined, { group, root, site }: ManifestObject): void {
  if (group !== 'apps') return;
  for (const entry of entriesOf(get(root, 'spec', 'selector', 'matchLabels'))) {
    const wanted = textOf(entry.value) ?? '';
    const given = entryOf(labels, entry.key);
    const has = textOf(given?.value);
    if (has === wanted || isOpen(wanted) || isOpen(has ?? '')) continue;
    site.report('suspicious', entry.at, {
      message: `the selector asks for label ${entry.key} with a value that the pod template does not have, which the API server refuses`,
      hint: `give the pod template and the selector the same label ${entry.key}`,
      subject: entry.key,
      refused: true,
      ...(given && { also: given.at }),
    });
  }
}

/** Something fills the text in before the cluster sees it. */
function isOpen(text: string): boolean {
  return substitutionsIn(text).length > 0;
}
