// A chart's own files, read to find where a rendered field comes from: https://helm.sh/docs/topics/charts/
import { posix } from 'node:path';
import type { RepositoryFiles } from '../../repository/files.ts';
import { get, itemsOf, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';

export interface YamlFile {
  readonly path: string;
  readonly root: YamlNode | undefined;
}

export interface Chart {
  /** As its Chart.yaml says, or as the chart above calls it. */
  readonly name: string;
  /** Its folder below the repository's root. */
  readonly folder: string;
  readonly metadata: YamlFile;
  /** Where charts of the first format name what they need. */
  readonly requirements: YamlFile | undefined;
  /** `values.yaml`. */
  readonly values: YamlFile | undefined;
  /** Text of every template by its path below the repository's root. */
  readonly templates: ReadonlyMap<string, string>;
  /** Those whose files the repository holds, under the names that templates are printed with. */
  readonly subcharts: readonly Chart[];
}

/** Deeper nesting is a loop of links. */
const DEEPEST = 10;

/** Reads the chart in a folder with the charts it holds; undefined when there is none. */
export async function readChart(files: RepositoryFiles, folder: string, depth = 0): Promise<Chart | undefined> {
  const metadata = await yamlFile(files, posix.join(folder, 'Chart.yaml'));
  const name = textOf(get(metadata?.root, 'name'));
  if (metadata === undefined || name === undefined || depth > DEEPEST) return undefined;
  const all = (await files.list()).filter((path) => folder === '.' || path.startsWith(`${folder}/`));
  const templates = new Map<string, string>();
  for (const path of all.filter((each) => each.startsWith(posix.join(folder, 'templates/')))) {
    const content = await files.read(path);
    if (content.kind === 'text') templates.set(path, content.text);
  }
  const requirements = await yamlFile(files, posix.join(folder, 'requirements.yaml'));
  const dependencies = [metadata, requirements].flatMap((file) => itemsOf(get(file?.root, 'dependencies')));
  const subcharts: Chart[] = [];
  for (const path of subchartFolders(all, folder, dependencies)) {
    const chart = await readChart(files, path, depth + 1);
    if (chart !== undefined) subcharts.push(...aliasesOf(chart, dependencies));
  }
  return {
    name,
    folder,
    metadata,
    requirements,
    values: await yamlFile(files, posix.join(folder, 'values.yaml')),
    templates,
    subcharts,
  };
}

/** Folders in `charts/`, and those that a dependency names beside the chart (`file://../till`). */
function subchartFolders(all: readonly string[], folder: string, dependencies: readonly YamlNode[]): Set<string> {
  const start = posix.join(folder, 'charts/');
  const inside = all.flatMap((path) => {
    const [name = '', ...rest] = path.startsWith(start) ? path.slice(start.length).split('/') : [];
    return rest.length > 0 ? [start + name] : [];
  });
  const beside = dependencies.flatMap((dependency) => {
    const repository = textOf(get(dependency, 'repository')) ?? '';
    const path = posix.join(folder, repository.replace(/^file:\/\//, ''));
    return repository.startsWith('file://') && !path.startsWith('..') ? [path.replace(/\/$/, '')] : [];
  });
  return new Set([...inside, ...beside]);
}

/** A dependency may be taken in several times under other names. */
function aliasesOf(chart: Chart, dependencies: readonly YamlNode[]): Chart[] {
  const uses = dependencies.filter((dependency) => textOf(get(dependency, 'name')) === chart.name);
  if (uses.length === 0) return [chart];
  return uses.map((use) => ({ ...chart, name: textOf(get(use, 'alias')) ?? chart.name }));
}

/** A YAML file of one document; undefined when it is not there or no text. */
export async function yamlFile(files: RepositoryFiles, path: string): Promise<YamlFile | undefined> {
  const content = await files.read(path);
  if (content.kind !== 'text') return undefined;
  return { path, root: parseYaml(content.text).documents.find(({ root }) => root !== undefined)?.root };
}

/** The chart itself and all below it. */
export function allCharts(chart: Chart): Chart[] {
  return [chart, ...chart.subcharts.flatMap(allCharts)];
}
