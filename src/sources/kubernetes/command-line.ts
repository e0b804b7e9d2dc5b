import type { CommandLine } from '../../shape/workload.ts';
import { entryOf, itemsOf, type YamlNode } from '../../text/yaml.ts';
import type { Site } from './manifest-object.ts';

/** Words of `command` or `args`; undefined when the field is absent or empty, which leaves the image's in force. */
export function commandLine(node: YamlNode | undefined, field: string, site: Site): CommandLine | undefined {
  const entry = entryOf(node, field);
  const words = itemsOf(entry?.value).map((word) => (word.kind === 'scalar' ? word.text : ''));
  return entry === undefined || words.length === 0 ? undefined : { words, at: site.at(entry.at) };
}
