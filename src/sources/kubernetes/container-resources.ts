import type { Resources } from '../../shape/workload.ts';
import { entryOf, get, type YamlNode } from '../../text/yaml.ts';
import type { Site } from './manifest-object.ts';
import { stringMap } from './string-map.ts';

/** What a container asks for and may have; undefined when nothing is said. */
export function containerResources(node: YamlNode, site: Site): Resources | undefined {
  const entry = entryOf(node, 'resources');
  const requests = stringMap(get(entry?.value, 'requests'));
  const limits = stringMap(get(entry?.value, 'limits'));
  if (entry === undefined || Object.keys(requests).length + Object.keys(limits).length === 0) return undefined;
  return { requests, limits, at: site.at(entry.at) };
}
