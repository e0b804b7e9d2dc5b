// Renders charts with the user's own helm and points every fact back into the repository: https://helm.sh/docs/helm/helm_template/
import { posix } from 'node:path';
import type { DeployStep } from '../../shape/deploy-step.ts';
import { type Facts, joinFacts, noFacts } from '../../shape/facts.ts';
import type { Problem } from '../../shape/origin.ts';
import type { Position } from '../../text/position.ts';
import { readDocuments } from '../kubernetes/documents.ts';
import { manifestFacts } from '../kubernetes/manifest-facts.ts';
import { relocate } from '../kustomize/relocate.ts';
import type { Source, SourceContext, SourceInput, SourceOptions } from '../source.ts';
import { allCharts, type Chart, readChart, type YamlFile, yamlFile } from './chart.ts';
import { completeLayout } from './dependencies.ts';
import { failureOf, missingDependencies } from './failure.ts';
import { isNondeterministic, withoutGenerated } from './generated-values.ts';
import { hideValues } from './hide-values.ts';
import { helmInput } from './input.ts';
import { originFinder } from './origins.ts';
import { dependencyPlace } from './printers.ts';
import { type Release, type Rendering, render } from './render.ts';
import { SET_BY_DEPLOY, STAND_INS, unknownValues } from './set-by-deploy.ts';
import { withoutNamespace } from './unknown-namespace.ts';

const ID = 'helm';
/** Stands for the rendered stream; no file can have this name. */
const RENDERED = '\0rendered';
/** What helm takes when nobody names one, whatever the user's own cluster context says. */
const NAMESPACE = 'default';

export const helm: Source = { id: ID, input: helmInput, read };

async function read({ paths, options, deploySteps }: SourceInput, context: SourceContext): Promise<Facts> {
  const all: Facts[] = [];
  for (const path of paths)
    all.push(
      await readOne(path, { ...options, alone: paths.length === 1, ...(deploySteps && { deploySteps }) }, context),
    );
  return joinFacts(all);
}

interface ChartOptions extends SourceOptions {
  /** The name of a release is for one chart. */
  readonly alone: boolean;
  readonly deploySteps?: readonly DeployStep[];
}

async function readOne(given: string, options: ChartOptions, context: SourceContext): Promise<Facts> {
  const folder = posix.normalize(given.replace(/(^|\/)Chart\.ya?ml$/, '') || '.').replace(/(.)\/$/, '$1');
  const chart = await readChart(context.files, folder);
  if (chart === undefined) {
    const at = { path: posix.join(folder, 'Chart.yaml'), line: 1, column: 1 };
    return refused('unreadable', at, {
      message: 'there is no chart that can be read',
      hint: 'name a folder that holds a Chart.yaml with a name',
    });
  }
  const values: YamlFile[] = [];
  for (const path of options.values ?? []) {
    const file = await yamlFile(context.files, path);
    if (file === undefined) {
      const hint = 'correct the path of the values file, or leave it out';
      return refused('unreadable', { path, line: 1, column: 1 }, { message: 'there is no such values file', hint });
    }
    values.push(file);
  }
  hideValues(
    [...values, ...allCharts(chart).map((each) => each.values)].flatMap((file) => file?.root ?? []),
    context.secrets,
  );
  const plain = await releaseOf(chart, options, context);
  const deployed = await renderDeployed({ chart, values, context }, plain, options);
  if (deployed !== undefined) return deployed;
  const { release, rendering } = await renderComplete({ chart, values, context }, plain);
  if (rendering.kind !== 'rendered') return notRendered({ chart, values, context }, rendering);
  const facts = factsOf(rendering.text, options, context);
  const again = isNondeterministic(chart) ? await render(release, context) : undefined;
  const settled = again?.kind === 'rendered' ? withoutGenerated(facts, factsOf(again.text, options, context)) : facts;
  return relocate(settled, RENDERED, originFinder(chart, values, rendering.text));
}

