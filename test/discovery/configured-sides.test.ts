import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { takeInventory } from '../../src/discovery/inventory.ts';
import { planSide } from '../../src/discovery/plan-side.ts';
import { INPUT_KINDS } from '../../src/sources/index.ts';
import { contextWith } from '../helpers/source-context.ts';

interface Asked {
  readonly side?: 'local' | 'target';
  readonly specs?: readonly string[];
  readonly wished?: string;
}

async function plan(environments: string, { side = 'target', specs = [], wished }: Asked) {
  const { files } = contextWith({
    'parity.yaml': `version: 1\nenvironments: ${environments}\n`,
    'compose.yaml': 'services: {oven: {build: .}}\n',
    'k8s/base/oven.yaml': 'kind: Deployment\n',
    'k8s/staging/oven.yaml': 'kind: Deployment\n',
  });
  const loaded = await loadConfig(files);
  return planSide({
    side,
    specs,
    kinds: INPUT_KINDS,
    config: loaded.kind === 'loaded' ? loaded.config : undefined,
    inventory: await takeInventory(files),
    candidates: [],
    names: [],
    ...(wished !== undefined && { wished }),
  });
}

const COMPOSE = '{compose: compose.yaml}';
const MANIFESTS = '{manifests: k8s/base}';
const THREE = `{local: ${COMPOSE}, staging: ${MANIFESTS}, production: ${MANIFESTS}}`;

describe('--env', () => {
  it.each([
    ['the local side', THREE, 'local', 'is the local side', 'use one of production, staging'],
    ['a name that is not there', THREE, 'nope', 'has no environment nope', 'use one of production, staging'],
    ['a local side of another name', `{dev: ${COMPOSE}, live: ${MANIFESTS}}`, 'dev', 'is the local side', 'live'],
    ['the only one, which is local', `{local: ${COMPOSE}}`, 'local', 'is the local side', '--target'],
  ])('refuses %s', async (_, environments, wished, message, hint) => {
    await expect(plan(environments, { wished })).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
  });

  it('takes a compose file for a target where it is called so', async () => {
    expect(await plan(`{staging: ${COMPOSE}}`, { wished: 'staging' })).toMatchObject({ environment: 'staging' });
    expect(await plan(`{staging: ${COMPOSE}}`, { side: 'local' })).toBeUndefined();
  });
});

describe('a target that --target names', () => {
  it.each([
    ['k8s/base', undefined, 'production'],
    ['k8s/base', 'canary', 'canary'],
    ['k8s/staging', undefined, 'staging'],
    ['k8s/base', 'local', 'target'],
  ])('%s with --env %s is called %s', async (spec, wished, environment) => {
    expect(await plan(THREE, { specs: [spec], ...(wished !== undefined && { wished }) })).toMatchObject({
      environment,
    });
  });
});

describe('of several environments', () => {
  it.each<[string, string, Asked, string, string[]]>([
    [
      'the one that was taken is said',
      `{dev: ${MANIFESTS}, staging: ${MANIFESTS}}`,
      {},
      'staging',
      ['target: staging of parity.yaml; not dev: choose with --env'],
    ],
    ['nothing is said of production', THREE, {}, 'production', []],
    ['nothing is said of the one that was asked for', THREE, { wished: 'staging' }, 'staging', []],
    [
      'the local one that was taken is said',
      `{dev: ${COMPOSE}, test: ${COMPOSE}, production: ${MANIFESTS}}`,
      { side: 'local' },
      'dev',
      ['local: dev of parity.yaml; not test: choose with --local, or call it local'],
    ],
  ])('%s', async (_, environments, asked, environment, notes) => {
    expect(await plan(environments, asked)).toMatchObject({ environment, notes });
  });
});
