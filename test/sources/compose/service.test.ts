// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own syntax
import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/shape/workload.ts';
import { placeOf, problemPlaces, readCompose, readShop, serviceOf } from './read-compose.ts';

const port = (each: Workload['ports'][number]) =>
  `${each.hostIp ? `${each.hostIp} ` : ''}${each.published ?? 'any'}->${each.port}/${each.protocol}${each.internal ? ' internal' : ''}`;

describe('ports', () => {
  it.each([
    ['a container port alone', '- 80', ['any->80/TCP']],
    ['a host and a container port', '- "8080:80"', ['8080->80/TCP']],
    ['N162 an address of the host', '- "127.0.0.1:8080:80"', ['127.0.0.1 8080->80/TCP']],
    ['an address without a host port', '- "127.0.0.1::80"', ['127.0.0.1 any->80/TCP']],
    ['an IPv6 address', '- "[::1]:8080:80"', ['::1 8080->80/TCP']],
    ['a protocol', '- "53:53/udp"', ['53->53/UDP']],
    ['N079 a range', '- "3000-3002"', ['any->3000/TCP', 'any->3001/TCP', 'any->3002/TCP']],
    ['N079 two ranges', '- "9000-9001:80-81"', ['9000->80/TCP', '9001->81/TCP']],
    ['N079 a range of the host alone', '- "9000-9005:80"', ['9000-9005->80/TCP']],
    ['N079 a range that overlaps', '- "9000-9001:80-81"\n  - "9001:81"', ['9000->80/TCP', '9001->81/TCP']],
    ['a host port from the shell', '- "${PORT}:80"', ['${PORT}->80/TCP']],
    ['a default', '- "${PORT:-8080}:80"', ['8080->80/TCP']],
    [
      'N156 the long form',
      '- {target: 80, published: "8080", host_ip: 127.0.0.1, protocol: udp}',
      ['127.0.0.1 8080->80/UDP'],
    ],
    ['N157 the long form with its defaults', '- target: 80', ['any->80/TCP']],
  ])('reads %s', async (_, item, expected) => {
    expect((await readShop(`ports:\n  ${item}`)).ports.map(port)).toEqual(expected);
  });

  it('N161 reads expose as internal', async () => {
    const shop = await readShop('expose: [3000, "8000-8001", "53/udp"]');

    expect(shop.ports.map(port)).toEqual([
      'any->3000/TCP internal',
      'any->8000/TCP internal',
      'any->8001/TCP internal',
      'any->53/UDP internal',
    ]);
  });

  it.each([
    ['no port', '"oven"', 'unreadable'],
    ['a port that is too large', '"70000"', 'unreadable'],
    ['ranges of two lengths', '"1-2:80-82"', 'unreadable'],
    ['a protocol that is none', '"80/ipx"', 'unreadable'],
    ['a long form without a target', '{published: 80}', 'unreadable'],
    ['a container port that only the shell knows', '"80:${PORT}"', 'unresolved'],
  ])('reports %s at its place, and reads the others', async (_, item, kind) => {
    const facts = await readCompose({
      'compose.yaml': `services:\n  shop:\n    image: shop\n    ports:\n      - ${item}\n      - "1:2"\n`,
    });

    expect(problemPlaces(facts)).toEqual([expect.stringMatching(new RegExp(`^${kind} compose.yaml:5:`))]);
    expect(serviceOf(facts, 'shop').ports.map(port)).toEqual(['1->2/TCP']);
  });
});

