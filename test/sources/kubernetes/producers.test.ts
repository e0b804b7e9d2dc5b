import { expect, test } from 'vitest';
import { PRODUCERS } from '../../../src/sources/kubernetes/producers/producers.ts';
import { readManifest } from './read-manifest.ts';

interface Case {
  readonly kind: string;
  readonly apiVersion: string;
  readonly body: string;
  readonly makes: readonly { readonly name: string; readonly keys: string; readonly complete: boolean }[];
}

const CASES: readonly Case[] = [
  {
    kind: 'ExternalSecret',
    apiVersion: 'external-secrets.io/v1',
    body: 'spec: {target: {name: db}, data: [{secretKey: url, remoteRef: {key: x}}, {secretKey: user, remoteRef: {key: y}}]}',
    makes: [{ name: 'db', keys: 'url user', complete: true }],
  },
  {
    kind: 'ExternalSecret',
    apiVersion: 'external-secrets.io/v1beta1',
    body: 'spec: {dataFrom: [{extract: {key: all}}]}',
    makes: [{ name: 'shop', keys: '', complete: false }],
  },
  {
    kind: 'ExternalSecret',
    apiVersion: 'external-secrets.io/v1',
    body: 'spec: {target: {name: db, creationPolicy: Merge}, data: [{secretKey: url}]}',
    makes: [{ name: 'db', keys: 'url', complete: false }],
  },
  {
    kind: 'ExternalSecret',
    apiVersion: 'external-secrets.io/v1',
    body: 'spec: {target: {template: {data: {DSN: "{{ .user }}"}}}, dataFrom: [{extract: {key: all}}]}',
    makes: [{ name: 'shop', keys: 'DSN', complete: true }],
  },
  {
    kind: 'ExternalSecret',
    apiVersion: 'external-secrets.io/v1',
    body: 'spec: {target: {template: {mergePolicy: Merge, data: {DSN: x}}}, data: [{secretKey: user}]}',
    makes: [{ name: 'shop', keys: 'user DSN', complete: true }],
  },
  {
    kind: 'ClusterExternalSecret',
    apiVersion: 'external-secrets.io/v1',
    body: 'spec: {externalSecretName: db, externalSecretSpec: {data: [{secretKey: url}]}}',
    makes: [{ name: 'db', keys: 'url', complete: true }],
  },
  {
    kind: 'SealedSecret',
    apiVersion: 'bitnami.com/v1alpha1',
    body: 'spec: {encryptedData: {url: AgB}, template: {metadata: {name: db}}}',
    makes: [{ name: 'db', keys: 'url', complete: true }],
  },
  {
    kind: 'SecretProviderClass',
    apiVersion: 'secrets-store.csi.x-k8s.io/v1',
    body: 'spec: {secretObjects: [{secretName: db, type: Opaque, data: [{key: url, objectName: x}]}, {secretName: mq, data: []}]}',
    makes: [
      { name: 'db', keys: 'url', complete: true },
      { name: 'mq', keys: '', complete: true },
    ],
  },
  {
    kind: 'Certificate',
    apiVersion: 'cert-manager.io/v1',
    body: 'spec: {secretName: web-tls}',
    makes: [{ name: 'web-tls', keys: 'tls.crt tls.key ca.crt', complete: true }],
  },
  {
    kind: 'Ingress',
    apiVersion: 'networking.k8s.io/v1',
    body: 'spec: {tls: [{secretName: web-tls}]}',
    makes: [],
  },
  {
    kind: 'VaultStaticSecret',
    apiVersion: 'secrets.hashicorp.com/v1beta1',
    body: 'spec: {destination: {name: db, create: true, transformation: {templates: {DSN: {text: x}}}}}',
    makes: [{ name: 'db', keys: 'DSN', complete: false }],
  },
  {
    kind: 'VaultDynamicSecret',
    apiVersion: 'secrets.hashicorp.com/v1beta1',
    body: 'spec: {destination: {name: db}}',
    makes: [{ name: 'db', keys: '', complete: false }],
  },
  {
    kind: 'DopplerSecret',
    apiVersion: 'secrets.doppler.com/v1alpha1',
    body: 'spec: {managedSecret: {name: db}}',
    makes: [{ name: 'db', keys: '', complete: false }],
  },
  {
    kind: 'InfisicalSecret',
    apiVersion: 'secrets.infisical.com/v1alpha1',
    body: 'spec: {managedSecretReference: {secretName: db}}',
    makes: [{ name: 'db', keys: '', complete: false }],
  },
  {
    kind: 'OnePasswordItem',
    apiVersion: 'onepassword.com/v1',
    body: 'spec: {itemPath: x}',
    makes: [{ name: 'shop', keys: '', complete: false }],
  },
];

test.each(CASES)('N230 $kind ($body) makes $makes', async ({ kind, apiVersion, body, makes }) => {
  const { configObjects } = await readManifest(
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: shop, namespace: bakery}\n${body}\n`,
  );

  expect(
    configObjects.map(({ name, entries, complete }) => ({
      name,
      keys: entries.map(({ key }) => key).join(' '),
      complete,
    })),
  ).toEqual(makes);
  for (const object of configObjects) {
    expect(object).toMatchObject({ kind: 'Secret', producer: `${kind}/shop` });
    expect(object.namespace).toBe(kind === 'ClusterExternalSecret' ? undefined : 'bakery');
    for (const entry of object.entries) expect(entry.value).toEqual({ kind: 'deferred', reason: `${kind}/shop` });
  }
});

test('N230 an Ingress with an issuer makes the Secret of its certificate', async () => {
  const { configObjects } = await readManifest(
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: shop, annotations: {cert-manager.io/cluster-issuer: le}}\nspec: {tls: [{secretName: web-tls}]}\n',
  );

  expect(configObjects).toMatchObject([{ name: 'web-tls', producer: 'Ingress/shop' }]);
});

test('N230 a CloudNativePG cluster makes the Secret of its application', async () => {
  const { configObjects } = await readManifest(
    'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: db}\nspec: {instances: 3}\n',
  );

  const app = configObjects.find(({ name }) => name === 'db-app');
  expect(app?.complete).toBe(true);
  expect(app?.entries.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['username', 'password', 'dbname', 'host', 'port', 'uri']),
  );
});

test('a key of an ExternalSecret has the line of its secretKey', async () => {
  const { configObjects } = await readManifest(
    'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata:\n  name: shop\nspec:\n  target:\n    name: db\n  data:\n    - secretKey: url\n      remoteRef: {key: x}\n',
  );

  expect(configObjects).toMatchObject([{ at: { line: 7, column: 5 }, entries: [{ at: { line: 9, column: 7 } }] }]);
});

test('a kind of the same name in a group nobody knows makes nothing', async () => {
  const { configObjects } = await readManifest(
    'apiVersion: bakery.example/v1\nkind: Certificate\nmetadata: {name: a}\nspec: {secretName: b}\n',
  );

  expect(configObjects).toEqual([]);
});

test('every producer has a group, kinds and a case', () => {
  const tested = new Set([...CASES.map(({ kind }) => kind), 'Cluster']);

  expect(PRODUCERS.filter(({ kinds }) => !kinds.some((kind) => tested.has(kind)))).toEqual([]);
});
