import { delimiter, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { kustomize } from '../../../src/sources/kustomize/kustomize.ts';
import { folderWith } from '../../helpers/folder.ts';
import { contextOf } from '../../helpers/source-context.ts';

beforeAll(() => {
  process.env.PATH = `${join(process.cwd(), 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
});

const BASE = {
  'base/kustomization.yaml': 'resources: [oven.yaml]\n',
  'base/oven.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: oven\nspec:\n  template:\n    spec:\n      containers:\n        - name: oven\n          image: bakery/oven:1\n',
};
const PATCHED = 'resources: [../base]\npatches:\n  - path: patches/oven.yaml\n';
const TARGETED = `${PATCHED}    target: { kind: Deployment, name: oven }\n`;
const MERGED = 'resources: [../base]\npatchesStrategicMerge: [patches/oven.yaml]\n';
const patch = (name: string, spec = '  replicas: 2\n') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n${spec}`;

test.each([
  ['a patch that is no YAML', PATCHED, patch('oven', '  replicas: 2\n   paused: true\n'), 'prod/patches/oven.yaml:7:'],
  ['the same one merged', MERGED, patch('oven', '  replicas: 2\n   paused: true\n'), 'prod/patches/oven.yaml:7:'],
  ['a patch that is none', PATCHED, 'just: text\n', 'prod/patches/oven.yaml:1:1'],
  ['a patch of what is not there', PATCHED, patch('stove'), 'prod/patches/oven.yaml:4:9'],
  ['the same one merged', MERGED, patch('stove'), 'prod/patches/oven.yaml:4:9'],
  [
    'an operation on what is not there',
    TARGETED,
    '- op: replace\n  path: /spec/door/handle\n  value: 1\n',
    'prod/patches/oven.yaml:2:9',
  ],
  [
    'an operation that is none',
    TARGETED,
    '- op: bake\n  path: /spec/replicas\n  value: 1\n',
    'prod/patches/oven.yaml:1:7',
  ],
  [
    'an inline patch of what is not there',
    `resources: [../base]\npatches:\n  - patch: |-\n${patch('stove').replace(/^(?=.)/gm, '      ')}`,
    '',
    'prod/kustomization.yaml:4:1',
  ],
  [
    'a resource without a name',
    'resources: [../base, patches/oven.yaml]\n',
    'apiVersion: v1\nkind: Service\n',
    'prod/patches/oven.yaml:1:1',
  ],
  ['a file that is not there', 'resources:\n  - ../base\n  - gone.yaml\n', '', 'prod/kustomization.yaml:3:5'],
])('a build that fails for %s is a problem at its place', async (_what, overlay, text, expected) => {
  const root = folderWith({ ...BASE, 'prod/kustomization.yaml': overlay, 'prod/patches/oven.yaml': text });

  const { problems } = await kustomize.read({ paths: ['prod'] }, contextOf(root));

  expect(problems.map(({ kind }) => kind)).toEqual(['unrendered']);
  expect(problems.map(({ path, line, column }) => `${path}:${line}:${column}`)[0]).toContain(expected);
});
