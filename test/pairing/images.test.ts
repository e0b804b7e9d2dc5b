import { describe, expect, it } from 'vitest';
import { codeRoots } from '../../src/pairing/code-folders.ts';
import { imagesOf } from '../../src/pairing/image-of.ts';
import { pairWorkloads } from '../../src/pairing/pair.ts';
import { noFacts } from '../../src/shape/facts.ts';
import { compose } from '../../src/sources/compose/compose.ts';
import { dockerfile } from '../../src/sources/dockerfile/dockerfile.ts';
import { kubernetes } from '../../src/sources/kubernetes/kubernetes.ts';
import { contextWith } from '../helpers/source-context.ts';

/** The Dockerfile of each workload, given as name and image. */
async function dockerfilesOf(workloads: readonly (readonly [string, string])[], paths: readonly string[]) {
  const objects = workloads.map(
    ([name, image]) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec: {template: {spec: {containers: [{name: main, image: "${image}"}]}}}\n`,
  );
  const texts = Object.fromEntries(paths.map((path) => [path, 'FROM scratch\n']));
  const context = contextWith({ ...texts, 'k8s/all.yaml': objects.join('---\n') });
  const target = await kubernetes.read({ paths: ['k8s/all.yaml'] }, context);
  const { images } = await dockerfile.read({ paths: [...paths] }, context);
  const pairs = pairWorkloads([], target.workloads, { ...noFacts(), wishes: [] });
  return Object.fromEntries([...imagesOf(pairs, images)].map(([name, image]) => [name, image?.recipe.path]));
}

describe('a workload without a local side is built by', () => {
  it.each<[string, [string, string][], string[], Record<string, string | undefined>]>([
    [
      'the folder of its image without what all images begin with',
      [
        ['till-depl', 'me/shop-till'],
        ['oven-depl', 'me/shop-oven'],
        ['till-mongo-depl', 'mongo'],
      ],
      ['services/till/Dockerfile', 'services/oven/Dockerfile'],
      {
        'till-depl': 'services/till/Dockerfile',
        'oven-depl': 'services/oven/Dockerfile',
        'till-mongo-depl': undefined,
      },
    ],
    [
      'the Dockerfile that is for no special purpose',
      [['till', 'me/till']],
      ['till/Dockerfile', 'till/Dockerfile.dev'],
      { till: 'till/Dockerfile' },
    ],
    [
      'the folder of its name, with what says that it is a service',
      [['till-srv', 'registry.local/a1']],
      ['till-service/Dockerfile'],
      { 'till-srv': 'till-service/Dockerfile' },
    ],
    [
      "the only Dockerfile, at the root, when all run one image that is not somebody else's",
      [
        ['till', 'me/shop:1'],
        ['tallies', 'me/shop:1'],
        ['store', 'postgres:16'],
        ['mail', 'axllent/mailpit'],
      ],
      ['Dockerfile', 'Dockerfile.dev', 'docs/Dockerfile'],
      { till: 'Dockerfile', tallies: 'Dockerfile', store: undefined, mail: undefined },
    ],
    [
      'no root Dockerfile when there are two images or another Dockerfile',
      [
        ['till', 'me/shop'],
        ['oven', 'me/oven'],
      ],
      ['Dockerfile'],
      { till: undefined, oven: undefined },
    ],
    [
      'no Dockerfile of a folder without a common port',
      [['till', 'me/shop']],
      ['site/Dockerfile'],
      { till: undefined },
    ],
    [
      'none where two workloads would have the same',
      [
        ['till-srv', 'me/one'],
        ['till-depl', 'me/two'],
      ],
      ['till/Dockerfile'],
      { 'till-srv': undefined, 'till-depl': undefined },
    ],
  ])('%s', async (_what, workloads, paths, expected) => {
    expect(await dockerfilesOf(workloads, paths)).toEqual(expected);
  });
});

describe('a folder of the name of a service', () => {
  it.each([
    ['is its code', 'image: shop/baker', ['baker']],
    ['is its code where it is mounted', 'image: python:3, volumes: ["./baker:/app"]', ['baker']],
    ['is not its code where it runs another image', 'image: shop/backend', []],
    [
      'is not its code where its command runs a script elsewhere',
      'image: shop/baker, command: python jobs/bake.py',
      [],
    ],
  ])('%s', async (_what, fields, folders) => {
    const files = ['baker/main.py', 'jobs/bake.py'];
    const context = contextWith({ 'compose.yaml': `services:\n  baker: {${fields}}\n` });
    const { workloads } = await compose.read({ paths: ['compose.yaml'] }, context);

    const roots = codeRoots({
      service: 'baker',
      declared: undefined,
      context: undefined,
      dockerfile: undefined,
      holds: [],
      isSharedContext: false,
      files,
      workloads,
    });

    expect(roots.folders).toEqual(folders);
  });
});
