import { expect, test } from 'vitest';
import { deployment, firstWorkload, place, readManifest } from './read-manifest.ts';

function mounted(volume: string): string {
  return deployment('volumeMounts:\n  - name: shelf\n    mountPath: /data', `volumes:\n  - name: shelf\n    ${volume}`);
}

test.each([
  ['persistentVolumeClaim: {claimName: bread}', { kind: 'persistent', name: 'bread', via: 'claim' }],
  ['emptyDir: {}', { kind: 'ephemeral', name: 'shelf', memory: false }],
  ['emptyDir: {medium: Memory}', { kind: 'ephemeral', name: 'shelf', memory: true }],
  ['ephemeral: {volumeClaimTemplate: {}}', { kind: 'ephemeral', name: 'shelf', memory: false }],
  ['hostPath: {path: /var/run/docker.sock}', { kind: 'host', path: '/var/run/docker.sock' }],
  ['configMap: {name: shop}', { kind: 'config', object: 'ConfigMap', objectName: 'shop', optional: false }],
  [
    'secret: {secretName: tls, optional: true, items: [{key: tls.crt, path: cert.pem}]}',
    { kind: 'config', object: 'Secret', objectName: 'tls', items: { 'tls.crt': 'cert.pem' }, optional: true },
  ],
  [
    'csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: vault}}',
    { kind: 'other', what: 'csi secrets-store.csi.k8s.io (vault)' },
  ],
  ['nfs: {server: till, path: /}', { kind: 'other', what: 'nfs' }],
  ['downwardAPI: {items: []}', { kind: 'other', what: 'downwardAPI' }],
  ['image: {reference: "bakery/recipes:1"}', { kind: 'other', what: 'image' }],
])('N193 a volume with %s', async (volume, source) => {
  const { mounts } = await firstWorkload(mounted(volume));

  expect(mounts).toHaveLength(1);
  expect(mounts[0]).toMatchObject({ path: '/data', readOnly: false });
  expect({ ...mounts[0]?.source }).toEqual(source);
});

test('N040 a volume without a source is an emptyDir', async () => {
  const { mounts } = await firstWorkload(
    deployment('volumeMounts: [{name: shelf, mountPath: /data}]', 'volumes:\n  - name: shelf'),
  );

  expect(mounts[0]?.source).toEqual({ kind: 'ephemeral', name: 'shelf', memory: false });
});

test('N134 a projected volume is one mount for each of its sources', async () => {
  const volume =
    'projected: {sources: [{configMap: {name: shop}}, {secret: {name: db}}, {serviceAccountToken: {path: token}}]}';

  const { mounts } = await firstWorkload(mounted(volume));

  expect(mounts.map(({ path, source }) => [path, source.kind])).toEqual([
    ['/data', 'config'],
    ['/data', 'config'],
    ['/data', 'other'],
  ]);
});

test('a mount has the line of its mountPath, its subPath and whether it is read-only', async () => {
  const { mounts } = await firstWorkload(
    deployment(
      'volumeMounts:\n  - name: shelf\n    readOnly: true\n    subPath: app.yml\n    mountPath: /etc/app.yml',
      'volumes: [{name: shelf, configMap: {name: shop}}]',
    ),
  );

  expect(mounts).toMatchObject([{ path: '/etc/app.yml', subPath: 'app.yml', readOnly: true }]);
  expect(place(mounts[0]?.at)).toBe('19:15');
});

test('N045 a claim template of a StatefulSet is a claim and the volume of its name', async () => {
  const facts = await readManifest(`apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  template:
    spec:
      containers:
        - {name: db, image: "postgres:16", volumeMounts: [{name: data, mountPath: /var/lib/postgresql/data}]}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec: {accessModes: [ReadWriteOnce]}
`);

  expect(facts.workloads[0]?.mounts[0]?.source).toEqual({ kind: 'persistent', name: 'data', via: 'claimTemplate' });
  expect(facts.claims).toMatchObject([
    { name: 'data', kind: 'volumeClaimTemplate', external: false, at: { line: 11, column: 9 } },
  ]);
});

test('a PersistentVolumeClaim is a claim', async () => {
  const { claims } = await readManifest(
    'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: uploads\n  namespace: shop\n',
  );

  expect(claims).toMatchObject([
    { name: 'uploads', namespace: 'shop', kind: 'PersistentVolumeClaim', at: { line: 4 } },
  ]);
});
