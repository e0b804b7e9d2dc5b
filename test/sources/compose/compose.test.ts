// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own syntax
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf, problemPlaces, readCompose, serviceOf, show } from './read-compose.ts';

describe('volumes, configs and secrets of a project', () => {
  it('N027 names volumes by their key, external or not', async () => {
    const facts = await readCompose({
      'compose.yaml': 'volumes:\n  flour:\n  mill:\n    external: true\n    name: the-mill\n',
    });

    expect(facts.claims.map(({ name, external, at }) => [name, external, placeOf(at)])).toEqual([
      ['flour', false, 'compose.yaml:2:3'],
      ['mill', true, 'compose.yaml:3:3'],
    ]);
  });

  it('reads configs and secrets from files, texts and variables, secrets always hidden', async () => {
    const facts = await readCompose({
      'compose.yaml': [
        'configs:',
        '  menu: {file: ./menu.txt}',
        '  sign: {content: "open at ${HOUR}"}',
        'secrets:',
        '  jam: {file: ./jam.txt}',
        '  honey: {environment: HONEY}',
        '  salt: {environment: NOBODY}',
        '  sugar: {external: true}',
        '  gone: {file: ./gone.txt}',
      ].join('\n'),
      '.env': 'HOUR=7\nHONEY=acacia\n',
      'menu.txt': 'rye\n',
      'jam.txt': 'plum-and-elder\n',
    });

    const objects = facts.configObjects.map(({ kind, name, entries, complete, producer }) =>
      [kind, name, complete, ...entries.map(({ value }) => show(value)), producer].filter((each) => each !== undefined),
    );
    expect(objects).toEqual([
      ['compose-config', 'menu', true, 'rye\n'],
      ['compose-config', 'sign', true, 'open at 7'],
      ['compose-secret', 'jam', true, '*'],
      ['compose-secret', 'honey', true, '*'],
      ['compose-secret', 'salt', true, '? from the shell'],
      ['compose-secret', 'sugar', false, 'external'],
      ['compose-secret', 'gone', false],
    ]);
    expect(JSON.stringify(facts)).not.toMatch(/plum|acacia/);
  });
});