describe('mounts', () => {
  const mount = ({ path, source, readOnly, subPath }: Workload['mounts'][number]) => ({
    path,
    source,
    readOnly,
    ...(subPath && { subPath }),
  });

  it.each([
    ['N193 a named volume', '- flour:/data/', '/data', { kind: 'persistent', name: 'flour', via: 'volume' }],
    ['N193 an anonymous volume', '- /data', '/data', { kind: 'ephemeral', memory: false }],
    ['N063 a path beside the file', '- ./flour:/data', '/data', { kind: 'host', path: './flour', local: 'flour' }],
    ['N063 the folder itself', '- .:/data', '/data', { kind: 'host', path: '.', local: '.' }],
    ['the folder of the shell', '- ${PWD}/flour:/data', '/data', { kind: 'host', path: './flour', local: 'flour' }],
    ['a path outside', '- ../flour:/data', '/data', { kind: 'host', path: '../flour' }],
    ['N167 a home folder', '- ~/flour:/data', '/data', { kind: 'host', path: '~/flour' }],
    ['N167 a drive', '- "C:\\\\flour:/data"', '/data', { kind: 'host', path: 'C:\\flour' }],
    ['a path that only the shell knows', '- ${HERE}/flour:/data', '/data', { kind: 'host', path: '${HERE}/flour' }],
    [
      'a source that only the shell knows',
      '- ${FLOUR}:/data',
      '/data',
      { kind: 'other', what: 'a source from the shell' },
    ],
    [
      'N156 a long volume',
      '- {type: volume, source: flour, target: /data}',
      '/data',
      { kind: 'persistent', name: 'flour', via: 'volume' },
    ],
    [
      'N156 a long bind',
      '- {type: bind, source: ./flour, target: /data}',
      '/data',
      { kind: 'host', path: './flour', local: 'flour' },
    ],
    ['N156 a long tmpfs', '- {type: tmpfs, target: /data}', '/data', { kind: 'ephemeral', memory: true }],
    ['a kind of its own', '- {type: npipe, source: x, target: /data}', '/data', { kind: 'other', what: 'npipe' }],
  ])('reads %s', async (_, item, path, source) => {
    const shop = await readShop(`volumes:\n  ${item}`);

    expect(shop.mounts.map(mount)).toEqual([{ path, source, readOnly: false }]);
  });

  it('counts a mount whose path in the container only the shell knows', async () => {
    const facts = await readCompose({
      'compose.yaml': 'services:\n  shop:\n    image: shop\n    volumes:\n      - ./a:${DATA}\n',
    });

    expect(problemPlaces(facts)).toEqual(['unresolved compose.yaml:5:9']);
    expect(serviceOf(facts, 'shop').mounts).toEqual([]);
  });

  it('reads what may not be written, and a folder of a volume', async () => {
    const shop = await readShop(
      'volumes:\n  - flour:/a:ro,z\n  - {type: volume, source: flour, target: /b, read_only: true, volume: {subpath: rye}}',
    );

    expect(shop.mounts.map(mount)).toMatchObject([
      { path: '/a', readOnly: true },
      { path: '/b', readOnly: true, subPath: 'rye' },
    ]);
  });

  it.each([
    ['one text', 'tmpfs: /run'],
    ['a list with options', 'tmpfs:\n  - /run:size=64m'],
  ])('N080 reads tmpfs as %s', async (_, text) => {
    expect((await readShop(text)).mounts.map(mount)).toEqual([
      { path: '/run', source: { kind: 'ephemeral', memory: true }, readOnly: false },
    ]);
  });

  it('N157 N194 mounts secrets below /run/secrets and configs at the root, or where they are told', async () => {
    const shop = await readShop(
      'secrets:\n  - jam\n  - {source: honey, target: sweet}\n  - {source: salt, target: /etc/salt}\nconfigs:\n  - menu\n  - {source: prices, target: /etc/prices.ini}',
    );

    expect(
      shop.mounts.map(({ path, source }) => [
        path,
        source.kind === 'config' && `${source.object} ${source.objectName}`,
      ]),
    ).toEqual([
      ['/menu', 'compose-config menu'],
      ['/etc/prices.ini', 'compose-config prices'],
      ['/run/secrets/jam', 'compose-secret jam'],
      ['/run/secrets/sweet', 'compose-secret honey'],
      ['/etc/salt', 'compose-secret salt'],
    ]);
  });
});

