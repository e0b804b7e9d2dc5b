import { describe, expect, it } from 'vitest';
import { takeInventory } from '../../../src/discovery/inventory.ts';
import type { Facts } from '../../../src/shape/facts.ts';
import { snapshot } from '../../../src/sources/snapshot/snapshot.ts';
import { contextWith } from '../../helpers/source-context.ts';

async function read(texts: Readonly<Record<string, string>>, namespace?: string): Promise<Facts> {
  const options = namespace === undefined ? {} : { options: { namespace } };
  return snapshot.read({ paths: Object.keys(texts), ...options }, contextWith(texts));
}

const object = (kind: string, name: string, rest: object = {}) => ({
  apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
  kind,
  metadata: { name, namespace: 'bakery', uid: `${kind}-${name}`, resourceVersion: '7' },
  ...rest,
});
const deployment = (name: string, image = 'bakery/oven:1.0') =>
  object('Deployment', name, { spec: { template: { spec: { containers: [{ name, image }] } } } });
const list = (...items: readonly object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 4);
const ids = (facts: Facts) => facts.workloads.map(({ id }) => id);

describe('a snapshot of a cluster', () => {
  it('is a List in JSON, each fact with its line', async () => {
    const { workloads, problems } = await read({ 'cluster.json': list(deployment('oven'), object('Service', 'oven')) });

    expect(workloads).toMatchObject([
      {
        id: 'Deployment/oven',
        namespace: 'bakery',
        image: { text: 'bakery/oven:1.0', at: { source: 'snapshot', path: 'cluster.json', line: 20 } },
      },
    ]);
    expect(problems).toEqual([]);
  });

  it('is a List in YAML', async () => {
    const text =
      'apiVersion: v1\nitems:\n- apiVersion: v1\n  data: {CRUST: thick}\n  kind: ConfigMap\n  metadata:\n    name: crust\n    uid: a1\nkind: List\nmetadata: {resourceVersion: ""}\n';

    expect((await read({ 'cluster.yaml': text })).configObjects).toMatchObject([
      { name: 'crust', entries: [{ key: 'CRUST', value: { kind: 'plain', text: 'thick' }, at: { line: 4 } }] },
    ]);
  });

  it('is one object, several files, and several answers in one file', async () => {
    const facts = await read({
      'one.json': JSON.stringify(deployment('oven')),
      'more.json': `${list(deployment('till'))}\n${list(deployment('mill'), object('Service', 'mill'))}\n`,
    });

    expect(ids(facts)).toEqual(['Deployment/oven', 'Deployment/till', 'Deployment/mill']);
    expect(facts.problems).toEqual([]);
  });

  it('takes the later answer where two show the same object, without a word', async () => {
    const { workloads, problems } = await read({
      'a.json': list(deployment('oven', 'bakery/oven:1.0'), object('Service', 'oven')),
      'b.json': list(deployment('oven', 'bakery/oven:2.0')),
    });

    expect(workloads).toMatchObject([{ image: { text: 'bakery/oven:2.0' } }]);
    expect(problems).toEqual([]);
  });

  it('leaves out other namespaces when one is named, and those of the cluster always', async () => {
    const elsewhere = { ...deployment('mill'), metadata: { name: 'mill', namespace: 'mills' } };
    const system = { ...deployment('dns'), metadata: { name: 'dns', namespace: 'kube-system' } };
    const texts = { 'all.json': list(deployment('oven'), elsewhere, system, object('Service', 'oven')) };

    expect(ids(await read(texts))).toEqual(['Deployment/oven', 'Deployment/mill']);
    expect(ids(await read(texts, 'bakery'))).toEqual(['Deployment/oven']);
  });

  it('takes braces for what they are: nothing in a cluster is a template', async () => {
    const { workloads, problems } = await read({
      'a.json': list(deployment('oven', '{{ .Values.image }}'), object('Service', 'oven')),
    });

    expect(workloads).toMatchObject([{ image: { text: '{{ .Values.image }}' } }]);
    expect(problems).toEqual([]);
  });

  it('says which kinds nobody asked for, and concludes nothing of their absence', async () => {
    const oven = deployment('oven');
    const env = [{ name: 'CRUST', valueFrom: { configMapKeyRef: { name: 'crust', key: 'CRUST' } } }];
    const facts = await read({
      'a.json': list({ ...oven, spec: { template: { spec: { containers: [{ name: 'oven', image: 'oven', env }] } } } }),
    });

    expect(facts.configObjects).toMatchObject([{ kind: 'ConfigMap', name: 'crust', entries: [], complete: false }]);
    expect(facts.problems).toMatchObject([
      {
        kind: 'unresolved',
        hidesObjects: true,
        message: 'the snapshot holds no ConfigMap and no Service: what leads to one is not judged',
        hint: 'add configmaps,services to what kubectl get is asked for',
      },
    ]);
  });

  it.each([
    ['ReplicaSet', { 'pod-template-hash': '7d9c5' }, 'oven-7d9c5', 'Pod/oven'],
    ['StatefulSet', {}, 'oven', 'Pod/oven'],
    ['Job', {}, 'bake-29384756', 'Pod/bake'],
    ['Node', {}, 'oven-1', 'Pod/oven-7d9c5-x2x4z'],
  ])('lets one pod stand for its %s that is not there', async (kind, labels, name, id) => {
    const pod = (own: string) => {
      const ownerReferences = [{ apiVersion: 'v1', kind, name, uid: 'up', controller: true }];
      return {
        ...object('Pod', own, { spec: { containers: [{ name: 'oven', image: 'oven' }] } }),
        metadata: { name: own, namespace: 'bakery', uid: own, labels, ownerReferences },
      };
    };
    const facts = await read({ 'a.json': list(pod('oven-7d9c5-x2x4z'), object('Service', 'oven')) });
    const both = await read({ 'a.json': list(pod('oven-7d9c5-x2x4z'), pod('oven-7d9c5-b8k2m')) });

    expect(ids(facts)).toEqual([id]);
    expect(ids(both)).toHaveLength(kind === 'Node' ? 2 : 1);
  });

  it('leads Services to what runs the pods that they find by labels of the moment', async () => {
    const labels = { app: 'db', role: 'master' };
    const ownerReferences = [{ kind: 'StatefulSet', name: 'db', uid: 'StatefulSet-db', controller: true }];
    const set = object('StatefulSet', 'db', {
      apiVersion: 'apps/v1',
      spec: { template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', image: 'db' }] } } },
    });
    const pod = {
      ...object('Pod', 'db-0'),
      metadata: { name: 'db-0', namespace: 'bakery', uid: 'p', labels, ownerReferences },
    };
    const service = (name: string, selector: object) =>
      object('Service', name, { spec: { selector, ports: [{ port: 1 }] } });
    const { networkServices } = await read({
      'a.json': list(
        set,
        pod,
        service('master', labels),
        service('slave', { ...labels, role: 'slave' }),
        service('db', { app: 'db' }),
      ),
    });

    expect(networkServices.map(({ selector }) => selector)).toEqual([
      { app: 'db' },
      { app: 'db', role: 'slave' },
      { app: 'db' },
    ]);
  });

  it('says nothing of accounts that nobody asked for', async () => {
    const spec = { template: { spec: { serviceAccountName: 'oven', containers: [{ name: 'oven', image: 'oven' }] } } };
    const oven = { ...deployment('oven'), spec };
    const account = object('ServiceAccount', 'default');

    expect((await read({ 'a.json': list(oven) })).workloads[0]?.refersTo).toEqual([]);
    expect((await read({ 'a.json': list(oven, account) })).workloads[0]?.refersTo).toMatchObject([{ name: 'oven' }]);
  });

  it('ends where owners own each other', async () => {
    const owned = (name: string, by: string) => ({
      apiVersion: 'bakery.example/v1',
      kind: 'Oven',
      metadata: { name, uid: name, ownerReferences: [{ kind: 'Oven', name: by, uid: by }] },
    });
    const oven = deployment('oven');
    const facts = await read({
      'a.json': list(owned('a', 'b'), owned('b', 'a'), {
        ...oven,
        metadata: { ...oven.metadata, ownerReferences: [{ kind: 'Oven', name: 'a', uid: 'a' }] },
      }),
    });

    expect(ids(facts)).toEqual(['Deployment/oven']);
  });

  it('is legal when the namespace is empty', async () => {
    expect(await read({ 'a.json': list() })).toMatchObject({ workloads: [], problems: [] });
  });
});

describe('a List in the repository with what only the server gives', () => {
  const files = contextWith({
    'cluster.json': list(deployment('oven')),
    'k8s/oven.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: oven}\n',
    'k8s/list.json': JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [{ ...deployment('a'), metadata: { name: 'a' } }],
    }),
  }).files;

  it('is a snapshot when it is named, and no manifest that anybody applies', async () => {
    const inventory = await takeInventory(files);

    expect(inventory.manifests.map(({ path }) => path)).toEqual(['k8s/list.json', 'k8s/oven.yaml']);
    expect(inventory.snapshots).toEqual(['cluster.json']);
  });
});
