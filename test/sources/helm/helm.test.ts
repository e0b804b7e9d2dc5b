import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/shape/facts.ts';
import type { Origin } from '../../../src/shape/origin.ts';
import { helm } from '../../../src/sources/helm/helm.ts';
import { helmOnPath } from '../../helpers/helm-program.ts';
import { contextOf } from '../../helpers/source-context.ts';

const FIXTURES = join(process.cwd(), 'fixtures/sources/helm');
const hasHelm = helmOnPath();

/** `templates/web.yaml:14:11`. */
function place(at: Origin | undefined): string {
  return at === undefined ? 'none' : `${at.path}:${at.line}:${at.column}`;
}

function workload(facts: Facts, id: string) {
  return facts.workloads.find((each) => each.id === id);
}

function variable(facts: Facts, id: string, name: string): Origin | undefined {
  return workload(facts, id)?.environment.find((step) => 'name' in step && step.name === name)?.at;
}

describe.runIf(hasHelm)('a chart with a subchart', () => {
  let facts: Facts;

  beforeAll(async () => {
    facts = await helm.read({ paths: ['bakery'] }, contextOf(FIXTURES));
  });

  test('has no problem, and every origin is a file of the repository', () => {
    expect(facts.problems).toEqual([]);
    expect(JSON.stringify(facts)).not.toContain('\\u0000');
  });

  test('N023 is released under its own name', () => {
    expect(facts.workloads.map(({ id }) => id)).toEqual([
      'Deployment/oven',
      'Deployment/till-back',
      'Deployment/till-front',
      'Deployment/bakery-web/wait',
      'Deployment/bakery-web',
    ]);
  });

  test('N270 a test runs nothing, and the folder of definitions is no part of it', () => {
    expect(facts.objects.map(({ kind, name }) => `${kind}/${name}`)).toEqual(['Pod/bakery-test']);
  });

  test('nobody named a namespace: objects have none', () => {
    expect(facts.workloads.flatMap(({ namespace }) => namespace ?? [])).toEqual([]);
  });

  test.each([
    ['written out', 'Deployment/bakery-web', 'REGION', 'bakery/templates/web.yaml:42:15'],
    ['a reference to a key', 'Deployment/bakery-web', 'DB_PASSWORD', 'bakery/templates/web.yaml:44:15'],
    ['from a value', 'Deployment/bakery-web', 'TILL_URL', 'bakery/values.yaml:6:3'],
    ['from a value, in an init container', 'Deployment/bakery-web/wait', 'TILL_URL', 'bakery/values.yaml:6:3'],
    ['from a range over values', 'Deployment/bakery-web', 'OPENS', 'bakery/values.yaml:9:5'],
    ['of a subchart, from the values above it', 'Deployment/oven', 'HEAT', 'bakery/values.yaml:33:3'],
    ['of a subchart, from its own values', 'Deployment/oven', 'STEAM', 'bakery/charts/oven/values.yaml:2:1'],
  ])('a variable %s has that place', (_, id, name, expected) => {
    expect(place(variable(facts, id, name))).toBe(expected);
  });

  test('an image without a tag in the values has the place of the version in Chart.yaml', () => {
    const image = workload(facts, 'Deployment/bakery-web')?.image;

    expect(image?.text).toBe('registry.example.com/bakery-web:1.4.0');
    expect(place(image?.at)).toBe('bakery/Chart.yaml:4:1');
  });

  test('a port from a value has its place, a written one that of the template', () => {
    expect(workload(facts, 'Deployment/bakery-web')?.ports.map(({ at }) => place(at))).toEqual([
      'bakery/values.yaml:5:3',
      'bakery/templates/web.yaml:31:15',
    ]);
  });

  test('what a define prints has its place in the define', () => {
    expect(place(workload(facts, 'Deployment/bakery-web')?.probes[0]?.at)).toBe('bakery/templates/_helpers.tpl:9:1');
  });

  test('containers, mounts, resources and imports have the place of the template', () => {
    const web = workload(facts, 'Deployment/bakery-web');

    expect(place(web?.at)).toBe('bakery/templates/web.yaml:25:11');
    expect(place(web?.mounts[0]?.at)).toBe('bakery/templates/web.yaml:58:15');
    expect(place(web?.resources?.at)).toBe('bakery/templates/web.yaml:53:11');
    expect(place(web?.environment[0]?.at)).toBe('bakery/templates/web.yaml:34:17');
  });

  test('objects that a range makes each have the place of their own values', () => {
    expect(place(workload(facts, 'Deployment/till-front')?.image?.at)).toBe('bakery/values.yaml:26:5');
    expect(place(workload(facts, 'Deployment/till-back')?.ports[0]?.at)).toBe('bakery/values.yaml:30:5');
  });

  test('the second document of a template has its own lines', () => {
    expect(place(facts.networkServices[0]?.at)).toBe('bakery/templates/web.yaml:65:3');
    expect(place(facts.networkServices[0]?.ports[0]?.at)).toBe('bakery/templates/web.yaml:69:7');
  });

  test.each([
    ['written out', 'bakery-settings', 'GREETING', 'bakery/templates/settings.yaml:6:3'],
    ['from a range over values', 'bakery-settings', 'LOG_LEVEL', 'bakery/values.yaml:19:3'],
    ['encoded in base64', 'bakery-db', 'password', 'bakery/values.yaml:22:3'],
  ])('a key %s has that place', (_, object, key, expected) => {
    const found = facts.configObjects.find(({ name }) => name === object);

    expect(place(found?.entries.find((entry) => entry.key === key)?.at)).toBe(expected);
  });

  test('secrets of the values stay hidden', () => {
    expect(JSON.stringify(facts)).not.toContain('croissant9');
    expect(JSON.stringify(facts)).not.toContain(Buffer.from('croissant9').toString('base64').slice(0, 8));
  });
});

