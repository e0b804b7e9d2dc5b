import { describe, expect, it } from 'vitest';
import { chosenTarget, deployment, kustomization } from './choose-target.ts';

const SERVICES = ['web', 'till'];
const BOTH = `${deployment('till')}---\n${deployment('web')}`;
const SOURCES = {
  'k8s/base/web.yaml': deployment('web'),
  'k8s/base/till.yaml': deployment('till'),
  'k8s/base/kustomization.yaml': kustomization('web.yaml', 'till.yaml'),
  'k8s/overlays/dev/kustomization.yaml': kustomization('../../base'),
};
const CHART = {
  'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'charts/shop/values.yaml': 'replicas: 1\n',
  'charts/shop/templates/all.yaml': deployment('{{ include "shop.fullname" . }}'),
};

describe('what was rendered', () => {
  it.each([
    ['scan-out/manifests.yaml'],
    ['rendered.yaml'],
    ['k8s/all.rendered.yaml'],
    ['dist/k8s/all.yaml'],
    ['build/all.yaml'],
    ['out/prod/all.yaml'],
  ])('is not taken in place of the kustomization that it comes from: %s', async (path) => {
    expect(await chosenTarget({ ...SOURCES, [path]: BOTH }, SERVICES)).toBe('kustomize:k8s/overlays/dev');
  });

  it('is known by the order of its keys, which no one writes by hand', async () => {
    const handwritten = `# by hand\n${BOTH}`;

    expect(await chosenTarget({ ...SOURCES, 'release/shop.yaml': BOTH }, SERVICES)).toBe('kustomize:k8s/overlays/dev');
    expect(await chosenTarget({ ...SOURCES, 'release/shop.yaml': handwritten }, SERVICES)).toBe(
      'manifests:release/shop.yaml',
    );
  });

  it('is not taken in place of the chart that it names', async () => {
    const printed = `---\n# Source: shop/templates/all.yaml\n${BOTH}`;

    expect(await chosenTarget({ ...CHART, 'k8s/shop.yaml': printed }, SERVICES)).toBe('helm:charts/shop');
  });

  it('is one target with nothing that was written by hand', async () => {
    const choice = await chosenTarget({ ...SOURCES, 'k8s-extra/oven.yaml': deployment('oven'), 'out/all.yaml': BOTH }, [
      ...SERVICES,
      'oven',
    ]);

    expect(choice).not.toContain('out');
  });

  it.each([
    ['its source is not there', { 'rendered/all.yaml': BOTH }],
    [
      'what is there renders something else',
      {
        'rendered/all.yaml': BOTH,
        'k8s/kustomization.yaml': kustomization('oven.yaml'),
        'k8s/oven.yaml': deployment('oven'),
      },
    ],
    ['it only lies where tools write', { 'build/all.yaml': BOTH, ...CHART }],
  ])('is taken where %s', async (_when, tree) => {
    expect(await chosenTarget(tree, SERVICES)).toMatch(/^manifests:/);
  });
});
