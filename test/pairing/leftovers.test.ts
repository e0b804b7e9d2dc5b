import { expect, test } from 'vitest';
import { pairWorkloads } from '../../src/pairing/pair.ts';
import { noFacts } from '../../src/shape/facts.ts';
import { compose } from '../../src/sources/compose/compose.ts';
import { kubernetes } from '../../src/sources/kubernetes/kubernetes.ts';
import { contextWith } from '../helpers/source-context.ts';

const BAKER = '  baker: {build: ., command: celery -A bakery worker}\n';
const WEB = '  web: {build: ., ports: ["8000:8000"]}\n';

const deployment = (name: string, image: string, port?: number) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  template:
    spec:
      containers:
        - name: main
          image: ${image}
          ports: ${port === undefined ? '[]' : `[{containerPort: ${port}}]`}
`;

async function reasons(services: string, objects: readonly string[]): Promise<Record<string, string | undefined>> {
  const context = contextWith({ 'compose.yaml': `services:\n${services}`, 'k8s/all.yaml': objects.join('---\n') });
  const local = await compose.read({ paths: ['compose.yaml'] }, context);
  const target = await kubernetes.read({ paths: ['k8s/all.yaml'] }, context);
  const pairs = pairWorkloads(local.workloads, target.workloads, { ...noFacts(), wishes: [] });
  return Object.fromEntries(pairs.flatMap(({ name, local: own, target: other }) => (own ? [[name, other?.id]] : [])));
}

test('what is built from the folder of a paired service has its image', async () => {
  const pairs = await reasons(BAKER + WEB, [
    deployment('baker-deployment', 'bakery:latest'),
    deployment('django-deployment', 'bakery:latest', 8000),
  ]);

  expect(pairs).toEqual({ baker: 'Deployment/baker-deployment', web: 'Deployment/django-deployment' });
});

test('the last service of a build has the last workload of its image, whatever the port', async () => {
  const pairs = await reasons(BAKER + WEB, [
    deployment('baker', 'bakery:latest', 9),
    deployment('cake-manager', 'bakery:latest', 8009),
  ]);

  expect(pairs).toEqual({ baker: 'Deployment/baker', web: 'Deployment/cake-manager' });
});

test('a service without a port is not the last workload of its image', async () => {
  const pairs = await reasons(`${BAKER}  tests: {build: ., command: pytest}\n`, [
    deployment('baker', 'bakery:latest'),
    deployment('cake-manager', 'bakery:latest', 8009),
  ]);

  expect(pairs).toEqual({ baker: 'Deployment/baker', tests: undefined });
});

test('the last service that is built here is the last image of the target', async () => {
  const pairs = await reasons(`${WEB}  db: {image: "postgres:16"}\n`, [
    deployment('django', 'crumb/bakery:1', 8000),
    deployment('postgres', 'postgres:16', 5432),
  ]);

  expect(pairs).toEqual({ web: 'Deployment/django', db: 'Deployment/postgres' });
});

test.each([
  ['another port', [deployment('django', 'crumb/bakery:1', 9000)]],
  ['a server of somebody else', [deployment('gate', 'nginx:1.27', 8000)]],
  ['two that fit', [deployment('django', 'crumb/bakery:1', 8000), deployment('flask', 'crumb/cakes:1', 8000)]],
])('%s joins nothing', async (_, objects) => {
  expect(await reasons(WEB, objects)).toEqual({ web: undefined });
});

test('two services of one folder and one port are not told apart', async () => {
  const pairs = await reasons(`${BAKER}${WEB}  shop: {build: ., ports: ["8001:8000"]}\n`, [
    deployment('baker', 'bakery:latest'),
    deployment('django', 'bakery:latest', 8000),
  ]);

  expect(pairs).toEqual({ baker: 'Deployment/baker', web: undefined, shop: undefined });
});

test('a job with the image of a database is not the database', async () => {
  const backup = deployment('db-backup', 'postgres:16').replace('apps/v1', 'batch/v1').replace('Deployment', 'Job');

  expect(await reasons('  cakes: {image: "postgres:16"}\n', [backup])).toEqual({ cakes: undefined });
});

test.each([
  ['Dockerfile.oven', 'oven-deployment', 'crumb/oven:main'],
  ['oven.Dockerfile', 'oven', 'crumb/bakery:main'],
  ['Dockerfile.oven.dev', 'bakery', 'crumb/oven:main'],
])('the name of %s tells its workload %s of image %s', async (dockerfile, name, image) => {
  const pairs = await reasons(`  app: {build: {context: ., dockerfile: ${dockerfile}}}\n`, [deployment(name, image)]);

  expect(pairs).toEqual({ app: `Deployment/${name}` });
});

test('a part of the name counts without the suffix that names the kind', async () => {
  const pairs = await reasons('  redis-bakers: {build: .}\n  redis: {image: "redis:7"}\n', [
    deployment('bakers-deployment', 'crumb/bakers:main'),
    deployment('redis', 'redis:7'),
  ]);

  expect(pairs).toEqual({ 'redis-bakers': 'Deployment/bakers-deployment', redis: 'Deployment/redis' });
});

test('of two that fit equally by name the one whose image is called like the service is it', async () => {
  const pairs = await reasons('  oven: {build: .}\n', [
    deployment('oven-v1', 'crumb/oven:1'),
    deployment('oven-v2', 'crumb/oven-v2:1'),
  ]);

  expect(pairs).toEqual({ oven: 'Deployment/oven-v1' });
});
