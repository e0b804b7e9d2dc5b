import { join } from 'node:path';
import type { Layout } from '../../repository/scratch-folder.ts';
import type { SourceContext } from '../source.ts';

export type Rendering =
  | { readonly kind: 'rendered'; readonly text: string }
  | { readonly kind: 'no-tool' }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'failed'; readonly stderr: string };

export interface Release {
  readonly name: string;
  readonly namespace: string;
  /** Folder of the chart. */
  readonly chart: string;
  /** Values files, the later winning. */
  readonly values: readonly string[];
  /** Values that are set on the command line, as `key=value`. */
  readonly sets?: readonly string[];
  /** A schema of the chart names another one by URL, which helm would fetch. */
  readonly hasRemoteSchema: boolean;
  /** Where the chart is rendered when it is not complete in its own folder; the chart is then in `CHART`. */
  readonly layout?: Layout;
}

/** The chart's folder in a layout. */
export const CHART = 'chart';

const TIMEOUT_MS = 60_000;

/** Renders a chart with the user's own helm. Nothing is fetched: dependencies have to be there. */
export async function render(release: Release, { tools, root }: SourceContext): Promise<Rendering> {
  const { layout } = release;
  const args = [
    'template',
    `--namespace=${release.namespace}`,
    ...release.values.map((path) => `--values=${asListItem(layout === undefined ? `./${path}` : join(root, path))}`),
    ...(release.sets ?? []).map((text) => `--set-string=${text}`),
    ...(release.hasRemoteSchema ? ['--skip-schema-validation'] : []),
    '--',
    release.name,
    // A bare name could be that of a repository's chart.
    `./${layout === undefined ? release.chart : CHART}`,
  ];
  const result = await tools.run('helm', args, { cwd: root, timeoutMs: TIMEOUT_MS, ...(layout && { layout }) });
  if (result.kind === 'not-found') return { kind: 'no-tool' };
  if (result.kind === 'timed-out') return result;
  if (result.exitCode === 0) return { kind: 'rendered', text: result.stdout };
  return { kind: 'failed', stderr: result.stderr };
}

/** helm reads the flag as a line of CSV. */
function asListItem(path: string): string {
  return /[",]/.test(path) ? `"${path.replaceAll('"', '""')}"` : path;
}
