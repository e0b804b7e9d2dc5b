import { loadConfig } from '../../src/config/load-config.ts';
import type { Report } from '../../src/findings/report.ts';
import { runCheck } from '../../src/pipeline/check.ts';
import { contextOf } from './source-context.ts';

/** Checks a folder with the sides that the command line names. */
export async function checkNamed(
  root: string,
  { local = [], target = [] }: { readonly local?: readonly string[]; readonly target?: readonly string[] },
): Promise<Report> {
  const context = contextOf(root);
  const loaded = await loadConfig(context.files);
  const config = loaded.kind === 'loaded' ? loaded.config : undefined;
  const tool = { name: 'parity', version: '0.0.0' } as const;
  return runCheck(
    { tool, root, config, local, target, services: [], rules: [], strict: false },
    { ...context, progress: () => {}, signal: new AbortController().signal },
  );
}