describe('what runs', () => {
  it.each([
    [
      'N153 a text, split and without a shell',
      'command: bake --all "rye bread" $$GRAIN',
      ['bake', '--all', 'rye bread', '$GRAIN'],
    ],
    [
      'N153 a list, $(…) left alone',
      'command: [sh, -c, "echo $(GRAIN) $$GRAIN"]',
      ['sh', '-c', 'echo $(GRAIN) $GRAIN'],
    ],
    ['numbers', 'command: [bake, 10]', ['bake', '10']],
    ["nothing, which clears the image's", 'command: []', []],
  ])('reads a command of %s', async (_, text, words) => {
    expect((await readShop(text)).command?.words).toEqual(words);
  });

  it('N190 keeps entrypoint and command apart', async () => {
    const shop = await readShop('entrypoint: /bake.sh\ncommand: all');

    expect([shop.entrypoint?.words, shop.command?.words]).toEqual([['/bake.sh'], ['all']]);
    expect(placeOf(shop.entrypoint?.at)).toBe('compose.yaml:4:5');
  });

  it('lets the vault take the password of a command out of any text', async () => {
    const { contextWith } = await import('../../helpers/source-context.ts');
    const { compose } = await import('../../../src/sources/compose/compose.ts');
    const context = contextWith({
      'compose.yaml': 'services:\n  shop:\n    image: shop\n    command: run --db-password sourdough-77\n',
    });

    await compose.read({ paths: ['compose.yaml'] }, context);

    expect(context.secrets.redact('run --db-password sourdough-77')).toBe('run --db-password [secret]');
  });

  it.each([
    ['a text', 'build: ./oven', { context: 'oven', dockerfile: 'oven/Dockerfile' }],
    ['the folder itself', 'build: .', { context: '.', dockerfile: 'Dockerfile' }],
    [
      'N157 a map without a context',
      'build: {target: dev}',
      { context: '.', dockerfile: 'Dockerfile', target: { stage: 'dev' } },
    ],
    [
      'a Dockerfile of another name',
      'build: {context: oven, dockerfile: docker/Dev.Dockerfile}',
      { context: 'oven', dockerfile: 'oven/docker/Dev.Dockerfile' },
    ],
    [
      'a Dockerfile beside the context',
      'build: {context: oven, dockerfile: ../Dockerfile}',
      { context: 'oven', dockerfile: 'Dockerfile' },
    ],
    [
      'a Dockerfile in the file itself',
      'build: {context: oven, dockerfile_inline: FROM scratch}',
      { context: 'oven', dockerfile: '' },
    ],
  ])('reads a build of %s', async (_, text, expected) => {
    expect((await readShop(text)).build).toMatchObject(expected);
  });

  it('N165 reads build arguments, those without a value from .env', async () => {
    const shop = await readShop('build:\n  args: [GRAIN=rye, OVEN, API_TOKEN=honey-cake, NOBODY]', {
      '.env': 'OVEN=stone\n',
    });

    expect(shop.build?.args).toMatchObject({
      GRAIN: { text: 'rye' },
      OVEN: { text: 'stone' },
      API_TOKEN: { kind: 'secret' },
      NOBODY: { kind: 'deferred' },
    });
    expect(shop.environment).toEqual([]);
  });

  it('has no build for a context that is fetched', async () => {
    expect((await readShop('build: https://example.org/oven.git#main:shop')).build).toBeUndefined();
  });

  it('says that a build context outside the repository is not read', async () => {
    const facts = await readCompose({ 'compose.yaml': 'services:\n  shop:\n    build: ../oven\n' });

    expect(problemPlaces(facts)).toEqual(['unresolved compose.yaml:3:12']);
  });
});

describe('health checks', () => {
  it.each([
    ['N156 a text', 'curl -f http://localhost:3000/health', ['/bin/sh', '-c', 'curl -f http://localhost:3000/health']],
    ['CMD', '[CMD, curl, -f, "http://localhost:3000/health"]', ['curl', '-f', 'http://localhost:3000/health']],
    [
      'CMD-SHELL',
      '[CMD-SHELL, "curl -f http://localhost:3000/health || exit 1"]',
      ['/bin/sh', '-c', 'curl -f http://localhost:3000/health || exit 1'],
    ],
  ])('N164 reads a test of %s with the request in it', async (_, test, words) => {
    const shop = await readShop(
      `healthcheck:\n  test: ${test}\n  interval: 1m30s\n  timeout: 500ms\n  retries: 3\n  start_period: 10s`,
    );

    expect(shop.probes).toMatchObject([
      {
        role: 'healthcheck',
        action: { kind: 'command', command: { words }, requests: [{ port: 3000, path: '/health' }] },
        timing: { period: 90, timeout: 0.5, failureThreshold: 3, initialDelay: 10 },
      },
    ]);
  });

  it('knows the line of a test that stands below its key', async () => {
    const facts = await readCompose({
      'compose.yaml':
        'services:\n  shop:\n    image: shop\n    healthcheck:\n      interval: 5s\n      test:\n        - CMD\n        - "true"\n',
    });

    expect(facts.workloads[0]?.probes[0]?.action).toMatchObject({ command: { at: { line: 6, column: 7 } } });
  });

  it.each([
    ['NONE', 'test: [NONE]'],
    ['disable', 'disable: true'],
  ])('N164 reads %s as no check at all', async (_, text) => {
    expect((await readShop(`healthcheck:\n  ${text}`)).probes).toMatchObject([{ action: { kind: 'disabled' } }]);
  });

  it.each([
    ['a duration that is none', 'test: [CMD, x]\n      interval: soon', 6],
    ['a test that begins with no keyword', 'test: [curl, x]', 5],
  ])('reports %s at its place', async (_, text, line) => {
    const facts = await readCompose({
      'compose.yaml': `services:\n  shop:\n    image: shop\n    healthcheck:\n      ${text}\n`,
    });

    expect(facts.problems).toMatchObject([{ kind: 'unreadable', line, service: 'shop' }]);
  });
});

