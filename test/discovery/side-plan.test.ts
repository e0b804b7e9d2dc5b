import { expect, it } from 'vitest';
import { takeInventory } from '../../src/discovery/inventory.ts';
import { planSide } from '../../src/discovery/plan-side.ts';
import { INPUT_KINDS } from '../../src/sources/index.ts';
import { contextWith } from '../helpers/source-context.ts';

it.each([
  ['the file of a kustomization', ['over/prod/kustomization.yaml'], [{ kind: 'kustomize', paths: ['over/prod'] }]],
  [
    'the same one named by kind',
    ['kustomize:over/prod/kustomization.yaml'],
    [{ kind: 'kustomize', paths: ['over/prod'] }],
  ],
  [
    'two kustomizations',
    ['over/prod', 'over/jobs', 'over/prod/'],
    [{ paths: ['over/prod'] }, { paths: ['over/jobs'] }],
  ],
  [
    'two files',
    ['manifests:b.yaml', 'manifests:a.yaml', 'b.yaml'],
    [{ kind: 'manifests', paths: ['b.yaml', 'a.yaml'] }],
  ],
])('--target names %s', async (_, specs, expected) => {
  const { files } = contextWith({
    'over/prod/kustomization.yaml': 'resources: [oven.yaml]\n',
    'over/jobs/kustomization.yaml': 'resources: [oven.yaml]\n',
    'a.yaml': 'a: 1\n',
    'b.yaml': 'b: 1\n',
  });
  const inventory = await takeInventory(files);
  const plan = planSide({
    side: 'target',
    kinds: INPUT_KINDS,
    specs,
    config: undefined,
    inventory,
    candidates: [],
    names: [],
  });

  expect(plan?.inputs).toMatchObject(expected);
  expect(plan?.inputs.length).toBe(expected.length);
});
