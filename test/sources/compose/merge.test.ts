// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own syntax
import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/shape/workload.ts';
import { environmentLines, placeOf, problemPlaces, readCompose, serviceOf } from './read-compose.ts';

/** The shop after `compose.override.yaml` was laid over `compose.yaml`. */
async function merged(base: string, over: string): Promise<Workload> {
  const file = (attributes: string) => `services:\n  shop:\n${attributes.replace(/^/gm, '    ')}\n`;
  const texts = { 'compose.yaml': file(`image: shop\n${base}`), 'compose.override.yaml': file(over) };
  return serviceOf(await readCompose(texts, ['compose.yaml', 'compose.override.yaml']), 'shop');
}

const ports = (shop: Workload) => shop.ports.map((port) => `${port.published ?? ''}:${port.port}`);

describe('several files of one project', () => {
  it('N159 merges maps by key, the later file winning, whatever form each has', async () => {
    const shop = await merged('environment: [GRAIN=rye, OVEN=stone]', 'environment:\n  GRAIN: oat\n  YEAST: dry');

    expect(environmentLines(shop)).toEqual(['GRAIN=oat', 'OVEN=stone', 'YEAST=dry']);
    expect(shop.environment.map((step) => placeOf(step.at))).toEqual([
      'compose.override.yaml:4:7',
      'compose.yaml:4:30',
      'compose.override.yaml:5:7',
    ]);
  });

  it('N151 takes a name without a value in the later file from outside', async () => {
    const shop = await merged('environment: [GRAIN=rye]', 'environment: [GRAIN]');

    expect(environmentLines(shop)).toEqual(['-GRAIN']);
  });

  it('N159 appends lists', async () => {
    const shop = await merged('ports: ["8080:80"]', 'ports: ["9090:90"]');

    expect(ports(shop)).toEqual(['8080:80', '9090:90']);
  });

  it.each([
    [
      'command',
      'command: [bake]',
      'command: [sell, --all]',
      (shop: Workload) => shop.command?.words,
      ['sell', '--all'],
    ],
    ['entrypoint', 'entrypoint: [bake]', 'entrypoint: sell', (shop: Workload) => shop.entrypoint?.words, ['sell']],
    [
      'healthcheck.test',
      'healthcheck:\n  test: [CMD, a]\n  interval: 5s',
      'healthcheck:\n  test: [CMD, b]',
      (shop: Workload) =>
        shop.probes.map(({ action, timing }) => [action.kind === 'command' && action.command.words, timing.period]),
      [[['b'], 5]],
    ],
    ['image', 'restart: no', 'image: shop:2', (shop: Workload) => shop.image?.text, 'shop:2'],
  ])('N159 replaces %s', async (_, base, over, read, expected) => {
    expect(read(await merged(base, over))).toEqual(expected);
  });

  it.each([
    ['the same port', 'ports: ["8080:80"]', 'ports: ["8080:80"]', ['8080:80']],
    ['the same port in long form', 'ports: ["8080:80"]', 'ports: [{target: 80, published: 8080}]', ['8080:80']],
    ['another host port', 'ports: ["8080:80"]', 'ports: ["8081:80"]', ['8080:80', '8081:80']],
  ])('N078 counts %s rightly', async (_, base, over, expected) => {
    expect(ports(await merged(base, over))).toEqual(expected);
  });

  it('N078 lets a later volume or secret take the place of one with the same target', async () => {
    const shop = await merged(
      'volumes: ["flour:/data", "./a:/a"]\nsecrets: [jam]',
      'volumes: [{type: bind, source: ./flour, target: /data}]\nsecrets: [{source: honey, target: /run/secrets/jam}]',
    );

    expect(
      shop.mounts.map(({ path, source }) => [path, source.kind === 'config' ? source.objectName : source.kind]),
    ).toEqual([
      ['/data', 'host'],
      ['/a', 'host'],
      ['/run/secrets/jam', 'honey'],
    ]);
  });

  it('N159 joins env files, the same one only once', async () => {
    const facts = await readCompose(
      {
        'compose.yaml': 'services:\n  shop:\n    image: shop\n    env_file: [a.env, b.env]\n',
        'compose.override.yaml': 'services:\n  shop:\n    env_file: a.env\n',
        'a.env': 'A=1\n',
        'b.env': 'B=1\n',
      },
      ['compose.yaml', 'compose.override.yaml'],
    );

    expect(environmentLines(serviceOf(facts, 'shop'))).toEqual(['A=1', 'B=1']);
  });

  it('N159 resets with !reset and replaces with !override', async () => {
    const reset = await merged(
      'ports: ["8080:80"]\ncommand: [bake]\nenvironment: {A: 1, B: 2}',
      'ports: !reset []\ncommand: !reset null\nenvironment: {A: !reset null}',
    );
    const override = await merged(
      'ports: ["8080:80"]\nenvironment: {A: 1}',
      'ports: !override ["1:2"]\nenvironment: !override\n  - B=2',
    );

    expect([ports(reset), reset.command, environmentLines(reset)]).toEqual([[], undefined, ['B=2']]);
    expect([ports(override), environmentLines(override)]).toEqual([['1:2'], ['B=2']]);
  });

  it('N159 keeps what a later null says nothing about', async () => {
    expect(ports(await merged('ports: ["8080:80"]', 'ports:'))).toEqual(['8080:80']);
  });

  it('N159 merges build of both forms', async () => {
    const shop = await merged('build: ./shop', 'build:\n  target: dev\n  args: [GRAIN=rye]');

    expect(shop.build).toMatchObject({ context: 'shop', dockerfile: 'shop/Dockerfile', target: { stage: 'dev' } });
    expect(Object.keys(shop.build?.args ?? {})).toEqual(['GRAIN']);
  });

  it('N159 reads the documents of one file as files laid over each other', async () => {
    const facts = await readCompose({
      'compose.yaml': 'services:\n  shop:\n    image: a\n---\nservices:\n  shop:\n    image: b\n',
    });

    expect(serviceOf(facts, 'shop').image?.text).toBe('b');
  });

  it('N160 reads fragments and anchors at the place where they are written', async () => {
    const facts = await readCompose({
      'compose.yaml':
        'x-env: &env\n  GRAIN: rye\n  OVEN: stone\nservices:\n  shop:\n    image: shop\n    environment:\n      <<: *env\n      OVEN: steel\n',
    });

    const shop = serviceOf(facts, 'shop');
    expect(environmentLines(shop).sort()).toEqual(['GRAIN=rye', 'OVEN=steel']);
    expect(shop.environment.map((step) => placeOf(step.at)).sort()).toEqual(['compose.yaml:2:3', 'compose.yaml:9:7']);
  });
});

