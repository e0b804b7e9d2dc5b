import { posix } from 'node:path';
import type { RepositoryFiles } from '../../repository/files.ts';
import type { Layout } from '../../repository/scratch-folder.ts';
import { get, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';
import type { Chart, YamlFile } from './chart.ts';
import { CHART } from './render.ts';
import { layersOf, statedValues, type ValueLayers } from './values.ts';

interface Incomplete {
  readonly chart: Chart;
  readonly given: readonly YamlFile[];
  /** Names of dependencies that are not in charts/. */
  readonly missing: readonly string[];
}

/**
 * What helm can render instead of a chart whose dependencies were never built: those that the repository holds beside
 * it in place, and those that its values switch off left out. Undefined when one of them can only be fetched.
 */
export async function completeLayout(
  { chart, given, missing }: Incomplete,
  files: RepositoryFiles,
): Promise<Layout | undefined> {
  if (chart.folder === '.') return undefined;
  const layers = layersOf(chart, given);
  const copies = [{ from: chart.folder, to: CHART }];
  const texts: Record<string, string> = {};
  for (const file of [chart.metadata, chart.requirements]) {
    const needed = itemsOf(get(file?.root, 'dependencies')).filter((item) => missing.includes(nameOf(item)));
    const off = needed.filter((item) => isSwitchedOff(item, layers));
    for (const item of needed.filter((each) => !off.includes(each))) {
      const beside = chart.subcharts.find((subchart) => isMeant(item, subchart));
      if (beside === undefined) return undefined;
      copies.push({ from: beside.folder, to: posix.join(CHART, 'charts', nameOf(item)) });
    }
    if (file === undefined || off.length === 0) continue;
    const content = await files.read(file.path);
    const text = content.kind === 'text' ? withoutItems(content.text, off) : undefined;
    if (text === undefined) return undefined;
    texts[posix.join(CHART, posix.basename(file.path))] = text;
  }
  return { copies, texts };
}

function nameOf(item: YamlNode): string {
  return textOf(get(item, 'name')) ?? '';
}

/** Whether a chart is the one that a dependency names by its folder, in the version that it wants. */
function isMeant(item: YamlNode, { name, metadata }: Chart): boolean {
  if (!(textOf(get(item, 'repository')) ?? '').startsWith('file://')) return false;
  if (textOf(get(metadata.root, 'name')) !== nameOf(item) || name !== (textOf(get(item, 'alias')) ?? nameOf(item)))
    return false;
  const wanted = textOf(get(item, 'version')) ?? '';
  // helm leaves out a chart of another version without a word; a range is helm's to decide.
  return !/^\d+\.\d+\.\d+$/.test(wanted) || wanted === textOf(get(metadata.root, 'version'));
}

/** By the first value that `condition` names and somebody states, else by `tags`: https://helm.sh/docs/topics/charts/#tags-and-condition-fields-in-dependencies */
function isSwitchedOff(item: YamlNode, layers: ValueLayers): boolean {
  const stated = (path: string) => {
    const value = statedValues(layers, path.split('.'))[0]?.entry.value;
    return value?.kind === 'scalar' && /^(true|false)$/.test(value.text) ? value.text : undefined;
  };
  const conditions = (textOf(get(item, 'condition')) ?? '').split(',').flatMap((path) => stated(path.trim()) ?? []);
  if (conditions[0] !== undefined) return conditions[0] === 'false';
  const tags = itemsOf(get(item, 'tags')).flatMap((tag) => stated(`tags.${textOf(tag) ?? ''}`) ?? []);
  return tags.length > 0 && !tags.includes('true');
}

/** A text without some items of a list; undefined when they are not written one line below the other. */
function withoutItems(text: string, items: readonly YamlNode[]): string | undefined {
  const lines = text.split('\n');
  const gone = new Set<number>();
  for (const item of items) {
    const indent = lines[item.line - 1]?.search(/\S/) ?? -1;
    if (lines[item.line - 1]?.[indent] !== '-') return undefined;
    gone.add(item.line - 1);
    for (let at = item.line; at < lines.length; at += 1) {
      const own = lines[at]?.search(/\S/) ?? -1;
      if (own !== -1 && own <= indent) break;
      gone.add(at);
    }
  }
  return lines.filter((_, index) => !gone.has(index)).join('\n');
}
