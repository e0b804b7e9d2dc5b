import { expect, test } from 'vitest';
import { pairWorkloads } from '../../src/pairing/pair.ts';
import { noFacts } from '../../src/shape/facts.ts';
import { compose } from '../../src/sources/compose/compose.ts';
import { kubernetes } from '../../src/sources/kubernetes/kubernetes.ts';
import { contextWith } from '../helpers/source-context.ts';

const job = (name: string, image: string, annotations: string) => `apiVersion: batch/v1
kind: Job
metadata: {name: ${name}, annotations: {${annotations}}}
spec: {template: {spec: {containers: [{name: main, image: ${image}}]}}}
`;
const HOOK = '"helm.sh/hook": "pre-install,pre-upgrade"';

async function partnerOf(service: string, object: string): Promise<string | undefined> {
  const context = contextWith({ 'compose.yaml': `services:\n  ${service}\n`, 'k8s/job.yaml': object });
  const local = await compose.read({ paths: ['compose.yaml'] }, context);
  const target = await kubernetes.read({ paths: ['k8s/job.yaml'] }, context);
  const pairs = pairWorkloads(local.workloads, target.workloads, { ...noFacts(), wishes: [] });
  return pairs.find((pair) => pair.local !== undefined)?.target?.id;
}

test.each([
  ['of a part of its name', 'web: {build: web, ports: ["80:80"]}', job('web-migrate', 'bakery/tools', '')],
  ['of its image', 'web: {build: web, ports: ["80:80"]}', job('bread', 'bakery/web', HOOK)],
  ['of its name, that is a hook', 'web: {build: web, ports: ["80:80"]}', job('web', 'bakery/web', HOOK)],
  ['of a part of its name, when it is a worker', 'baker: {build: baker}', job('baker-migrate', 'bakery/baker', HOOK)],
])('N270 a service that runs on and on is no Job %s', async (_, service, object) => {
  expect(await partnerOf(service, object)).toBeUndefined();
});

test.each([
  ['that migrates', 'web-migrate: {image: bakery/web}', job('migrate', 'bakery/web', HOOK)],
  ['of the same name', 'import: {build: import}', job('import-job', 'bakery/tools', '')],
])('N270 a service is the Job %s', async (_, service, object) => {
  const expected = /name: ([\w-]+)/.exec(object)?.[1];

  expect(await partnerOf(service, object)).toBe(`Job/${expected}`);
});
