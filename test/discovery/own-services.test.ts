import { describe, expect, it } from 'vitest';
import { takeInventory } from '../../src/discovery/inventory.ts';
import { planSides } from '../../src/pipeline/plan-sides.ts';
import { contextWith } from '../helpers/source-context.ts';
import { kustomization } from './choose-target.ts';

type Tree = Readonly<Record<string, string>>;

const runs = (name: string, image: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n      containers:\n        - name: ${name}\n          image: ${image}\n`;

const SHOP = `services:
  web: { build: web }
  till: { build: till }
  prometheus: { image: "example.org/prometheus:1" }
  grafana: { image: "example.org/grafana:1" }
  alertmanager: { image: "example.org/alertmanager:1" }
`;
const WATCHING = Object.fromEntries(
  ['prometheus', 'grafana', 'alertmanager'].map((name) => [
    `watch/k8s/${name}.yaml`,
    runs(name, `example.org/${name}:1`),
  ]),
);
const OVERLAY = {
  'k8s/base/web.yaml': runs('web', 'shop/web:1'),
  'k8s/base/till.yaml': runs('till', 'shop/till:1'),
  'k8s/base/kustomization.yaml': kustomization('web.yaml', 'till.yaml'),
  'k8s/overlays/prod/kustomization.yaml': kustomization('../../base'),
};

/** Label of the target that a whole repository is checked against. */
async function targetOf(tree: Tree): Promise<string | undefined> {
  return (await planOf(tree))?.inputs.map(({ label }) => label).join(' ');
}

async function planOf(tree: Tree) {
  const ports = { ...contextWith(tree), progress: () => {}, signal: new AbortController().signal };
  const request = { root: '/nowhere', config: undefined, local: [], target: [] };
  const { target } = await planSides(request, await takeInventory(ports.files), ports);
  return target;
}

describe('services that are built here', () => {
  it('count for more than images that everybody runs, however many', async () => {
    expect(await targetOf({ 'compose.yaml': SHOP, ...WATCHING, ...OVERLAY })).toBe('kustomize:k8s/overlays/prod');
  });

  it('are said to be the reason', async () => {
    const plan = await planOf({ 'compose.yaml': SHOP, ...WATCHING, ...OVERLAY });

    expect(plan?.notes.join()).toContain(
      'it has 2 of 5 services, 2 of 2 that are built here, its path names production',
    );
  });

  it('count where the overlay that holds them cannot be rendered', async () => {
    const broken = { ...OVERLAY, 'k8s/overlays/prod/kustomization.yaml': kustomization('../../base', 'gone.yaml') };

    expect(await targetOf({ 'compose.yaml': SHOP, ...WATCHING, ...broken })).toBe('kustomize:k8s/overlays/prod');
  });

  it('count where the overlay only changes what another repository holds', async () => {
    const remote = {
      'k8s/prod/kustomization.yaml': `${kustomization('https://example.org/shop//base?ref=1')}images:\n  - name: registry.example.org/shop/web\n    newTag: "2"\n  - name: registry.example.org/shop/till\n    newTag: "2"\n`,
    };

    expect(await targetOf({ 'compose.yaml': SHOP, ...WATCHING, ...remote })).toBe('kustomize:k8s/prod');
  });

  it('count by the image that another service builds', async () => {
    const compose = `services:
  web: { build: web, image: shop }
  queue: { image: shop, command: queue }
  db: { image: postgres }
  cache: { image: redis }
  mail: { image: mailhog }
`;
    const tree = {
      'compose.yaml': compose,
      'north/kustomization.yaml': kustomization('all.yaml'),
      'north/all.yaml': ['db', 'cache', 'mail'].map((name) => runs(name, name)).join('---\n'),
      'south/kustomization.yaml': kustomization('all.yaml'),
      'south/all.yaml': ['web', 'queue'].map((name) => runs(name, 'shop')).join('---\n'),
    };

    expect(await targetOf(tree)).toBe('kustomize:south');
  });
});

describe('a target that runs nothing but software which everybody runs', () => {
  it('comes after one of the application where nobody knows what it consists of', async () => {
    const tree = {
      'aside/k8s.yaml': runs('jenkins', 'jenkins/jenkins:lts'),
      'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'charts/shop/values.yaml': 'web:\n  image: shop/web\ndb:\n  image: postgres\n',
      'charts/shop/templates/web.yaml': runs('web', '{{ .Values.web.image }}'),
    };

    expect(await targetOf(tree)).toBe('helm:charts/shop');
  });

  it('is taken where there is no other', async () => {
    expect(await targetOf({ 'k8s/db.yaml': runs('db', 'postgres:16') })).toBe('manifests:k8s/db.yaml');
  });
});
