import { posix } from 'node:path';
import { folderOf, normaliseRelativePath } from '../../normalise/path.ts';
import type { FileContent, RepositoryFiles } from '../../repository/files.ts';
import { type ConfigObject, type Facts, noFacts } from '../../shape/facts.ts';
import { deferred, type Value } from '../../shape/value.ts';
import type { BuildReference, EnvironmentStep, Mount, Workload } from '../../shape/workload.ts';
import { entriesOf, entryOf, get, itemsOf, textOf, type YamlEntry } from '../../text/yaml.ts';
import { commandLine } from '../kubernetes/command-line.ts';
import { containerImage } from '../kubernetes/container-image.ts';
import { containerProbes } from '../kubernetes/container-probes.ts';
import { containerResources } from '../kubernetes/container-resources.ts';
import { booleanOf } from '../kubernetes/manifest-object.ts';
import { mountedFiles, type ScoreMount } from './mounted-files.ts';
import { filledIn } from './placeholders.ts';
import type { ScoreWorkload } from './score.ts';

/** What is known besides the workload itself. */
export interface Surroundings {
  readonly all: readonly ScoreWorkload[];
  /** Content of the files that it takes from the repository, by their paths there. */
  readonly sources: ReadonlyMap<string, FileContent>;
}

/** Reads what the containers take from files of the repository. */
export async function readSources(workload: ScoreWorkload, files: RepositoryFiles): Promise<Surroundings['sources']> {
  const contents = new Map<string, FileContent>();
  for (const container of entriesOf(get(workload.root, 'containers'))) {
    for (const { source } of mountedFiles(container.value)) {
      const path = source && sourcePath(workload, source);
      if (path !== undefined) contents.set(path, await files.read(path));
    }
  }
  return contents;
}

function sourcePath({ path }: ScoreWorkload, source: string): string | undefined {
  return posix.isAbsolute(source) ? undefined : normaliseRelativePath(posix.join(folderOf(path), source));
}

/** One workload a container, and the files that are put into it. */
export function workloadFacts(workload: ScoreWorkload, around: Surroundings): Facts {
  const containers = entriesOf(get(workload.root, 'containers'));
  const files = containers.flatMap((container) =>
    mountedFiles(container.value).map((file) => ({ container: container.key, file })),
  );
  return {
    ...noFacts(),
    workloads: containers.map((container) =>
      containerOf(container, { workload, around, alone: containers.length === 1 }),
    ),
    configObjects: files.map(({ container, file }) => configObject(file, { workload, around, container })),
  };
}

interface Around {
  readonly workload: ScoreWorkload;
  readonly around: Surroundings;
}

function containerOf(
  { key, at, value }: YamlEntry,
  { workload, around, alone }: Around & { readonly alone: boolean },
): Workload {
  const { site, name } = workload;
  const image = containerImage(value, site);
  const isBuilt = image?.text === '.';
  const entrypoint = commandLine(value, 'command', site);
  const command = commandLine(value, 'args', site);
  const resources = containerResources(value, site);
  return {
    id: alone ? `Workload/${name}` : `Workload/${name}/${key}`,
    kind: 'custom',
    name,
    container: key,
    role: 'main',
    at: site.at(at),
    ...(isBuilt ? { build: buildOf(workload, image.at) } : image && { image }),
    labels: { [WORKLOAD_LABEL]: name },
    environment: variables(value, workload, around),
    ports: [],
    mounts: [
      ...mountedFiles(value).map((file) => mountOf(file, { workload, container: key })),
      ...volumes(value, workload),
    ],
    probes: containerProbes(value, site),
    ...(entrypoint && { entrypoint }),
    ...(command && { command }),
    dependsOn: [],
    ...(resources && { resources }),
    profiles: [],
    // Which platform it will run on is not known; what Kubernetes adds nobody may count on.
    serviceLinks: false,
    aliases: [],
    extraHosts: [],
  };
}

/** By which the Service of a workload finds it. */
export const WORKLOAD_LABEL = 'score-workload';

/** `image: .` leaves the build to the tool that reads the file: by the Dockerfile beside it. */
function buildOf({ path }: ScoreWorkload, at: BuildReference['at']): BuildReference {
  const context = folderOf(path);
  return { context, dockerfile: context === '.' ? 'Dockerfile' : `${context}/Dockerfile`, args: {}, at };
}

function variables(container: YamlEntry['value'], workload: ScoreWorkload, { all }: Surroundings): EnvironmentStep[] {
  return entriesOf(get(container, 'variables')).flatMap((entry): EnvironmentStep[] => {
    if (entry.value.kind !== 'scalar') return [];
    const text = textOf(entry.value) ?? '';
    const value = filledIn({ name: entry.key, text, at: entry.at }, workload, all);
    return [{ kind: 'set', name: entry.key, value, expand: false, at: workload.site.at(entry.at) }];
  });
}

function configName({ target }: ScoreMount, workload: ScoreWorkload, container: string): string {
  return `${workload.name}/${container}${target}`;
}

function mountOf(file: ScoreMount, { workload, container }: { workload: ScoreWorkload; container: string }): Mount {
  const objectName = configName(file, workload, container);
  return {
    path: file.target,
    source: { kind: 'config', object: 'ConfigMap', objectName, optional: false },
    subPath: posix.basename(file.target),
    readOnly: true,
    at: workload.site.at(file.at),
  };
}

function configObject(file: ScoreMount, { workload, around, container }: Around & { container: string }): ConfigObject {
  const at = workload.site.at(file.at);
  const value = contentOf(file, { workload, around });
  return {
    kind: 'ConfigMap',
    name: configName(file, workload, container),
    entries: [{ key: posix.basename(file.target), value, binary: false, at }],
    complete: true,
    immutable: false,
    at,
  };
}

function contentOf({ target, content, source, isLiteral, at }: ScoreMount, { workload, around }: Around): Value {
  const path = source && sourcePath(workload, source);
  const read = path === undefined ? undefined : around.sources.get(path);
  if (read?.kind === 'missing') {
    workload.site.report('unreadable', at, {
      message: `file ${target} is to be made of ${source}, which is not there`,
      hint: `create ${source}, or correct the path`,
    });
  }
  const text = content ?? (read?.kind === 'text' ? read.text : undefined);
  if (text === undefined) return deferred(`content of ${source ?? target}`);
  return isLiteral
    ? workload.site.secrets.value(target, text)
    : filledIn({ name: target, text, at }, workload, around.all);
}

/** What a volume resource is made of, the platform decides: it is there, and nobody can tell whether it lasts. */
function volumes(container: YamlEntry['value'], { site }: ScoreWorkload): Mount[] {
  const node = get(container, 'volumes');
  const listed = itemsOf(node).map((item) => ({
    target: textOf(get(item, 'target')),
    item,
    at: entryOf(item, 'target')?.at ?? item,
  }));
  const mapped = entriesOf(node).map(({ key, value, at }) => ({ target: key, item: value, at }));
  return [...listed, ...mapped].flatMap(({ target, item, at }): Mount[] => {
    if (target === undefined) return [];
    const subPath = textOf(get(item, 'path'));
    const name = (textOf(get(item, 'source')) ?? target).replace(/^\$\{resources\.(.*)\}$/, '$1');
    return [
      {
        path: target,
        source: { kind: 'other', what: `volume resource ${name}` },
        ...(subPath !== undefined && { subPath }),
        readOnly: booleanOf(get(item, 'readOnly')) ?? false,
        at: site.at(at),
      },
    ];
  });
}
