import { expect, it } from 'vitest';
import { runCheck } from '../../src/pipeline/check.ts';
import { contextWith } from '../helpers/source-context.ts';

const OVEN = `apiVersion: apps/v1
kind: Deployment
metadata: {name: oven}
spec:
  selector: {matchLabels: {app: oven}}
  template:
    metadata: {labels: {app: oven}}
    spec: {containers: [{name: oven, image: example.org/oven:1}]}
`;

const REQUEST = {
  tool: { name: 'parity', version: '0.0.0' },
  root: '/nowhere',
  config: undefined,
  local: [],
  services: [],
  rules: [],
  strict: false,
};

const TWO_REGIONS = {
  'compose.yaml': 'services: {oven: {build: ./oven}}\n',
  'oven/Dockerfile': 'FROM node:20\nCMD ["node", "oven.js"]\n',
  'clusters/north/oven.yaml': OVEN,
  'clusters/south/oven.yaml': OVEN.replace('oven:1}', 'oven:1, env: [{name: REGION, value: south}]}'),
};

async function reportOf(target: readonly string[], tree: Readonly<Record<string, string>> = TWO_REGIONS) {
  const ports = { ...contextWith(tree), progress: () => {}, signal: new AbortController().signal };
  return runCheck({ ...REQUEST, target }, ports);
}

it('gives no verdict when two targets fit equally well, and names both', async () => {
  const report = await reportOf([]);

  expect(report.complete).toBe(false);
  expect(report.findings.map((finding) => finding.rule)).toEqual(['source/unrendered']);
  expect(report.findings[0]?.message).toContain(
    'clusters/north/oven.yaml and manifests:clusters/south/oven.yaml fit equally well',
  );
});

it('gives one when the user chooses', async () => {
  const report = await reportOf(['clusters/south']);

  expect(report.complete).toBe(true);
  expect(report.findings).toEqual([]);
});

it.each([
  ['two files of one folder', 'k8s/oven.yaml', 'k8s/all.yaml'],
  ['two folders', 'clusters/north/oven.yaml', 'clusters/south/oven.yaml'],
])('takes the same workload in %s for one', async (_, first, second) => {
  const { 'compose.yaml': compose, 'oven/Dockerfile': dockerfile } = TWO_REGIONS;
  const tree = {
    'compose.yaml': compose,
    'oven/Dockerfile': dockerfile,
    [first]: OVEN,
    [second]: `# by hand\n${OVEN}`,
  };
  const report = await reportOf([], tree);

  expect(report.complete).toBe(true);
  expect(report.findings).toEqual([]);
});
