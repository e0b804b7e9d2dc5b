import { expect, it } from 'vitest';
import { buildModel } from '../../src/pipeline/model.ts';
import { contextWith } from '../helpers/source-context.ts';

const DEPLOYMENT = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: ${name}, image: example.org/${name}:1}]}
`;
const REQUEST = { root: '/nowhere', config: undefined, local: [], target: [] };

async function modelOf(texts: Readonly<Record<string, string>>, request = {}) {
  const ports = { ...contextWith(texts), progress: () => {}, signal: new AbortController().signal };
  return buildModel({ ...REQUEST, ...request }, ports);
}

const STRANGERS = {
  'compose.yaml': 'services: {oven: {build: ./oven}}\n',
  'oven/Dockerfile': 'FROM node:20\nCMD ["node", "oven.js"]\n',
  'k8s/ledger.yaml': DEPLOYMENT('ledger'),
};

it('keeps the side that is built here when the sides have no service in common, and says which was left out', async () => {
  const { comparison, notes } = await modelOf(STRANGERS);

  expect(comparison.target).toBeUndefined();
  expect(comparison.services.map((service) => service.name)).toEqual(['oven']);
  expect(notes.join('\n')).toContain('k8s/ledger.yaml has no service in common with compose:compose.yaml');
});

it('keeps the target when compose only runs what comes from elsewhere', async () => {
  const { comparison } = await modelOf({ ...STRANGERS, 'compose.yaml': 'services: {mail: {image: "mailpit:1"}}\n' });

  expect(comparison.local).toBeUndefined();
  expect(comparison.services.map((service) => service.name)).toEqual(['ledger']);
});

it('compares strangers when the user names the target', async () => {
  const { comparison } = await modelOf(STRANGERS, { target: ['k8s/ledger.yaml'] });

  expect(comparison.local).toBeDefined();
  expect(comparison.target).toBeDefined();
});
