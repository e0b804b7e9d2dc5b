import type { ImageReference } from '../../shape/workload.ts';
import { entryOf, textOf, type YamlNode } from '../../text/yaml.ts';
import type { Site } from './manifest-object.ts';
import { substitutionsIn } from './substitution.ts';

/** The image of a container; parts that a later step fills in (`${TAG}`) are its `variables`. */
export function containerImage(container: YamlNode, site: Site): ImageReference | undefined {
  const entry = entryOf(container, 'image');
  const text = textOf(entry?.value);
  if (entry === undefined || text === undefined || text === '') return undefined;
  const at = site.at(entry.at);
  const variables = substitutionsIn(text).map((name) => ({ name, at }));
  return { text, at, ...(variables.length > 0 && { variables }) };
}
