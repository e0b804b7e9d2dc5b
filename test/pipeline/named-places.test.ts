import { mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { specsFromRoot } from '../../src/cli/side-spec.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { runCheck } from '../../src/pipeline/check.ts';
import { BAKERY, folderWith } from '../helpers/folder.ts';
import { contextOf } from '../helpers/source-context.ts';

const KUSTOMIZATION = { 'k8s/kustomization.yaml': 'resources: [oven.yaml]\n' };
const { 'compose.yaml': COMPOSE = '', 'k8s/oven.yaml': MANIFESTS = '', ...CODE } = BAKERY;

/** Two folders beside each other: the code here, its configuration there. */
function apart(there: Readonly<Record<string, string>>, here: Readonly<Record<string, string>> = CODE) {
  const root = folderWith(here);
  const other = folderWith(there);
  return { root, other, near: `../${basename(other)}` };
}

async function check(root: string, local: readonly string[], target: readonly string[]) {
  const context = contextOf(root);
  const loaded = await loadConfig(context.files);
  const config = loaded.kind === 'loaded' ? loaded.config : undefined;
  const request = { root, config, local, target, services: [], rules: [], strict: false };
  const ports = { ...context, progress: () => {}, signal: new AbortController().signal };
  return runCheck({ ...request, tool: { name: 'parity', version: '0.0.0' } }, ports);
}

describe('what is named outside the repository is read', () => {
  it.each([
    ['a folder of manifests', 'k8s'],
    ['a file of manifests', 'k8s/oven.yaml'],
  ])('as the target: %s', async (_, path) => {
    const { root, near, other } = apart({ 'k8s/oven.yaml': MANIFESTS }, { ...CODE, 'compose.yaml': COMPOSE });

    for (const spec of [`${near}/${path}`, join(other, path), `manifests:${near}/${path}`]) {
      const report = await check(root, [], [spec]);
      expect(report).toMatchObject({ complete: true, compared: true, services: [{ target: 'Deployment/oven' }] });
    }
  });

  it('as the local side, with the files that a compose file names beside it', async () => {
    const compose = COMPOSE.replace('    environment:\n      OVEN_MODE: rye\n', '    env_file: oven.env\n');
    const there = { 'compose.yaml': compose, 'oven.env': 'OVEN_MODE=rye\n' };
    const { root, near } = apart(there, { ...CODE, 'k8s/oven.yaml': MANIFESTS });
    const report = await check(root, [`${near}/compose.yaml`], []);

    expect(report).toMatchObject({ complete: true, compared: true, services: [{ name: 'oven', local: 'oven' }] });
  });

  it('where parity.yaml names it', async () => {
    const { root, other, near } = apart({ 'compose.yaml': COMPOSE, 'k8s/oven.yaml': MANIFESTS });
    const environments = `{local: {compose: ${near}/compose.yaml}, production: {manifests: ${join(other, 'k8s')}}}`;
    const named = folderWith({ ...CODE, 'parity.yaml': `version: 1\nenvironments: ${environments}\n` });
    const report = await check(named, [], []);

    expect(dirname(root)).toBe(dirname(named));
    expect(report).toMatchObject({ complete: true, compared: true, services: [{ target: 'Deployment/oven' }] });
  });

  it('as an env_file of the compose file, which is not read where nobody names it', async () => {
    const secrets = folderWith({ 'oven.env': 'OVEN_MODE=rye\n' });
    const at = `../${basename(secrets)}/oven.env`;
    const compose = COMPOSE.replace('    environment:\n      OVEN_MODE: rye\n', `    env_file: ${at}\n`);
    const root = folderWith({ ...CODE, 'compose.yaml': compose, 'k8s/oven.yaml': MANIFESTS });
    const unnamed = await check(root, [], []);
    const named = await check(root, ['compose:compose.yaml', `dotenv:${at}`], []);

    expect(compose).toContain(at);
    expect(unnamed).toMatchObject({ complete: true, compared: true });
    expect(unnamed.findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      `source/unresolved read compose.yaml: ${at} lies outside the repository, and is not read (line 4)`,
    ]);
    expect(named).toMatchObject({ complete: true, compared: true, findings: [] });
  });

  it('but nothing beside it', async () => {
    const { root, near } = apart({ ...KUSTOMIZATION, 'k8s/oven.yaml': MANIFESTS });
    const { files } = contextOf(root);
    await files.grant?.(`${near}/k8s/oven.yaml`);

    expect((await files.read(`${near}/k8s/oven.yaml`)).kind).toBe('text');
    expect((await files.read(`${near}/k8s/kustomization.yaml`)).kind).toBe('unreadable');
  });
});

describe('paths of the command line', () => {
  const root = realpathSync(folderWith({ 'k8s/oven.yaml': 'a: 1\n', 'oven/compose.yaml': 'a: 1\n' }));
  mkdirSync(join(root, 'oven/k8s'));

  it.each([
    ['a subfolder counts', 'oven', 'compose.yaml', 'oven/compose.yaml'],
    ['a subfolder counts before the root', 'oven', 'manifests:k8s', 'manifests:oven/k8s'],
    ['a folder above', 'oven', '../k8s', 'k8s'],
    ['what is only there from the root stays', 'oven', 'k8s/oven.yaml', 'k8s/oven.yaml'],
    ['absolute ones inside are made relative', '.', join(root, 'k8s'), 'k8s'],
    ['several', 'oven', 'manifests:compose.yaml,../k8s', 'manifests:oven/compose.yaml,k8s'],
    ['nothing changes at the root', '.', 'k8s/', 'k8s/'],
  ])('%s', (_, current, spec, expected) => {
    expect(specsFromRoot([spec], { root, current: join(root, current) })).toEqual([expected]);
  });
});