/** The chart with the values that a pipeline sets; undefined where none does, or where it cannot be rendered with a text. */
async function renderDeployed(attempt: Attempt, plain: Release, options: ChartOptions): Promise<Facts | undefined> {
  const { chart, values, context } = attempt;
  const keys = unknownValues(chart.folder, options.deploySteps);
  if (keys.length === 0) return undefined;
  const texts: string[] = [];
  for (const text of STAND_INS) {
    const { rendering } = await renderComplete(attempt, { ...plain, sets: keys.map((key) => `${key}=${text}`) });
    if (rendering.kind !== 'rendered') return undefined;
    texts.push(rendering.text);
  }
  const [one = '', other = ''] = texts;
  const settled = withoutGenerated(factsOf(one, options, context), factsOf(other, options, context), SET_BY_DEPLOY);
  return relocate(settled, RENDERED, originFinder(chart, values, one));
}

/** Renders the chart as it is, else with the charts beside it that it needs and without those that are switched off. */
async function renderComplete(
  { chart, values, context }: Attempt,
  release: Release,
): Promise<{ readonly release: Release; readonly rendering: Rendering }> {
  const rendering = await render(release, context);
  const missing = rendering.kind === 'failed' ? missingDependencies(rendering.stderr) : undefined;
  const layout = missing && (await completeLayout({ chart, given: values, missing }, context.files));
  if (layout === undefined) return { release, rendering };
  const complete = { ...release, layout };
  return { release: complete, rendering: await render(complete, context) };
}

async function releaseOf(chart: Chart, options: ChartOptions, { files }: SourceContext): Promise<Release> {
  let hasRemoteSchema = false;
  for (const { folder } of allCharts(chart)) {
    const schema = await files.read(posix.join(folder, 'values.schema.json'));
    if (schema.kind === 'text' && /"\$ref"\s*:\s*"https?:/.test(schema.text)) hasRemoteSchema = true;
  }
  return {
    name: (options.alone ? options.release : undefined) ?? chart.name.toLowerCase().slice(0, 53),
    namespace: options.namespace ?? NAMESPACE,
    chart: chart.folder,
    values: options.values ?? [],
    hasRemoteSchema,
  };
}

function factsOf(text: string, { namespace }: ChartOptions, { secrets }: SourceContext): Facts {
  const problems: Problem[] = [];
  const objects = readDocuments(
    { path: RENDERED, text },
    { source: ID, secrets, problems, ...(namespace !== undefined && { namespace }) },
  );
  const facts = joinFacts([manifestFacts(objects), { ...noFacts(), problems }]);
  return namespace === undefined ? withoutNamespace(facts, NAMESPACE) : facts;
}

interface Attempt {
  readonly chart: Chart;
  readonly values: readonly YamlFile[];
  readonly context: SourceContext;
}

function notRendered({ chart, values, context }: Attempt, rendering: Exclude<Rendering, { kind: 'rendered' }>): Facts {
  const start = { path: chart.metadata.path, line: 1, column: 1 };
  if (rendering.kind === 'no-tool') {
    return refused('unrendered', start, {
      message: 'rendering the chart needs helm, which is not installed',
      hint: 'install helm: https://helm.sh/docs/intro/install/',
    });
  }
  if (rendering.kind === 'timed-out') {
    return refused('unrendered', start, {
      message: 'helm did not finish within a minute',
      hint: `run helm template ${chart.folder} by hand and see what it waits for`,
    });
  }
  const missing = missingDependencies(rendering.stderr);
  if (missing !== undefined) {
    const at = dependencyPlace([chart.metadata, chart.requirements], missing[0] ?? '') ?? start;
    return refused('unrendered', at, {
      message: `the chart needs ${missing.join(', ')}, not there in ${posix.join(chart.folder, 'charts')}; nothing is fetched`,
      hint: `run helm dependency build ${chart.folder}`,
    });
  }
  const { message, place } = failureOf(rendering.stderr, chart, {
    given: values,
    root: context.root,
    secrets: context.secrets,
  });
  return refused('unrendered', place, {
    message: `helm cannot render the chart: ${message}`,
    hint: `run helm template ${chart.folder} by hand and mend what it says, or name a values file in parity.yaml`,
  });
}

function refused(
  kind: 'unreadable' | 'unrendered',
  { path, line, column }: Position & { readonly path: string },
  { message, hint }: { readonly message: string; readonly hint: string },
): Facts {
  return { ...noFacts(), problems: [{ kind, source: ID, path, line, column, message, hint }] };
}