describe('broken input', () => {
  it('is located when the file is not there', async () => {
    expect(problemPlaces(await readCompose({}))).toEqual(['unreadable compose.yaml:1:1']);
  });

  it.each([
    ['nothing', ''],
    ['a comment', '# nothing\n'],
    ['null', '~\n'],
  ])('is located when the file holds %s', async (_, text) => {
    expect(problemPlaces(await readCompose({ 'compose.yaml': text }))).toEqual(['unreadable compose.yaml:1:1']);
  });

  it('N159 allows an empty file among others', async () => {
    const texts = { 'compose.yaml': 'services:\n  shop:\n    image: shop\n', 'compose.override.yaml': '# for later\n' };

    const facts = await readCompose(texts, ['compose.yaml', 'compose.override.yaml']);

    expect(facts.problems).toEqual([]);
    expect(facts.workloads).toHaveLength(1);
  });

  it('reads flow collections that close at the depth of their key, as Compose does', async () => {
    const facts = await readCompose({
      'compose.yaml':
        'services:\n  shop:\n    image: shop\n    command: [\n      "bake",\n    "all"\n    ]\n    ports: [\n    "80:80", "81:81"\n    ]\n    hostname: "ti\nll"\n',
    });

    const shop = serviceOf(facts, 'shop');
    expect(facts.problems).toEqual([]);
    expect(shop.command?.words).toEqual(['bake', 'all']);
    expect(shop.ports.map(({ at }) => placeOf(at))).toEqual(['compose.yaml:9:5', 'compose.yaml:9:14']);
    expect(shop.aliases).toEqual(['ti ll']);
  });

  it('does not pass the first format, without `services`, for a project of none', async () => {
    const facts = await readCompose({ 'compose.yaml': 'shop:\n  image: shop\noven:\n  build: .\n' });

    expect(problemPlaces(facts)).toEqual(['unreadable compose.yaml:1:1']);
  });

  it('is content with a file of volumes alone', async () => {
    expect(problemPlaces(await readCompose({ 'compose.yaml': 'volumes:\n  flour:\n' }))).toEqual([]);
  });

  it('is located when the YAML is broken', async () => {
    const facts = await readCompose({ 'compose.yaml': 'services:\n  shop: [\n' });

    expect(facts.problems).toMatchObject([{ kind: 'unreadable', path: 'compose.yaml' }]);
  });

  it.each([
    ['a service', 'services:\n  shop:\n    image: a\n  oven:\n    image: o\n  shop:\n    image: b\n', 6, '2 and 6'],
    [
      'a variable',
      'services:\n  shop:\n    image: a\n    environment:\n      GRAIN: rye\n      # twice\n      GRAIN: oat\n',
      7,
      '5 and 7',
    ],
  ])('names both places of a key that stands twice: %s', async (_, text, line, lines) => {
    const facts = await readCompose({ 'compose.yaml': text });

    expect(facts.problems).toMatchObject([{ kind: 'unreadable', line, message: expect.stringContaining(lines) }]);
    expect(serviceOf(facts, 'shop')).toBeDefined();
  });

  it('allows a key to override one that came with a merge key', async () => {
    const facts = await readCompose({
      'compose.yaml': 'x-a: &a {image: a}\nservices:\n  shop:\n    <<: *a\n    image: b\n',
    });

    expect(facts.problems).toEqual([]);
  });

  it.each([
    ['ports', 'ports: "80"'],
    ['environment', 'environment: rye'],
    ['volumes', 'volumes: {a: b}'],
    ['depends_on', 'depends_on: db'],
    ['command', 'command: {a: b}'],
    ['healthcheck', 'healthcheck: [a]'],
    ['image', 'image: [shop]'],
    ['labels', 'labels: 7'],
  ])('is located when %s has the wrong type, and the rest is read', async (attribute, text) => {
    const facts = await readCompose({
      'compose.yaml': `services:\n  shop:\n    build: .\n    hostname: till\n    ${text}\n`,
      Dockerfile: 'FROM scratch\n',
    });

    expect(problemPlaces(facts)).toEqual([`unreadable compose.yaml:5:${attribute.length + 7}`]);
    expect(facts.problems[0]?.message).toContain(`services.shop.${attribute}`);
    expect(serviceOf(facts, 'shop').aliases).toEqual(['till']);
  });

  it('is located when services or one service is no map', async () => {
    const list = await readCompose({ 'compose.yaml': 'services: [shop]\n' });
    const one = await readCompose({ 'compose.yaml': 'services:\n  shop:\n  oven:\n    image: oven\n' });

    expect(problemPlaces(list)).toEqual(['unreadable compose.yaml:1:11']);
    expect(problemPlaces(one)).toEqual(['unreadable compose.yaml:2:3']);
    expect(one.workloads.map(({ name }) => name)).toEqual(['oven']);
  });

  it('counts a service with nothing to run, without refusing the file', async () => {
    expect(problemPlaces(await readCompose({ 'compose.yaml': 'services:\n  shop:\n    ports: ["80:80"]\n' }))).toEqual([
      'unresolved compose.yaml:2:3',
    ]);
  });

  it('tells no value in any problem', async () => {
    const facts = await readCompose({
      'compose.yaml':
        'services:\n  shop:\n    image: canary-1\n    ports: [canary-2]\n    environment: canary-3\n    volumes: ["a:b:c:canary-4"]\n    stop_grace_period: canary-5\n    healthcheck: {test: [canary-6]}\n    command: ["${canary-7"]\n    env_file: a.env\n',
      'a.env': 'A="canary-8\n',
    });

    expect(facts.problems.length).toBeGreaterThan(5);
    expect(JSON.stringify(facts.problems)).not.toContain('canary');
  });

  it('never throws, whatever the file holds', async () => {
    const keys = fc.constantFrom(
      'services',
      'shop',
      'build',
      'ports',
      'volumes',
      'environment',
      'env_file',
      'healthcheck',
      'test',
      'extends',
      'include',
      'secrets',
      'configs',
      'networks',
      'deploy',
      'labels',
      'target',
      'source',
      'path',
      'command',
      'profiles',
      '__proto__',
      'file',
    );
    const leaf = fc.oneof(
      fc.constantFrom('', '80', '${A}', '${', 'a:b', 'compose.yaml', '../x', '.', 'true', '[CMD]', 'A=1'),
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.double(),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 5 }),
      ),
    }));
    const shop = fc.dictionary(keys, tree, { maxKeys: 8 });

    await fc.assert(
      fc.asyncProperty(tree, shop, async (whole, service) => {
        await readCompose({ 'compose.yaml': JSON.stringify(whole) });
        await readCompose({
          'compose.yaml': JSON.stringify({ services: { shop: service }, volumes: whole, secrets: service }),
        });
      }),
      { numRuns: 200 },
    );
  });
});