describe('names and numbers', () => {
  it('N028 knows every name of a service, and gives them to its network service', async () => {
    const facts = await readCompose({
      'compose.yaml':
        'services:\n  shop:\n    image: shop\n    hostname: till\n    container_name: bakery-shop\n    ports: ["8080:80"]\n    expose: [80, 9000]\n    networks:\n      front: {aliases: [counter, shop, "${ALIAS}"]}\n      back:\n',
    });

    expect(serviceOf(facts, 'shop').aliases).toEqual(['till', 'bakery-shop', 'counter']);
    expect(facts.networkServices).toMatchObject([
      {
        name: 'shop',
        kind: 'compose',
        aliases: ['till', 'bakery-shop', 'counter'],
        ports: [{ port: 80, targetPort: 80 }, { port: 9000 }],
      },
    ]);
  });

  it('N158 depends on what it names in any way', async () => {
    const list = await readShop(
      'depends_on: [db]\nlinks: ["cache:redis"]\nvolumes_from: ["oven:ro", "container:x"]\nnetwork_mode: service:proxy',
    );
    const map = await readShop('depends_on:\n  db: {condition: service_healthy}');

    expect(list.dependsOn).toEqual(['db', 'cache', 'oven', 'proxy']);
    expect(list.extraHosts).toEqual(['redis']);
    expect(map.dependsOn).toEqual(['db']);
  });

  it.each([
    ['a list', 'extra_hosts: ["oven:10.0.0.1", "mill=::1"]'],
    ['a map', 'extra_hosts: {oven: 10.0.0.1, mill: "::1"}'],
  ])('N204 reads extra_hosts as %s', async (_, text) => {
    expect((await readShop(text)).extraHosts).toEqual(['oven', 'mill']);
  });

  it.each([
    [
      'deploy',
      'deploy: {replicas: 3, resources: {limits: {cpus: "0.50", memory: 512m}, reservations: {memory: 64M}}}',
      { cpu: '0.50', memory: '512m' },
      { memory: '64M' },
    ],
    [
      'N163 the older keys',
      'scale: 3\nmem_limit: 512m\ncpus: 0.50\nmem_reservation: 64M',
      { cpu: '0.50', memory: '512m' },
      { memory: '64M' },
    ],
  ])('reads resources and replicas of %s as written', async (_, text, limits, requests) => {
    const shop = await readShop(text);

    expect(shop.resources).toMatchObject({ limits, requests });
    expect(shop.replicas?.count).toBe(3);
  });

  it.each([
    ['20s', 20],
    ['1m30s', 90],
    ['1.5h', 5400],
  ])('N053 reads a stop_grace_period of %s', async (text, seconds) => {
    expect((await readShop(`stop_grace_period: ${text}`)).stopGrace?.seconds).toBe(seconds);
  });

  it('N078 reads labels of both forms as text, secrets hidden', async () => {
    const list = await readShop('labels: [shop.tier=web, shop.size=2, bare]');
    const map = await readShop('labels: {shop.tier: web, shop.size: 2, bare: , auth.token: honey-cake-7}');

    expect(list.labels).toEqual({ 'shop.tier': 'web', 'shop.size': '2', bare: '' });
    expect(map.labels).toEqual({ ...list.labels, 'auth.token': '[secret]' });
  });
});