describe.runIf(hasHelm)('options', () => {
  test('a values file wins over values.yaml, as a value and as a place', async () => {
    const facts = await helm.read(
      { paths: ['bakery'], options: { values: ['bakery/values-prod.yaml'] } },
      contextOf(FIXTURES),
    );

    const image = workload(facts, 'Deployment/bakery-web')?.image;
    expect(image?.text).toBe('registry.example.com/bakery-web:1.4.2');
    expect(place(image?.at)).toBe('bakery/values-prod.yaml:3:5');
    expect(place(variable(facts, 'Deployment/bakery-web', 'TILL_URL'))).toBe('bakery/values-prod.yaml:4:3');
    expect(place(variable(facts, 'Deployment/bakery-web', 'OPENS'))).toBe('bakery/values.yaml:9:5');
  });

  test('release and namespace name the objects', async () => {
    const facts = await helm.read(
      { paths: ['bakery/Chart.yaml'], options: { release: 'shop', namespace: 'north' } },
      contextOf(FIXTURES),
    );

    expect(workload(facts, 'Deployment/shop-web')?.namespace).toBe('north');
    expect(facts.networkServices[0]?.namespace).toBe('north');
  });

  test('several charts are read one by one', async () => {
    const facts = await helm.read({ paths: ['library', 'bakery', 'broken'] }, contextOf(FIXTURES));

    expect(facts.workloads.map(({ id }) => id)).toContain('Deployment/kiosk');
    expect(facts.workloads.map(({ id }) => id)).toContain('Deployment/oven');
    expect(facts.problems).toHaveLength(1);
  });
});

describe.runIf(hasHelm)('a chart of includes', () => {
  test('has the places of the library that prints it, and of its own values', async () => {
    const facts = await helm.read({ paths: ['library'] }, contextOf(FIXTURES));

    const kiosk = workload(facts, 'Deployment/kiosk');
    expect(place(kiosk?.at)).toBe('library/charts/parts/templates/_deployment.tpl:14:11');
    expect(place(kiosk?.ports[0]?.at)).toBe('library/charts/parts/templates/_deployment.tpl:17:15');
    expect(place(kiosk?.image?.at)).toBe('library/values.yaml:1:1');
  });
});

describe.runIf(hasHelm)('an umbrella whose dependencies were never built', () => {
  const before = readdirSync(join(FIXTURES, 'street/shop'));

  test('takes in the charts beside it and leaves out what its values switch off', async () => {
    const facts = await helm.read({ paths: ['street/shop'] }, contextOf(FIXTURES));

    const till = workload(facts, 'Deployment/street-till');
    expect(facts.problems).toEqual([]);
    expect(till?.ports[0]?.port).toBe(9001);
    expect(place(till?.ports[0]?.at)).toBe('street/shop/values.yaml:6:3');
    expect(place(till?.image?.at)).toBe('street/till/values.yaml:2:1');
    expect(place(till?.at)).toBe('street/till/templates/till.yaml:13:11');
  });

  test('is told what to build when a values file switches on what is not there', async () => {
    const facts = await helm.read(
      { paths: ['street/shop'], options: { values: ['street/shop/values-cache.yaml'] } },
      contextOf(FIXTURES),
    );

    expect(facts.problems).toMatchObject([
      { kind: 'unrendered', path: 'street/shop/Chart.yaml', line: 6, hint: 'run helm dependency build street/shop' },
    ]);
  });

  test('is left as it is', async () => {
    await helm.read({ paths: ['street/shop'] }, contextOf(FIXTURES));

    expect(readdirSync(join(FIXTURES, 'street/shop'))).toEqual(before);
  });
});

describe.runIf(hasHelm)('values that each rendering makes anew', () => {
  test.each([
    ['Secret', 'key', 'deferred'],
    ['Secret', 'owner', 'secret'],
    ['ConfigMap', 'RUN', 'deferred'],
    ['ConfigMap', 'BREADS', 'plain'],
  ])('N271 %s key %s is %s', async (kind, key, expected) => {
    const facts = await helm.read({ paths: ['generated'] }, contextOf(FIXTURES));

    const entries = facts.configObjects.filter((object) => object.kind === kind).flatMap((object) => object.entries);
    expect(entries.find((entry) => entry.key === key)?.value.kind).toBe(expected);
  });
});

describe.runIf(hasHelm)('a chart that helm refuses', () => {
  test('has its place in the template, and no absolute path', async () => {
    const { problems } = await helm.read({ paths: ['broken'] }, contextOf(FIXTURES));

    expect(problems).toMatchObject([{ kind: 'unrendered', path: 'broken/templates/web.yaml', line: 6, column: 12 }]);
    expect(problems[0]?.message).toContain('set web.port');
    expect(problems[0]?.message).not.toContain(FIXTURES);
  });

  test('says why without any of its values', async () => {
    const { problems } = await helm.read({ paths: ['quoting'] }, contextOf(FIXTURES));

    expect(problems[0]?.message).toContain('no port in');
    expect(problems[0]?.message).not.toContain('croissant9');
    expect(problems[0]?.message).not.toContain('rye-and-spelt');
  });

  test('because of a chart that is not there: the command that brings it, at the dependency', async () => {
    const { problems } = await helm.read({ paths: ['missing'] }, contextOf(FIXTURES));

    expect(problems).toMatchObject([
      { kind: 'unrendered', path: 'missing/Chart.yaml', line: 5, hint: 'run helm dependency build missing' },
    ]);
  });
});