describe('extends', () => {
  it('lays a service over another of the same file', async () => {
    const facts = await readCompose({
      'compose.yaml':
        'services:\n  base:\n    image: shop\n    environment: [GRAIN=rye, OVEN=stone]\n  shop:\n    extends: base\n    environment: [GRAIN=oat]\n',
    });

    expect(environmentLines(serviceOf(facts, 'shop'))).toEqual(['GRAIN=oat', 'OVEN=stone']);
    expect(environmentLines(serviceOf(facts, 'base'))).toEqual(['GRAIN=rye', 'OVEN=stone']);
  });

  it('N160 takes relative paths of another file from its folder, over several steps', async () => {
    const facts = await readCompose({
      'compose.yaml': 'services:\n  shop:\n    extends: {file: common/base.yaml, service: web}\n',
      'common/base.yaml':
        'services:\n  web:\n    extends: {file: deeper/root.yaml, service: root}\n    env_file: web.env\n    volumes: ["./data:/data"]\n',
      'common/deeper/root.yaml': 'services:\n  root:\n    build: ..\n',
      'common/web.env': 'GRAIN=rye\n',
    });

    const shop = serviceOf(facts, 'shop');
    expect(environmentLines(shop)).toEqual(['GRAIN=rye']);
    expect(shop.mounts[0]?.source).toEqual({ kind: 'host', path: './data', local: 'common/data' });
    expect(shop.build?.context).toBe('common');
    expect(facts.workloads.map(({ name }) => name)).toEqual(['shop']);
  });

  it.each([
    [
      'a circle',
      'services:\n  a:\n    image: x\n    extends: b\n  b:\n    image: x\n    extends: a\n',
      ['unreadable compose.yaml:7:5', 'unreadable compose.yaml:4:5'],
    ],
    ['itself', 'services:\n  a:\n    image: x\n    extends: a\n', ['unreadable compose.yaml:4:5']],
    ['a service that is not there', 'services:\n  a:\n    image: x\n    extends: b\n', ['unreadable compose.yaml:4:5']],
    [
      'a file that is not there',
      'services:\n  a:\n    image: x\n    extends: {file: b.yaml, service: b}\n',
      ['unreadable compose.yaml:4:5'],
    ],
    [
      'a file outside the repository',
      'services:\n  a:\n    image: x\n    extends: {file: ../b.yaml, service: b}\n',
      ['unreadable compose.yaml:4:5'],
    ],
    [
      'no service',
      'services:\n  a:\n    image: x\n    extends: {file: compose.yaml}\n',
      ['unreadable compose.yaml:4:5'],
    ],
  ])('reports an extends of %s at its place, and reads the rest', async (_, text, expected) => {
    const facts = await readCompose({ 'compose.yaml': text });

    expect(problemPlaces(facts)).toEqual(expected);
    expect(serviceOf(facts, 'a').image?.text).toBe('x');
  });
});

