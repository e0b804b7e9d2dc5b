import { posix } from 'node:path';
import { entryOf, get, itemsOf, textOf } from '../../text/yaml.ts';
import { allCharts, type Chart, type YamlFile } from './chart.ts';
import type { Templates } from './rendered-lines.ts';
import { type Section, sectionsOf } from './template-sections.ts';
import { layersOf, subchartLayers, type ValueLayers } from './values.ts';

/** What printed a document: a template of a chart. */
export interface Printer {
  readonly chart: Chart;
  /** Of the template; of Chart.yaml when the repository does not hold it. */
  readonly path: string;
  readonly text: string;
  readonly templates: Templates;
  readonly values: ValueLayers;
}

/** Makes a function from a name as helm prints it (`shop/charts/till/templates/web.yaml`) to the template. */
export function printersOf(chart: Chart, given: readonly YamlFile[]): (name: string) => Printer {
  const sections = new Map<string, readonly Section[]>();
  for (const { templates } of allCharts(chart)) {
    for (const [path, text] of templates) if (!sections.has(path)) sections.set(path, sectionsOf(path, text));
  }
  const defined = new Map<string, Section>();
  for (const section of [...sections.values()].flat())
    if (section.name !== undefined) defined.set(section.name, section);
  return (name) => {
    const found = chartBehind(name.split('/').slice(1), chart, layersOf(chart, given));
    const path = posix.join(found.chart.folder, found.path);
    const own = (sections.get(path) ?? []).filter((section) => section.name === undefined);
    const text = found.chart.templates.get(path);
    const metadata = found.chart.metadata.path;
    return {
      chart: found.chart,
      path: text === undefined ? metadata : path,
      text: text ?? '',
      templates: { sections: own, defined },
      values: found.values,
    };
  };
}

/** Follows `charts/till/templates/web.yaml` from a chart downwards. */
function chartBehind(
  parts: readonly string[],
  chart: Chart,
  values: ValueLayers,
): { readonly chart: Chart; readonly path: string; readonly values: ValueLayers } {
  const subchart = parts[0] === 'charts' ? chart.subcharts.find(({ name }) => name === parts[1]) : undefined;
  if (subchart === undefined) return { chart, path: parts.join('/'), values };
  return chartBehind(parts.slice(2), subchart, subchartLayers(values, subchart));
}

/** The line of Chart.yaml, or of what it was called before, that names a dependency. */
export function dependencyPlace(files: readonly (YamlFile | undefined)[], name: string) {
  for (const file of files) {
    for (const item of itemsOf(get(file?.root, 'dependencies'))) {
      const entry = entryOf(item, 'name');
      if (file !== undefined && entry !== undefined && textOf(entry.value) === name)
        return { path: file.path, line: entry.at.line, column: entry.at.column };
    }
  }
  return undefined;
}
