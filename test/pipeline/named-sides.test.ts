import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { runCheck } from '../../src/pipeline/check.ts';
import { runExplain } from '../../src/pipeline/explain.ts';
import { BAKERY, DRIFTED_BAKERY, folderWith } from '../helpers/folder.ts';
import { contextOf } from '../helpers/source-context.ts';

interface Named {
  readonly local?: readonly string[];
  readonly target?: readonly string[];
  readonly strict?: boolean;
}

async function runOf(files: Readonly<Record<string, string>>, { local = [], target = [], strict = false }: Named) {
  const root = folderWith(files);
  const context = contextOf(root);
  const loaded = await loadConfig(context.files);
  const config = loaded.kind === 'loaded' ? loaded.config : undefined;
  const tool = { name: 'parity', version: '0.0.0' } as const;
  const request = { tool, root, config, local, target, services: [], rules: [], strict };
  return { request, ports: { ...context, progress: () => {}, signal: new AbortController().signal } };
}

async function check(files: Readonly<Record<string, string>>, named: Named) {
  const { request, ports } = await runOf(files, named);
  return runCheck(request, ports);
}

describe('a side that is named', () => {
  it.each<[string, Named, string]>([
    ['manifests without an object', { target: ['manifests:compose.yaml'] }, 'holds no Kubernetes object'],
    ['a compose file without services', { local: ['compose:k8s/oven.yaml'] }, 'holds no services'],
  ])('is not read when it describes nothing: %s', async (_, named, said) => {
    const report = await check(BAKERY, named);

    expect(report.complete).toBe(false);
    expect(report.findings.map((finding) => finding.message).join('\n')).toContain(said);
  });

  it('is one project when it is several compose files, and none counts twice', async () => {
    const files = { ...BAKERY, 'over.yaml': 'services: {oven: {environment: {TRAYS: "4"}}}\n' };
    const report = await check(files, { local: ['compose.yaml', 'compose:over.yaml', 'compose.yaml'] });

    expect(report.services?.map((service) => service.name)).toEqual(['oven']);
    expect(report.sources[0]).toMatchObject({ id: 'compose', path: 'compose:compose.yaml,over.yaml' });
  });

  it('is one target when it is several manifests', async () => {
    const { services, sources } = await check(BAKERY, { target: ['k8s', 'k8s/oven.yaml'] });

    expect(services?.length).toBe(1);
    expect(sources.filter((source) => source.id === 'kubernetes').length).toBe(1);
  });
});

it('explain knows what only check --strict finds', async () => {
  const computed = 'const bread = process.argv[2];\nmodule.exports = process.env[bread];\n';
  const files = { ...DRIFTED_BAKERY, 'oven/server.js': `${DRIFTED_BAKERY['oven/server.js']}${computed}` };
  const strict = await check(files, { strict: true });
  const id = strict.findings.find((finding) => finding.rule === 'source/unresolved')?.id ?? '';
  const { request, ports } = await runOf(files, {});

  expect(await runExplain({ ...request, subject: id }, ports)).toMatchObject({ kind: 'finding', finding: { id } });
});