describe('include', () => {
  it('N160 brings in services whose paths and .env are those of their own folder', async () => {
    const facts = await readCompose({
      'compose.yaml': 'include:\n  - oven/compose.yaml\nservices:\n  shop:\n    image: shop\n',
      'oven/compose.yaml': 'services:\n  oven:\n    build: .\n    environment: ["HEAT=${HEAT}"]\nvolumes:\n  ash:\n',
      'oven/.env': 'HEAT=230\n',
    });

    expect(facts.workloads.map(({ name }) => name).sort()).toEqual(['oven', 'shop']);
    expect(serviceOf(facts, 'oven').build?.context).toBe('oven');
    expect(environmentLines(serviceOf(facts, 'oven'))).toEqual(['HEAT=230']);
    expect(facts.claims.map(({ name }) => name)).toEqual(['ash']);
  });

  it('N160 reads the long form: overrides, project_directory, env_file; the including .env wins', async () => {
    const facts = await readCompose({
      'compose.yaml':
        'include:\n  - path: [oven/compose.yaml, oven.local.yaml]\n    project_directory: kitchen\n    env_file: oven.env\n',
      'oven/compose.yaml': 'services:\n  oven:\n    build: .\n    environment: ["HEAT=${HEAT}", "WOOD=${WOOD}"]\n',
      'oven.local.yaml': 'services:\n  oven:\n    command: [bake]\n',
      'oven.env': 'HEAT=230\nWOOD=beech\n',
      '.env': 'WOOD=oak\n',
    });

    const oven = serviceOf(facts, 'oven');
    expect(oven.build?.context).toBe('kitchen');
    expect(oven.command?.words).toEqual(['bake']);
    expect(environmentLines(oven)).toEqual(['HEAT=230', 'WOOD=oak']);
  });

  it('lays what the including file says over what it includes', async () => {
    const facts = await readCompose({
      'compose.yaml': 'include: [oven.yaml]\nservices:\n  oven:\n    environment: [HEAT=250]\n',
      'oven.yaml': 'services:\n  oven:\n    image: oven\n    environment: [HEAT=230]\n',
    });

    expect(facts.problems).toEqual([]);
    expect(environmentLines(serviceOf(facts, 'oven'))).toEqual(['HEAT=250']);
  });

  it('lets a service extend an included one', async () => {
    const facts = await readCompose({
      'compose.yaml': 'include: [oven.yaml]\nservices:\n  shop:\n    extends: oven\n',
      'oven.yaml': 'services:\n  oven:\n    image: oven\n',
    });

    expect(serviceOf(facts, 'shop').image?.text).toBe('oven');
  });

  it.each([
    [
      'the same service from two files',
      { 'a.yaml': 'services:\n  oven:\n    image: a\n', 'b.yaml': 'services:\n  oven:\n    image: b\n' },
      ['unreadable b.yaml:2:3'],
    ],
    [
      'a circle',
      { 'a.yaml': 'include: [compose.yaml]\nservices:\n  a:\n    image: a\n', 'b.yaml': 'services: {}\n' },
      ['unreadable a.yaml:1:11'],
    ],
    ['a file that is not there', { 'b.yaml': 'services: {}\n' }, ['unreadable compose.yaml:1:11']],
  ])('reports %s, and reads the rest', async (_, others, expected) => {
    const facts = await readCompose({
      'compose.yaml': 'include: [a.yaml, b.yaml]\nservices:\n  shop:\n    image: shop\n',
      ...others,
    });

    expect(problemPlaces(facts)).toEqual(expected);
    expect(serviceOf(facts, 'shop').image?.text).toBe('shop');
  });

  it('is content with one file that two others include', async () => {
    const facts = await readCompose({
      'compose.yaml': 'include: [a.yaml, b.yaml]\n',
      'a.yaml': 'include: [oven.yaml]\n',
      'b.yaml': 'include: [oven.yaml]\n',
      'oven.yaml': 'services:\n  oven:\n    image: oven\n    ports: ["80:80"]\n',
    });

    expect(facts.problems).toEqual([]);
    expect(serviceOf(facts, 'oven').ports).toHaveLength(1);
  });

  it('counts an include whose file only the shell names', async () => {
    const facts = await readCompose({
      'compose.yaml': 'include: ["${EXTRA}.yaml"]\nservices:\n  shop:\n    image: shop\n',
    });

    expect(problemPlaces(facts)).toEqual(['unresolved compose.yaml:1:11']);
  });

  it('names an include outside the repository as not read', async () => {
    const facts = await readCompose({
      'compose.yaml': 'include: [../oven.yaml]\nservices:\n  shop:\n    image: shop\n',
    });

    expect(problemPlaces(facts)).toEqual(['unreadable compose.yaml:1:11']);
    expect(facts.problems[0]?.message).toContain('not read');
  });
});

describe('profiles', () => {
  const texts = {
    'compose.yaml':
      'services:\n  shop:\n    image: shop\n  debug:\n    image: debug\n    profiles: [debug, all]\n    env_file: nowhere.env\n',
  };

  it('N160 keeps what gates a service that is not started, without looking at its files', async () => {
    const facts = await readCompose(texts);

    expect(facts.workloads.map(({ name, profiles }) => [name, profiles])).toEqual([
      ['shop', []],
      ['debug', ['debug', 'all']],
    ]);
    expect(facts.problems).toEqual([]);
  });

  it.each([
    ['the options', ['debug'], undefined],
    ['*', ['*'], undefined],
    ['COMPOSE_PROFILES in .env', undefined, 'COMPOSE_PROFILES=x, debug\n'],
  ])('N160 opens the gate for a profile of %s', async (_, profiles, env) => {
    const facts = await readCompose(
      { ...texts, ...(env && { '.env': env }) },
      ['compose.yaml'],
      profiles ? { profiles } : {},
    );

    expect(serviceOf(facts, 'debug').profiles).toEqual([]);
    expect(problemPlaces(facts)).toEqual(['unresolved compose.yaml:7:15']);
  });
});
