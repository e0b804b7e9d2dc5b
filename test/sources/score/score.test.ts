import { describe, expect, it } from 'vitest';
import { takeInventory } from '../../../src/discovery/inventory.ts';
import { scoreInput } from '../../../src/sources/score/input.ts';
import { score } from '../../../src/sources/score/score.ts';
import { contextOf, contextWith } from '../../helpers/source-context.ts';

const BAKERY = 'fixtures/sources/score/bakery';
const bakery = () => score.read({ paths: ['shop/score.yaml', 'till/score.yaml'] }, contextOf(BAKERY));
const read = (text: string) => score.read({ paths: ['score.yaml'] }, contextWith({ 'score.yaml': text }));
const workload = (rest: string) => `apiVersion: score.dev/v1b1\nmetadata: {name: shop}\n${rest}`;

describe('Score files', () => {
  it('give one workload a container', async () => {
    const { workloads, problems } = await bakery();

    expect(problems).toEqual([]);
    expect(workloads.map(({ id }) => id)).toEqual(['Workload/shop', 'Workload/till/till', 'Workload/till/printer']);
    expect(workloads[0]).toMatchObject({
      kind: 'custom',
      name: 'shop',
      container: 'web',
      at: { source: 'score', path: 'shop/score.yaml', line: 12, column: 3, object: 'workload shop' },
      build: { context: 'shop', dockerfile: 'shop/Dockerfile' },
      entrypoint: { words: ['node'] },
      command: { words: ['server.js'] },
      resources: { limits: { memory: '512Mi', cpu: '1' } },
      probes: [{ role: 'readiness', action: { kind: 'http', path: '/healthz', port: 8080 } }],
    });
    expect(workloads[1]).toMatchObject({ image: { text: 'registry.example.org/bakery/till:1.4.0' } });
  });

  it('fill in what the files themselves know, and leave what a resource gives', async () => {
    const environment = (await bakery()).workloads[0]?.environment ?? [];

    expect(environment).toMatchObject([
      { name: 'ORDER_QUEUE', value: { kind: 'plain', text: 'orders' }, at: { line: 17, column: 7 } },
      { name: 'DATABASE_URL', value: { kind: 'deferred', reason: 'username of db (postgres)' } },
      { name: 'TILL_URL', value: { kind: 'plain', text: 'http://till:8000' } },
      { name: 'WORKLOAD', value: { kind: 'plain', text: 'shop of counter' } },
      { name: 'PRICE', value: { kind: 'plain', text: '$5' } },
      { name: 'API_TOKEN', value: { kind: 'secret' } },
    ]);
  });

  it('put files into a container, from the repository or written out', async () => {
    const { workloads, configObjects } = await bakery();

    expect(workloads[0]?.mounts).toMatchObject([
      { path: '/etc/shop/shop.conf', subPath: 'shop.conf', source: { kind: 'config', object: 'ConfigMap' } },
      { path: '/etc/shop/motd' },
      { path: '/etc/shop/raw' },
      { path: '/data/photos', source: { kind: 'other', what: 'volume resource photos' }, readOnly: false },
    ]);
    expect(configObjects.flatMap(({ entries }) => entries.map(({ value }) => value))).toEqual([
      { kind: 'plain', text: 'heat = 200\n' },
      { kind: 'plain', text: 'Fresh shop' },
      { kind: 'plain', text: '${HOME}' },
      { kind: 'plain', text: 'open' },
    ]);
  });

  it('are reached by the ports and routes that they declare', async () => {
    const { networkServices, routes } = await bakery();

    expect(networkServices).toMatchObject([
      { name: 'shop', kind: 'Service', ports: [{ name: 'www', port: 80, targetPort: 8080, protocol: 'TCP' }] },
      { name: 'till', ports: [{ name: 'api', port: 8000, targetPort: 8000 }] },
    ]);
    expect(routes).toMatchObject([
      { object: 'route route', path: '/shop', pathType: 'Prefix', backend: { service: 'shop', port: 80 } },
    ]);
    expect(routes[0]?.host).toBeUndefined();
  });

  it('take lists as earlier versions have them', async () => {
    const till = (await bakery()).workloads[1];

    expect(till?.mounts).toMatchObject([
      { path: '/etc/till.conf' },
      { path: '/receipts', subPath: '/2026', source: { what: 'volume resource receipts' } },
    ]);
  });

  it('refuse a resource that nobody declares, as every tool that reads them does', async () => {
    const { problems } = await read(
      workload(
        'containers:\n  web:\n    image: x\n    variables: {A: "${resources.bd.host}"}\nresources: {db: {type: redis}}\n',
      ),
    );

    expect(problems).toMatchObject([{ kind: 'suspicious', refused: true, subject: 'A', line: 6 }]);
  });

  it.each([
    ['an empty file', ''],
    ['another kind of file', 'services: {shop: {}}\n'],
    ['no name', 'apiVersion: score.dev/v1b1\ncontainers: {web: {image: x}}\n'],
    ['no container', workload('containers: {}\n')],
    ['broken YAML', workload('containers: {web: [\n')],
    ['a list', '- 1\n'],
  ])('say what is wrong with %s', async (_, text) => {
    const { problems, workloads } = await read(text);

    expect(problems).toMatchObject([{ kind: 'unreadable', path: 'score.yaml' }]);
    expect(workloads).toEqual([]);
  });

  it('say which file they are to be made of and is not there', async () => {
    const { problems } = await read(workload('containers: {web: {image: x, files: {/a: {source: gone.conf}}}}\n'));

    expect(problems).toMatchObject([{ kind: 'unreadable', message: expect.stringContaining('gone.conf') }]);
  });

  it('never read what lies outside of the repository', async () => {
    const context = contextWith({
      'score.yaml': workload('containers: {web: {image: x, files: {/a: {source: ../../etc/passwd}}}}\n'),
    });
    const { configObjects } = await score.read({ paths: ['score.yaml'] }, context);

    expect(configObjects).toMatchObject([{ entries: [{ value: { kind: 'deferred' } }] }]);
  });
});

describe('Score files of a repository', () => {
  const text = (name: string) =>
    `apiVersion: score.dev/v1b1\nmetadata:\n  name: ${name}\ncontainers: {web: {image: x}}\n`;
  const files = contextWith({
    'shop/score.yaml': text('shop'),
    'till/score.yaml': text('till'),
    'till/dev/score.yaml': text('till'),
    'samples/score.yaml': text('sample'),
  }).files;

  it('are one target, each workload once, without samples', async () => {
    const inventory = await takeInventory(files);

    expect(await scoreInput.find?.({ inventory, files, services: [] })).toMatchObject([
      { label: 'score:.', paths: ['shop/score.yaml', 'till/score.yaml'] },
    ]);
    expect(inventory.otherYaml).toEqual([]);
  });

  it('are named by a file or a folder', async () => {
    const inventory = await takeInventory(files);

    expect(scoreInput.expand?.('till', inventory)).toEqual(['till/dev/score.yaml', 'till/score.yaml']);
    expect(scoreInput.expand?.('gone.yaml', inventory)).toEqual(['gone.yaml']);
    expect(scoreInput.claims).toSatisfy((claims) => claims !== 'rest' && claims('shop/score.yaml', inventory));
  });
});
