import { describe, expect, it } from 'vitest';
import { choose } from '../../src/discovery/candidate.ts';
import { offered } from '../../src/discovery/input-kind.ts';
import { takeInventory } from '../../src/discovery/inventory.ts';
import { planSide } from '../../src/discovery/plan-side.ts';
import { INPUT_KINDS } from '../../src/sources/index.ts';
import { contextWith } from '../helpers/source-context.ts';
import { chosenTarget, deployment } from './choose-target.ts';

function chart(folder: string, name: string, ...services: readonly string[]): Record<string, string> {
  return {
    [`${folder}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
    [`${folder}/values.yaml`]: 'image: {tag: "1"}\n',
    ...Object.fromEntries(services.map((service) => [`${folder}/templates/${service}.yaml`, deployment(service)])),
  };
}

const SHOP = chart('charts/shop', 'shop', 'web', 'till');

describe('charts', () => {
  it.each<[string, Record<string, string>, string]>([
    ['a chart that stands alone', SHOP, 'helm:charts/shop'],
    [
      'charts that lie side by side, one for each service, together',
      { ...chart('src/web/chart', 'shop-web', 'deployment'), ...chart('src/till/chart', 'shop-till', 'deployment') },
      'helm:src/till/chart,src/web/chart',
    ],
    [
      'the one that covers everything, without its neighbours',
      { ...SHOP, ...chart('charts/monitoring', 'monitoring', 'grafana') },
      'helm:charts/shop',
    ],
    [
      'the umbrella, not the charts that it takes in',
      {
        ...chart('src/web/chart', 'web', 'deployment'),
        ...chart('src/till/chart', 'till', 'deployment'),
        'deploy/shop/Chart.yaml':
          'name: shop\nversion: 1.0.0\ndependencies:\n' +
          '  - {name: web, version: 1.0.0, repository: "file://../../src/web/chart"}\n' +
          '  - {name: till, version: 1.0.0, repository: "file://../../src/till/chart/"}\n',
      },
      'helm:deploy/shop',
    ],
    [
      'no library chart',
      { ...SHOP, 'charts/web/Chart.yaml': 'name: web\ntype: library\nversion: 1.0.0\n' },
      'helm:charts/shop',
    ],
    [
      'a chart whose values describe the services',
      {
        'chart/Chart.yaml': 'name: shop\nversion: 1.0.0\n',
        'chart/values.yaml': 'services:\n  web: {image: web}\n  till: {image: till}\n',
        'chart/templates/all.yaml': '{{ range .Values.services }}\n{{ end }}\n',
        'k8s/web.yaml': deployment('web'),
      },
      'helm:chart',
    ],
    [
      'a chart at the root',
      { 'Chart.yaml': 'name: shop\nversion: 1.0.0\n', 'templates/web.yaml': deployment('web') },
      'helm:.',
    ],
  ])('%s', async (_, tree, expected) => {
    expect(await chosenTarget(tree, ['web', 'till'])).toBe(expected);
  });

  it.each([
    ['values-prod.yaml in the chart', 'charts/shop/values-prod.yaml'],
    ['values.production.yaml in the chart', 'charts/shop/values.production.yaml'],
    ['a folder for each environment in the chart', 'charts/shop/environments/prod/values.yaml'],
    ['a folder for each environment beside the chart', 'charts/environments/prod/values.yaml'],
    ['a folder of values files', 'charts/shop/values/production.yaml'],
    ['a values file beside the chart', 'charts/values-prod.yaml'],
  ])('are taken with the values of production: %s', async (_, path) => {
    const development = path.replace(/production|prod/, 'dev');
    const tree = { ...SHOP, [path]: 'image: {tag: "2"}\n', [development]: 'image: {tag: "3"}\n' };

    expect(await chosenTarget(tree, ['web', 'till'])).toBe(`helm:charts/shop,${path}`);
    expect(await chosenTarget(tree, ['web', 'till'], 'development')).toBe(`helm:charts/shop,${development}`);
  });

  it('stay with values.yaml where the others are for development or for nobody', async () => {
    const tree = { ...SHOP, 'charts/shop/values-dev.yaml': '{}\n', 'charts/shop/values-example.yaml': '{}\n' };

    expect(await chosenTarget(tree, ['web', 'till'])).toBe('helm:charts/shop');
  });

  it('hand their values files to the source', async () => {
    const { files } = contextWith({ ...SHOP, 'charts/shop/values-prod.yaml': '{}\n' });
    const inventory = await takeInventory(files);
    const candidates = await offered(INPUT_KINDS, 'target', { inventory, files, services: [] });

    const plan = planSide({
      side: 'target',
      kinds: INPUT_KINDS,
      specs: [],
      config: undefined,
      inventory,
      candidates,
      names: ['web', 'till'],
    });

    expect(plan?.environment).toBe('production');
    expect(plan?.inputs).toMatchObject([
      { kind: 'helm', paths: ['charts/shop'], options: { values: ['charts/shop/values-prod.yaml'] } },
    ]);
    expect(choose(candidates, ['web', 'till']).ambiguous).toBe(false);
  });

  it.each([
    ['helm:charts/shop', { paths: ['charts/shop'] }],
    ['charts/shop/', { paths: ['charts/shop'] }],
    ['helm:src/till/chart,src/web/chart', { paths: ['src/till/chart', 'src/web/chart'] }],
    [
      'helm:charts/shop,charts/shop/values-prod.yaml,north.yaml',
      { paths: ['charts/shop'], options: { values: ['charts/shop/values-prod.yaml', 'north.yaml'] } },
    ],
  ])('may be named as they are offered: --target %s', async (spec, expected) => {
    const { files } = contextWith(SHOP);
    const inventory = await takeInventory(files);

    const plan = planSide({
      side: 'target',
      kinds: INPUT_KINDS,
      specs: [spec],
      config: undefined,
      inventory,
      candidates: [],
      names: [],
    });

    expect(plan?.inputs).toMatchObject([{ kind: 'helm', ...expected }]);
  });
});
