import { describe, expect, it } from 'vitest';
import { aboveInfo, checkFiles } from './check-files.ts';
import { cluster, type LiveObject, live, ownedBy, SHOP_CONTAINER, SHOP_POD, snapshotOf } from './cluster.ts';

const more =
  (...objects: readonly LiveObject[]) =>
  () => [...cluster(), ...objects];
/** The bakery with one of its objects changed. */
const changed = (kind: string, name: string, change: (object: LiveObject) => unknown) => () =>
  cluster().map((object) => (object.kind === kind && object.metadata.name === name ? change(object) : object));
const without =
  (...kinds: readonly string[]) =>
  () =>
    cluster().filter(({ kind }) => !kinds.includes(kind));

const REPLICA_SET = live('ReplicaSet', 'shop-7d9c5bfb4', {
  apiVersion: 'apps/v1',
  metadata: { ...ownedBy('apps/v1', 'Deployment', 'shop'), labels: { app: 'shop', 'pod-template-hash': '7d9c5bfb4' } },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'shop', 'pod-template-hash': '7d9c5bfb4' } },
    template: { metadata: { labels: { app: 'shop', 'pod-template-hash': '7d9c5bfb4' } }, spec: SHOP_POD },
  },
});
const FORMER = live('ReplicaSet', 'shop-5b6f7c', {
  ...REPLICA_SET,
  metadata: { ...ownedBy('apps/v1', 'Deployment', 'shop'), labels: { app: 'shop', 'pod-template-hash': '5b6f7c' } },
  spec: {
    replicas: 0,
    template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'shop', image: 'shop:1.0' }] } },
  },
});

function pod(name: string, spec: unknown = SHOP_POD): LiveObject {
  return live('Pod', name, {
    metadata: {
      ...ownedBy('apps/v1', 'ReplicaSet', 'shop-7d9c5bfb4'),
      labels: { app: 'shop', 'pod-template-hash': '7d9c5bfb4' },
    },
    spec,
    status: { phase: 'Running', podIP: '10.244.0.9' },
  });
}

const API_ACCESS = {
  name: 'kube-api-access-x2x4z',
  projected: { sources: [{ serviceAccountToken: { path: 'token' } }, { configMap: { name: 'kube-root-ca.crt' } }] },
};
const WHOLE_POD = {
  ...SHOP_POD,
  enableServiceLinks: true,
  nodeName: 'oven-1',
  priority: 0,
  serviceAccount: 'default',
  serviceAccountName: 'default',
  tolerations: [
    { effect: 'NoExecute', key: 'node.kubernetes.io/not-ready', operator: 'Exists', tolerationSeconds: 300 },
  ],
  containers: [
    {
      ...SHOP_CONTAINER,
      volumeMounts: [
        ...SHOP_CONTAINER.volumeMounts,
        { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: API_ACCESS.name, readOnly: true },
      ],
    },
    { name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.24.0', env: [{ name: 'ISTIO_META_MESH_ID', value: 'x' }] },
  ],
  volumes: [...SHOP_POD.volumes, API_ACCESS],
};

const EQUAL: readonly (readonly [number: string, what: string, objects: () => unknown[]])[] = [
  ['N045', 'claim templates with the defaults of a claim', cluster],
  ['N090', 'metadata of the server', cluster],
  ['N094', 'a restart by hand', changed('Deployment', 'shop', (object) => restarted(object))],
  ['N096', 'pods with what admission gives every pod', more(REPLICA_SET, pod('shop-7d9c5bfb4-x2x4z', WHOLE_POD))],
  ['N110', 'sidecars that are injected into pods', more(REPLICA_SET, pod('shop-7d9c5bfb4-b8k2m', WHOLE_POD))],
  [
    'N097',
    'tokens and pull credentials of ServiceAccounts',
    more(
      live('Secret', 'default-token-x7k2p', {
        metadata: { annotations: { 'kubernetes.io/service-account.name': 'default' } },
        type: 'kubernetes.io/service-account-token',
        data: { token: 'YQ==' },
      }),
      live('Secret', 'default-dockercfg-9f', {
        metadata: { annotations: { 'openshift.io/token-secret.name': 'default-token-9f' } },
        type: 'kubernetes.io/dockercfg',
        data: { '.dockercfg': 'e30=' },
      }),
    ),
  ],
  [
    'N098',
    'a webhook whose caBundle was filled in',
    more(
      live('ValidatingWebhookConfiguration', 'oven', {
        apiVersion: 'admissionregistration.k8s.io/v1',
        metadata: { namespace: undefined },
        webhooks: [{ name: 'oven.bakery.example', clientConfig: { caBundle: 'YQ==', url: 'https://oven' } }],
      }),
    ),
  ],
  [
    'N099',
    'an aggregated ClusterRole',
    more(
      live('ClusterRole', 'bakers', {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        aggregationRule: { clusterRoleSelectors: [] },
        rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
      }),
    ),
  ],
  [
    'N100',
    'a namespace with finalizers and labels of pod security',
    more(
      live('Namespace', 'bakery', {
        metadata: { namespace: undefined, labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
        spec: { finalizers: ['kubernetes'] },
        status: { phase: 'Active' },
      }),
    ),
  ],
  [
    'N101',
    'an Ingress with an address and annotations of its controllers',
    more(
      live('Ingress', 'shop', {
        apiVersion: 'networking.k8s.io/v1',
        metadata: { annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'shop.example.org' } },
        spec: {
          rules: [
            {
              host: 'shop.example.org',
              http: {
                paths: [
                  { path: '/', pathType: 'Prefix', backend: { service: { name: 'shop', port: { number: 80 } } } },
                ],
              },
            },
          ],
        },
        status: { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } },
      }),
    ),
  ],
  [
    'N102',
    'the Service of the API server, configuration of a mesh, releases of Helm',
    more(
      live('Service', 'kubernetes', { metadata: { namespace: 'default' }, spec: { ports: [{ port: 443 }] } }),
      live('ConfigMap', 'istio-ca-root-cert', { data: {} }),
      live('Secret', 'sh.helm.release.v1.shop.v7', { type: 'helm.sh/release.v1', data: { release: 'YQ==' } }),
      live('Deployment', 'coredns', {
        apiVersion: 'apps/v1',
        metadata: { namespace: 'kube-system' },
        spec: { template: { spec: { containers: [{ name: 'coredns', image: 'coredns:1.11' }] } } },
      }),
    ),
  ],
  [
    'N103',
    'ReplicaSets, pods, endpoints and leases',
    more(
      REPLICA_SET,
      FORMER,
      pod('shop-7d9c5bfb4-x2x4z'),
      pod('shop-7d9c5bfb4-b8k2m'),
      live('Endpoints', 'shop', { subsets: [{ addresses: [{ ip: '10.244.0.9' }], ports: [{ port: 8080 }] }] }),
      live('Lease', 'leader', { apiVersion: 'coordination.k8s.io/v1', spec: { holderIdentity: 'shop-0' } }),
    ),
  ],
  [
    'N112',
    'requests that a LimitRange has put in, and priorities',
    changed('Deployment', 'shop', (object) => withContainer(object, { resources: limited() })),
  ],
  [
    'N236',
    'the applied text of a Secret',
    changed('Secret', 'shop-database', (object) => ({
      ...object,
      metadata: { ...object.metadata, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"a": 1}' } },
    })),
  ],
  [
    'N274',
    'a hash by which a controller restarts pods',
    changed('Deployment', 'shop', (object) =>
      withContainer(object, {
        env: [...SHOP_CONTAINER.env, { name: 'STAKATER_SHOP_CONFIGMAP', value: '0f3a9c1be27d44aa' }],
      }),
    ),
  ],
  [
    'N103',
    'pods alone, without what runs them',
    () => [...without('Deployment')(), pod('shop-7d9c5bfb4-x2x4z'), pod('shop-7d9c5bfb4-b8k2m')],
  ],
  [
    'N231',
    'workloads and Services alone, as `kubectl get all` prints them',
    without('Secret', 'ConfigMap', 'PersistentVolumeClaim'),
  ],
  ['N231', 'workloads alone', without('Secret', 'ConfigMap', 'PersistentVolumeClaim', 'Service')],
];

