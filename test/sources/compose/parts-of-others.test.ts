import { describe, expect, it } from 'vitest';
import { takeInventory } from '../../../src/discovery/inventory.ts';
import { runCheck } from '../../../src/pipeline/check.ts';
import { composeCandidates } from '../../../src/sources/compose/candidates.ts';
import { contextWith } from '../../helpers/source-context.ts';

const WHOLE = 'services:\n  web:\n    build: .\n  till:\n    image: till\n';
const PART = 'services:\n  web:\n    ports: ["80:80"]\n';

async function candidatesOf(tree: Readonly<Record<string, string>>) {
  const { files } = contextWith(tree);
  return composeCandidates(await takeInventory(files), files);
}

describe('no local side of its own is', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'a file that the main one includes, nor the override beside it',
      {
        'compose.yaml': 'include:\n  - till/compose.yaml\n  - path: [oven/compose.yaml]\nservices: {}\n',
        'till/compose.yaml': WHOLE,
        'till/compose.override.yaml': PART,
        'oven/compose.yaml': 'include: [../mill/compose.yaml]\nservices: {oven: {build: .}}\n',
        'mill/compose.yaml': WHOLE,
      },
      ['compose:compose.yaml'],
    ],
    [
      'a file whose services another one extends',
      {
        'compose.yaml': 'services:\n  web:\n    extends: {file: shared/compose.base.yaml, service: web}\n',
        'shared/compose.base.yaml': WHOLE,
      },
      ['compose:compose.yaml'],
    ],
    [
      'but the main file is, when one beside it builds on it',
      { 'compose.yaml': WHOLE, 'compose.debug.yaml': 'include: [compose.yaml]\n' },
      ['compose:compose.debug.yaml', 'compose:compose.yaml'],
    ],
    [
      'but all of a circle are',
      {
        'oven/compose.yaml': 'include: [../till/compose.yaml]\n',
        'till/compose.yaml': 'include: [../oven/compose.yaml]\n',
      },
      ['compose:oven/compose.yaml', 'compose:till/compose.yaml'],
    ],
  ])('%s', async (_, tree, labels) => {
    const candidates = await candidatesOf(tree);

    expect(candidates.map(({ label }) => label).sort()).toEqual(labels);
  });
});

it('a file covers the services of those that it includes', async () => {
  const [candidate] = await candidatesOf({
    'compose.yaml': 'include: [till/compose.yaml]\n',
    'till/compose.yaml': WHOLE,
  });

  expect([...(candidate?.names ?? [])].sort()).toEqual(['till', 'web']);
});

it('where a compose file for tests is all there is, the error names it and says why it was not taken', async () => {
  const ports = {
    ...contextWith({ 'docker-compose.test.yml': WHOLE }),
    progress: () => {},
    signal: new AbortController().signal,
  };
  const request = { root: '/nowhere', config: undefined, local: [], target: [], services: [], rules: [] };
  const check = runCheck({ ...request, tool: { name: 'parity', version: '0.0.0' }, strict: false }, ports);

  await expect(check).rejects.toMatchObject({
    code: 'check/no-input',
    message: expect.stringContaining('docker-compose.test.yml was not taken, its name says test'),
  });
  await expect(check).rejects.not.toMatchObject({ message: expect.stringContaining('no compose file') });
});
