import type { Position } from '../../text/position.ts';
import { entryOf, get, type YamlEntry, type YamlNode } from '../../text/yaml.ts';
import type { Chart, YamlFile } from './chart.ts';

/** Where the values of one chart are stated, what wins first. */
export type ValueLayers = readonly ValueLayer[];

interface ValueLayer {
  readonly file: YamlFile;
  /** Keys above the chart's own values: the names of the subcharts on the way. */
  readonly prefix: readonly string[];
}

export interface StatedValue {
  readonly path: string;
  readonly entry: YamlEntry;
}

/** Values files given by hand come before those of the chart, the last one first. */
export function layersOf(chart: Chart, given: readonly YamlFile[]): ValueLayers {
  return [...given.toReversed(), chart.values].flatMap((file) => (file === undefined ? [] : [{ file, prefix: [] }]));
}

export function subchartLayers(layers: ValueLayers, chart: Chart): ValueLayers {
  const above = layers.map(({ file, prefix }) => ({ file, prefix: [...prefix, chart.name] }));
  return [...above, ...(chart.values === undefined ? [] : [{ file: chart.values, prefix: [] }])];
}

/** Every place that states a value; `*` in its path stands for each key or item. What wins comes first. */
export function statedValues(layers: ValueLayers, keys: readonly string[]): StatedValue[] {
  return layers.flatMap(({ file, prefix }) => {
    const path = keys[0] === 'global' ? keys : [...prefix, ...keys];
    return entriesAt(file.root, path).map((entry) => ({ path: file.path, entry }));
  });
}

function entriesAt(node: YamlNode | undefined, [key, ...rest]: readonly string[]): readonly YamlEntry[] {
  if (key === undefined || node === undefined) return [];
  const entries = key === '*' ? childrenOf(node) : [entryOf(node, key)].filter((entry) => entry !== undefined);
  return rest.length === 0 ? entries : entries.flatMap((entry) => entriesAt(entry.value, rest));
}

function childrenOf(node: YamlNode): readonly YamlEntry[] {
  if (node.kind === 'map') return node.entries;
  return node.kind === 'list'
    ? node.items.map((item, index) => ({ key: String(index), at: placeOf(item), value: item }))
    : [];
}

function placeOf({ line, column }: Position): Position {
  return { line, column };
}

/** The version that templates know as `.Chart.AppVersion`. */
export function chartField(chart: Chart, field: string): StatedValue | undefined {
  const key = `${field.slice(0, 1).toLowerCase()}${field.slice(1)}`;
  const entry = entryOf(chart.metadata.root, key);
  return entry && get(chart.metadata.root, key)?.kind === 'scalar' ? { path: chart.metadata.path, entry } : undefined;
}