function limited() {
  return { limits: { cpu: '1', memory: '512Mi' }, requests: { cpu: '100m', memory: '64Mi' } };
}

function restarted(object: LiveObject): unknown {
  const annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-10-02T08:00:00Z' };
  return JSON.parse(
    JSON.stringify(object).replace(
      '"template":{"metadata":{',
      `"template":{"metadata":{"annotations":${JSON.stringify(annotations)},`,
    ),
  );
}

function withContainer(object: LiveObject, fields: Readonly<Record<string, unknown>>): unknown {
  const spec = { ...SHOP_POD, containers: [{ ...SHOP_CONTAINER, ...fields }] };
  return { ...object, spec: { ...Object(object.spec), template: { metadata: { labels: { app: 'shop' } }, spec } } };
}

describe('what a cluster adds is no difference', () => {
  it.each(EQUAL)('%s %s', async (_, __, objects) => {
    const report = await checkFiles(snapshotOf(objects()));

    expect(aboveInfo(report)).toEqual([]);
    expect(report).toMatchObject({ compared: true, complete: true });
  });

  it('and is counted by its case', async () => {
    const { hidden } = await checkFiles(snapshotOf([...more(REPLICA_SET, FORMER, pod('shop-7d9c5bfb4-x2x4z'))()]));

    expect(hidden).toMatchObject({ N090: 7, N091: 6, N092: 2, N093: 2, N094: 1, N102: 1, N103: 3 });
  });
});

const LESS = SHOP_CONTAINER.env.filter(({ name }) => name !== 'ORDER_QUEUE');
const DIFFERENT: readonly (readonly [number: string, what: string, objects: () => unknown[], findings: string[]])[] = [
  [
    'N292',
    'a variable that somebody has removed from what runs',
    changed('Deployment', 'shop', (object) => withContainer(object, { env: LESS })),
    ['error env/missing shop ORDER_QUEUE'],
  ],
  [
    'N291',
    'a value that somebody has set by hand over what was applied',
    changed('Deployment', 'shop', (object) =>
      withContainer(object, {
        env: SHOP_CONTAINER.env.map((entry) => (entry.value === '20' ? { ...entry, value: '30' } : entry)),
      }),
    ),
    ['warning env/value shop MAX_LOAVES'],
  ],
  [
    'N231',
    'a Secret that is not there, where the others are',
    () => [...without('Secret')(), live('Secret', 'till', { type: 'Opaque', data: { pin: 'MTIz' } })],
    ['error secret/missing db shop-database', 'error secret/missing shop shop-database'],
  ],
  [
    'N232',
    'a Secret without the key, whatever its producer promises',
    () => [
      ...without('Secret')(),
      live('Secret', 'shop-database', { type: 'Opaque', data: { password: 'MTIz' } }),
      live('ExternalSecret', 'shop-database', {
        apiVersion: 'external-secrets.io/v1',
        spec: { dataFrom: [{ extract: { key: 'shop' } }] },
      }),
    ],
    ['error secret/key-missing shop shop-database/url'],
  ],
];

describe('what runs otherwise is a difference', () => {
  it.each(DIFFERENT)('%s %s', async (_, __, objects, findings) => {
    expect(aboveInfo(await checkFiles(snapshotOf(objects())))).toEqual(findings);
  });
});
