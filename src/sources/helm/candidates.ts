import { type Candidate, environmentOf, targetStanding } from '../../discovery/candidate.ts';
import type { Inventory } from '../../discovery/inventory.ts';
import { isStockOnly } from '../../normalise/known-software.ts';
import { fileNameOf, folderOf, isInFolder, normaliseRelativePath } from '../../normalise/path.ts';
import type { RepositoryFiles } from '../../repository/files.ts';
import { entriesOf, get, itemsOf, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';

interface ChartFolder {
  readonly folder: string;
  readonly isLibrary: boolean;
  /** Chart folders of the repository that it takes in. */
  readonly uses: readonly string[];
  readonly names: ReadonlySet<string>;
  /** As its values and templates write them out. */
  readonly images: readonly string[];
}

/**
 * Every chart that no other one takes in, with values.yaml alone and once for each values file of an environment; and
 * charts that lie side by side, one for each service, together.
 */
export async function chartCandidates(inventory: Inventory, files: RepositoryFiles): Promise<Candidate[]> {
  const all: ChartFolder[] = [];
  for (const folder of inventory.charts) all.push(await readChartFolder(folder, inventory, files));
  const used = new Set(all.flatMap((chart) => chart.uses));
  const roots = all.filter((chart) => !chart.isLibrary && !used.has(chart.folder));
  return [
    ...roots.flatMap((chart) => [chartCandidate(chart), ...variantsOf(chart, inventory)]),
    ...sideBySide(roots).map(jointCandidate),
  ];
}

function chartCandidate({ folder, names, images }: ChartFolder): Candidate {
  const environment = environmentOf(folder);
  return {
    kind: 'helm',
    paths: [folder],
    label: `helm:${folder}`,
    names,
    standing: targetStanding(folder) + 2,
    ...(isStockOnly(images) && { stock: true }),
    ...(environment && { environment }),
  };
}

/** What an environment is worth against a chart that names none, as `targetStanding` has it for paths. */
const STANDING_OF: Readonly<Record<string, number>> = { production: 10, staging: -5, development: -30 };

/** values.yaml, then the file of one environment over it. */
function variantsOf(chart: ChartFolder, { all }: Inventory): Candidate[] {
  const plain = chartCandidate(chart);
  const seen = new Set<string>();
  return all.flatMap((path) => {
    const environment = valuesEnvironment(path, chart.folder);
    if (environment === undefined || seen.has(environment)) return [];
    seen.add(environment);
    const standing = plain.standing + (STANDING_OF[environment] ?? 0);
    return [{ ...plain, label: `${plain.label},${path}`, options: { values: [path] }, environment, standing }];
  });
}

/** `values-prod.yaml` in the chart; `environments/prod/values.yaml` and `values/prod.yaml` in it or beside it. */
function valuesEnvironment(path: string, chart: string): string | undefined {
  if (folderOf(path) === chart) {
    const name = /^values[-._](.+)\.ya?ml$/.exec(fileNameOf(path))?.[1];
    return name && environmentOf(name);
  }
  for (const base of new Set([chart, folderOf(chart)])) {
    const inside = base === '.' ? path : isInFolder(path, base) ? path.slice(base.length + 1) : '';
    const name =
      /^(?:environments?|envs?|values|stages)\/([\w.-]+?)(?:\/values)?\.ya?ml$/.exec(inside)?.[1] ??
      (base === chart ? undefined : /^values[-._](.+)\.ya?ml$/.exec(inside)?.[1]);
    if (name !== undefined) return environmentOf(name);
  }
  return undefined;
}

/** Charts whose folders differ in one part: `src/web/chart` and `src/till/chart`, `charts/web` and `charts/till`. */
function sideBySide(charts: readonly ChartFolder[]): ChartFolder[][] {
  const groups = new Map<string, ChartFolder[]>();
  for (const chart of charts) {
    const parts = chart.folder.split('/');
    for (const at of parts.keys()) {
      const pattern = parts.with(at, '*').join('/');
      groups.set(pattern, [...(groups.get(pattern) ?? []), chart]);
    }
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function jointCandidate(charts: readonly ChartFolder[]): Candidate {
  const folders = charts.map((chart) => chart.folder);
  // Below each of its charts: where one of them covers as many services, the others are something else.
  const standing = Math.min(...folders.map(targetStanding)) - 1;
  const names = new Set(charts.flatMap((chart) => [...chart.names]));
  return { kind: 'helm', paths: folders, label: `helm:${folders.join(',')}`, names, standing };
}

async function readChartFolder(folder: string, inventory: Inventory, files: RepositoryFiles): Promise<ChartFolder> {
  const metadata = await rootOf(`${folder}/Chart.yaml`, files);
  const requirements = await rootOf(`${folder}/requirements.yaml`, files);
  const dependencies = [metadata, requirements].flatMap((root) => itemsOf(get(root, 'dependencies')));
  const uses = dependencies.flatMap((dependency) => {
    const repository = textOf(get(dependency, 'repository')) ?? '';
    if (!repository.startsWith('file://')) return [];
    return normaliseRelativePath(`${folder}/${repository.slice('file://'.length)}`) ?? [];
  });
  const aliases = dependencies.flatMap((dependency) =>
    ['name', 'alias'].flatMap((key) => textOf(get(dependency, key)) ?? []),
  );
  const { names, images } = await writtenIn(folder, inventory, files);
  const own = textOf(get(metadata, 'name')) ?? '';
  return {
    folder,
    isLibrary: textOf(get(metadata, 'type')) === 'library',
    uses: uses.map((path) => path.replace(/\/+$/, '')),
    names: new Set([own, ...folder.split('/').slice(-2), ...aliases, ...names]),
    images,
  };
}

/** Names that templates write out, those of template files, and the keys of values that describe a workload; images. */
async function writtenIn(
  folder: string,
  { all }: Inventory,
  files: RepositoryFiles,
): Promise<{ readonly names: string[]; readonly images: string[] }> {
  const names: string[] = [];
  const images: string[] = [];
  for (const path of all.filter((each) => folder === '.' || isInFolder(each, folder))) {
    const name = fileNameOf(path);
    if (!/\.(ya?ml|tpl)$/i.test(name)) continue;
    names.push(name.replace(/([-_.](deployment|statefulset|service|deploy|svc|sts))?\.(ya?ml|tpl)$/i, ''));
    const content = await files.read(path);
    if (content.kind !== 'text') continue;
    images.push(...imagesIn(content.text));
    if (/^values\.ya?ml$/.test(name)) names.push(...describedIn(parseYaml(content.text).documents[0]?.root, 3));
    else
      names.push(
        ...[...content.text.matchAll(/^\s*(?:-\s*)?name:\s*"?([\w.-]+)"?\s*$/gm)].map((match) => match[1] ?? ''),
      );
  }
  return { names, images };
}

/** `image: nginx:1`, and `repository: nginx` of values; what a template fills in is not written out. */
function imagesIn(text: string): string[] {
  const written = text.matchAll(/^\s*(?:-\s*)?(?:image|repository):\s*["']?([\w./:@-]+)["']?\s*(?:#.*)?$/gm);
  return [...written].flatMap((match) => (match[1]?.includes('://') ? [] : (match[1] ?? [])));
}

/** `web: {image: …}` is about web. */
function describedIn(node: YamlNode | undefined, depth: number): string[] {
  if (depth === 0) return [];
  return entriesOf(node).flatMap(({ key, value }) => {
    const describes = entriesOf(value).some((entry) =>
      /^(image|replicas|replicaCount|ports?|containerPort)$/.test(entry.key),
    );
    return [...(describes ? [key] : []), ...describedIn(value, depth - 1)];
  });
}

async function rootOf(path: string, files: RepositoryFiles): Promise<YamlNode | undefined> {
  const content = await files.read(path.replace(/^\.\//, ''));
  return content.kind === 'text' ? parseYaml(content.text).documents[0]?.root : undefined;
}
