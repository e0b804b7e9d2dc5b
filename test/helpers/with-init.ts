import { loadConfig } from '../../src/config/load-config.ts';
import { runCheck } from '../../src/pipeline/check.ts';
import { runInit } from '../../src/pipeline/init.ts';
import type { RepositoryFiles } from '../../src/repository/files.ts';
import { contextOf } from './source-context.ts';

const TOOL = { name: 'parity', version: '0.0.0' };
const SIDES = { local: [], target: [] };

/** The files of a folder, with another parity.yaml or none. */
function withConfig(files: RepositoryFiles, text: string | undefined): RepositoryFiles {
  return {
    ...files,
    list: async () => {
      const others = (await files.list()).filter((path) => path !== 'parity.yaml');
      return text === undefined ? others : [...others, 'parity.yaml'].sort();
    },
    read: async (path) => {
      if (path !== 'parity.yaml') return files.read(path);
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
    },
  };
}

function portsFor(root: string, text: string | undefined) {
  const context = contextOf(root);
  const files = withConfig(context.files, text);
  return { ...context, files, progress: () => {}, signal: new AbortController().signal };
}

async function configOf(files: RepositoryFiles) {
  const loaded = await loadConfig(files);
  return loaded.kind === 'loaded' ? loaded.config : undefined;
}

/** What a check says of a folder that has this parity.yaml. */
export async function verdictWith(root: string, text: string | undefined): Promise<string> {
  const ports = portsFor(root, text);
  try {
    const asked = { ...SIDES, services: [], rules: [], strict: false, today: '2026-01-01' };
    const { findings, complete, compared, summary, services } = await runCheck(
      { tool: TOOL, root, config: await configOf(ports.files), ...asked },
      ports,
    );
    const said = findings.map(({ id, level, rule, subject, message }) => [id, level, rule, subject, message].join(' '));
    const pairs = services.map(({ name, local, target }) => [name, local, target].join(' '));
    return JSON.stringify({ complete, compared, summary, said, pairs }, null, 1);
  } catch (error) {
    return String(error);
  }
}

/** What `init` makes of a folder with this parity.yaml; its text stays where nothing is new. */
export async function initOver(root: string, text?: string) {
  const ports = portsFor(root, text);
  const asked = { app: 'shop', replace: false, dryRun: false };
  const made = await runInit({ tool: TOOL, root, config: await configOf(ports.files), ...SIDES, ...asked }, ports);
  return { ...made.document, text: made.text ?? text ?? '' };
}
