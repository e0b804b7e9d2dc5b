import { describe, expect, it } from 'vitest';
import { offered } from '../../src/discovery/input-kind.ts';
import { takeInventory } from '../../src/discovery/inventory.ts';
import { planSide } from '../../src/discovery/plan-side.ts';
import { INPUT_KINDS } from '../../src/sources/index.ts';
import { contextWith } from '../helpers/source-context.ts';
import { chosenPaths, chosenTarget, deployment, kustomization, scaled } from './choose-target.ts';

const SERVICES = ['web', 'till'];
const service = (name: string) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec: {}\n`;
const bundle = (...names: string[]) => names.flatMap((name) => [deployment(name), service(name)]).join('---\n');
const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n';
const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop-keys\n';

describe('plain manifests', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'a folder k8s/',
      { 'k8s/web.yaml': deployment('web'), 'k8s/till/till.yaml': deployment('till') },
      ['k8s/till/till.yaml', 'k8s/web.yaml'],
    ],
    [
      'a folder deploy/',
      { 'deploy/web.yaml': deployment('web'), 'deploy/till.yml': deployment('till') },
      ['deploy/till.yml', 'deploy/web.yaml'],
    ],
    [
      'a folder for each service, below one place',
      { 'services/web/k8s/web.yaml': deployment('web'), 'services/till/k8s/till.yaml': deployment('till') },
      ['services/till/k8s/till.yaml', 'services/web/k8s/web.yaml'],
    ],
    [
      'a folder for each service, at the top',
      { 'web/k8s/deployment.yaml': deployment('web'), 'till/k8s/deployment.yaml': deployment('till') },
      ['till/k8s/deployment.yaml', 'web/k8s/deployment.yaml'],
    ],
    [
      'the environment folder for production',
      {
        'k8s/dev/web.yaml': deployment('web'),
        'k8s/dev/till.yaml': deployment('till'),
        'k8s/prod/web.yaml': deployment('web'),
        'k8s/prod/till.yaml': deployment('till'),
      },
      ['k8s/prod/till.yaml', 'k8s/prod/web.yaml'],
    ],
    [
      'one of several whole applications in one folder',
      { 'k8s/all-in-one.yaml': bundle('web', 'till'), 'k8s/all-in-one-small.yaml': scaled(bundle('web', 'till')) },
      ['k8s/all-in-one-small.yaml'],
    ],
    [
      'the stable one and not its canary',
      {
        'k8s/web.yaml': deployment('web'),
        'k8s/web-canary.yaml': scaled(deployment('web')),
        'k8s/till.yaml': deployment('till'),
      },
      ['k8s/till.yaml', 'k8s/web.yaml'],
    ],
    [
      'no sample where there is something else',
      {
        'docs/k8s/all.yaml': bundle('web', 'till'),
        'examples/all.yaml': bundle('web', 'till'),
        'samples/all.yaml': bundle('web', 'till'),
        'workshop/all.yaml': bundle('web', 'till'),
        'infra/cluster/web.yaml': deployment('web'),
        'infra/cluster/till.yaml': deployment('till'),
      },
      ['infra/cluster/till.yaml', 'infra/cluster/web.yaml'],
    ],
    ['a sample where there is nothing else', { 'examples/all.yaml': bundle('web', 'till') }, ['examples/all.yaml']],
    ['one file at the root', { 'deployment.yaml': bundle('web', 'till') }, ['deployment.yaml']],
    [
      'manifests in JSON',
      {
        'k8s/web.json': JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } }),
        'k8s/till.json': JSON.stringify(
          { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'till' } },
          null,
          2,
        ),
      },
      ['k8s/till.json', 'k8s/web.json'],
    ],
    [
      'a list of objects',
      {
        'k8s/all.yaml': `apiVersion: v1\nkind: List\nitems:\n${deployment('web').replace(/^/gm, '    ').replace('    a', '  - a')}`,
      },
      ['k8s/all.yaml'],
    ],
    [
      'the application and not what delivers it',
      {
        'clusters/prod/shop.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: web\n---\napiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: till\n',
        'apps/web.yaml': deployment('web'),
        'apps/till.yaml': deployment('till'),
      },
      ['apps/till.yaml', 'apps/web.yaml'],
    ],
    [
      'the application and not the controllers of Flux',
      {
        'clusters/production/flux-system/gotk-components.yaml': deployment('source-controller'),
        'clusters/production/flux-system/kustomization.yaml': kustomization('gotk-components.yaml'),
        'apps/base/kustomization.yaml': kustomization('web.yaml'),
        'apps/base/web.yaml': deployment('web'),
        'apps/production/kustomization.yaml': kustomization('../base'),
      },
      ['apps/production'],
    ],
    [
      'a folder deep in each service',
      {
        'web/src/deployment/kubernetes/web.yaml': deployment('web'),
        'till/src/deployment/kubernetes/till.yaml': deployment('till'),
      },
      ['till/src/deployment/kubernetes/till.yaml', 'web/src/deployment/kubernetes/web.yaml'],
    ],
    [
      'a folder for each service and environment',
      {
        'web/k8s/prod/web.yaml': deployment('web'),
        'till/k8s/prod/till.yaml': deployment('till'),
        'web/k8s/dev/web.yaml': deployment('web'),
        'till/k8s/dev/till.yaml': deployment('till'),
      },
      ['till/k8s/prod/till.yaml', 'web/k8s/prod/web.yaml'],
    ],
    [
      'a folder for each service, each with the Namespace and Secret that they share',
      {
        'gitops/web/all.yaml': `${NAMESPACE}---\n${bundle('web')}`,
        'gitops/web/secret.yaml': SECRET,
        'gitops/till/all.yaml': `${NAMESPACE}---\n${bundle('till')}`,
        'gitops/till/secret.yaml': SECRET,
      },
      ['gitops/till/all.yaml', 'gitops/till/secret.yaml', 'gitops/web/all.yaml', 'gitops/web/secret.yaml'],
    ],
    [
      'a file for each service, each with the Namespace that they share',
      {
        'k8s/web.yaml': `${NAMESPACE}---\n${bundle('web')}`,
        'k8s/till.yaml': `${NAMESPACE}---\n${bundle('till')}`,
      },
      ['k8s/till.yaml', 'k8s/web.yaml'],
    ],
    [
      'what is beside templates whose chart.yaml helm does not know',
      {
        'gitops/charts/shop/chart.yaml': 'name: shop\n',
        'gitops/charts/shop/templates/web.yaml': deployment('web'),
        'gitops/web/web.yaml': deployment('web'),
        'gitops/till/till.yaml': deployment('till'),
      },
      ['gitops/till/till.yaml', 'gitops/web/web.yaml'],
    ],
  ])('are taken from %s', async (_what, tree, expected) => {
    const paths = await chosenPaths(tree, SERVICES);

    expect(paths).toEqual(expected);
  });

  it('that lie beside the services and in a central folder are one target, named by both places', async () => {
    const choice = await chosenTarget(
      {
        'web/src/deployment/k8s/web.yaml': deployment('web'),
        'till/src/deployment/k8s/till.yaml': deployment('till'),
        'deployment/k8s/stateful/mysql.yaml': bundle('shop-mysql'),
        'deployment/k8s/secret.yaml': SECRET,
      },
      [...SERVICES, 'mysql'],
    );

    expect(choice).toBe('manifests:*/src/deployment/k8s,deployment/k8s');
  });

  it('that speak to a host which another place defines are one target with it', async () => {
    const web = deployment('web').replace('spec: {}', 'spec: {env: http://oven-service:80}');

    const choice = await chosenTarget({ 'shop/web.yaml': web, 'bakery/oven.yaml': bundle('oven-service') }, ['web']);

    expect(choice).toBe('manifests:shop/web.yaml,bakery/oven.yaml');
  });

  it.each([
    ['what is named after an environment', 'k8s-dev/mysql.yaml', bundle('mysql')],
    ['a sample', 'samples/k8s/mysql.yaml', bundle('mysql')],
    ['what only watches the application', 'monitoring/mysql.yaml', bundle('mysql')],
    ['what nobody needs', 'tools/kiosk.yaml', bundle('kiosk')],
    ['another version of the same', 'small/all.yaml', bundle('web', 'mysql')],
  ])('are not joined with %s', async (_what, path, text) => {
    const choice = await chosenTarget(
      { 'k8s/web.yaml': deployment('web'), 'k8s/till.yaml': deployment('till'), [path]: text },
      [...SERVICES, 'mysql'],
    );

    expect(choice).toBe('manifests:k8s');
  });

  it('of a whole application in one file are not joined with an optional part beside it', async () => {
    const choice = await chosenTarget(
      {
        'all-in-one.yaml': bundle('web', 'till'),
        'all-in-one-small.yaml': bundle('web', 'till'),
        'oven.yaml': bundle('oven'),
      },
      [...SERVICES, 'oven'],
    );

    expect(choice).not.toContain(',');
  });

  it('of several places are taken back by --target', async () => {
    const { files } = contextWith({
      'web/k8s/web.yaml': deployment('web'),
      'till/k8s/till.yaml': deployment('till'),
      'deploy/mysql.yaml': bundle('mysql'),
    });
    const inventory = await takeInventory(files);

    const plan = planSide({
      side: 'target',
      kinds: INPUT_KINDS,
      specs: ['manifests:*/k8s,deploy'],
      config: undefined,
      inventory,
      candidates: [],
      names: [],
    });

    expect(plan?.inputs[0]?.paths).toEqual(['till/k8s/till.yaml', 'web/k8s/web.yaml', 'deploy/mysql.yaml']);
  });

  it.each([
    ['staging', 'manifests:k8s/staging'],
    ['production', 'manifests:k8s/prod'],
  ])('are taken from what --env %s names', async (wished, expected) => {
    const both = (folder: string) => ({
      [`k8s/${folder}/web.yaml`]: deployment('web'),
      [`k8s/${folder}/till.yaml`]: deployment('till'),
    });

    const choice = await chosenTarget({ ...both('staging'), ...both('prod') }, SERVICES, wished);

    expect(choice).toBe(expected);
  });

  it.each([
    [
      'resource definitions alone',
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: ovens\n',
    ],
    ['what a delivery tool reads', 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: web\n'],
    [
      'a scaler that only names a workload',
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  scaleTargetRef:\n    kind: Deployment\n    name: web\n',
    ],
  ])('are no target when they hold %s', async (_what, text) => {
    const { files } = contextWith({ 'k8s/one.yaml': text, 'k8s/two.yaml': text });

    expect(
      await offered(INPUT_KINDS, 'target', { inventory: await takeInventory(files), files, services: [] }),
    ).toEqual([]);
  });
});
