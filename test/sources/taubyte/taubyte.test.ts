import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeInventory } from '../../../src/discovery/inventory.ts';
import type { Facts } from '../../../src/shape/facts.ts';
import { taubyteInput } from '../../../src/sources/taubyte/input.ts';
import { taubyte } from '../../../src/sources/taubyte/taubyte.ts';
import { contextWith } from '../../helpers/source-context.ts';

const FOLDER = 'fixtures/sources/taubyte/bakery';
const BAKERY = Object.fromEntries(
  readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(FOLDER.length + 1), readFileSync(path, 'utf8')]),
);
const COUNT = 'config/applications/counter/functions/count.yaml';
const ORDER = 'config/applications/counter/functions/onOrder.yaml';

async function read(texts: Readonly<Record<string, string>>): Promise<Facts> {
  const context = contextWith(texts);
  const paths = taubyteInput.expand?.('config', await takeInventory(context.files)) ?? [];
  return taubyte.read({ paths }, context);
}

const changed = (path: string, from: string, to: string) => {
  const text = BAKERY[path] ?? '';
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return { ...BAKERY, [path]: text.replace(from, () => to) };
};

describe('a Taubyte configuration repository', () => {
  it('has a workload for each function and each website', async () => {
    const { workloads, problems } = await read(BAKERY);

    expect(problems).toEqual([]);
    expect(workloads.map(({ id }) => id).sort()).toEqual([
      'functions/counter/count',
      'functions/counter/onOrder',
      'functions/counter/weigh',
      'websites/counter/counter',
    ]);
    expect(workloads[0]).toMatchObject({
      kind: 'custom',
      name: 'count',
      environment: [],
      resources: { limits: { memory: '10M' }, at: { path: COUNT, line: 10 } },
      at: { source: 'taubyte', object: 'functions/counter/count' },
    });
  });

  it('leads paths under domains to functions and websites', async () => {
    const { routes } = await read(BAKERY);

    expect(routes).toMatchObject([
      { object: 'functions/counter/count', host: 'bakery.example.org', path: '/api/count', pathType: 'Exact' },
      { object: 'websites/counter/counter', host: 'bakery.example.org', path: '/', pathType: 'Prefix' },
    ]);
  });

  it.each([
    ['a domain that nobody has', COUNT, 'domains: [main]', 'domains: [mian]', 'mian', true],
    ['a library that nobody has', ORDER, 'libraries/oven', 'libraries/oven2', 'oven2', true],
    ['a channel with another first letter', ORDER, 'channel: orders', 'channel: /orders', '/orders', undefined],
    [
      'a protocol that no service has',
      'config/applications/counter/functions/weigh.yaml',
      '/scale/v1',
      '/scale/v2',
      '/scale/v2',
      undefined,
    ],
    ['a trigger as older tools wrote it', ORDER, 'pubsub', 'pub-sub', 'trigger.type', true],
    ['a field that is not there', COUNT, 'timeout: 10s, ', '', 'execution.timeout', true],
    ['a source of another form', ORDER, 'libraries/oven', 'library/oven', 'source', true],
    ['a call that the code does not export', COUNT, 'call: count', 'call: counts', 'counts', undefined],
    ['a call that the library does not export', ORDER, 'call: onOrder', 'call: onOrders', 'onOrders', undefined],
  ])('tells of %s', async (_, path, from, to, subject, refused) => {
    const { problems } = await read(changed(path, from, to));

    expect(problems).toMatchObject([{ kind: 'suspicious', path, subject, ...(refused && { refused }) }]);
  });

  it('takes a pattern for what may meet a channel', async () => {
    const texts = changed(ORDER, 'channel: orders', 'channel: orders-7');
    const messaging = 'config/applications/counter/messaging/orders.yaml';
    const { problems } = await read({
      ...texts,
      [messaging]: (texts[messaging] ?? '').replace('regex: false', 'regex: true'),
    });

    expect(problems).toEqual([]);
  });

  it('asks the application first and the project then, and no other application', async () => {
    const elsewhere = { ...BAKERY, 'config/applications/mill/domains/mill.yaml': 'id: Qm\nfqdn: mill.example.org\n' };
    const own = 'config/applications/counter/domains/main.yaml';

    expect(
      (await read({ ...elsewhere, [COUNT]: (BAKERY[COUNT] ?? '').replace('[main]', '[mill]') })).problems,
    ).toMatchObject([{ subject: 'mill' }]);
    expect((await read({ ...BAKERY, [own]: 'id: Qm\nfqdn: counter.example.org\n' })).routes[0]?.host).toBe(
      'counter.example.org',
    );
  });

  it('tells of two functions for one path', async () => {
    const other = COUNT.replace('count.yaml', 'recount.yaml');
    const { problems } = await read({
      ...BAKERY,
      [other]: (BAKERY[COUNT] ?? '')
        .replace('source: .', 'source: libraries/oven')
        .replace('call: count', 'call: weigh'),
    });

    expect(problems).toMatchObject([{ kind: 'suspicious', path: other, subject: '/api/count' }]);
  });

  it('tells of a key in the repository, and never shows it', async () => {
    const texts = changed(
      'config/domains/main.yaml',
      'type: auto',
      'type: inline\n    cert: abc\n    key: rye-flour-key-1234',
    );
    const context = contextWith(texts);
    const { problems } = await taubyte.read({ paths: ['config/config.yaml', 'config/domains/main.yaml'] }, context);

    expect(problems).toMatchObject([{ subject: 'certificate.key', secret: true, line: 6 }]);
    expect(context.secrets.redact('rye-flour-key-1234')).not.toContain('rye');
  });

  it('knows nothing of exports where the code lies elsewhere', async () => {
    const texts = Object.entries(changed(COUNT, 'call: count', 'call: counts')).filter(([path]) =>
      path.startsWith('config/'),
    );

    expect((await read(Object.fromEntries(texts))).problems).toEqual([]);
  });

  it.each([
    ['broken YAML', 'id: [\n'],
    ['an empty file', ''],
    ['a list', '- 1\n'],
  ])('says which file it cannot read: %s', async (_, text) => {
    expect((await read({ ...BAKERY, [COUNT]: text })).problems).toMatchObject([{ kind: 'unreadable', path: COUNT }]);
  });

  it('is no project without its config.yaml', async () => {
    expect((await taubyte.read({ paths: ['gone/config.yaml'] }, contextWith({}))).problems).toMatchObject([
      { kind: 'unreadable', path: 'gone/config.yaml' },
    ]);
  });
});

describe('the folder of a Taubyte project', () => {
  it('is offered as a target, its applications are not', async () => {
    const { files } = contextWith(BAKERY);
    const inventory = await takeInventory(files);

    expect(await taubyteInput.find?.({ inventory, files, services: [] })).toMatchObject([{ label: 'taubyte:config' }]);
    expect(taubyteInput.claims).toSatisfy((claims) => claims !== 'rest' && claims('config', inventory));
  });

  it('is none where config.yaml is another program’s', async () => {
    const { files } = contextWith({ 'config.yaml': 'port: 8080\n', 'services/till.yaml': 'name: till\n' });

    expect(await taubyteInput.find?.({ inventory: await takeInventory(files), files, services: [] })).toEqual([]);
  });
});
