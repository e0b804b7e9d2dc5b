import { BAKERY } from './bakery.ts';

/** An object as the server gives it back. */
export interface LiveObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string };
  readonly [field: string]: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** What the server puts into every object. */
export function live(kind: string, name: string, rest: Fields & { readonly metadata?: Fields } = {}): LiveObject {
  const { metadata, apiVersion, ...fields } = rest;
  return {
    apiVersion: typeof apiVersion === 'string' ? apiVersion : 'v1',
    kind,
    ...fields,
    metadata: {
      creationTimestamp: '2026-10-01T08:00:00Z',
      generation: 3,
      managedFields: [{ manager: 'kubectl', operation: 'Apply', fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': {} } }],
      namespace: 'bakery',
      resourceVersion: '48151623',
      uid: `uid-${kind}-${name}`,
      ...metadata,
      name,
    },
  };
}

export function ownedBy(apiVersion: string, kind: string, name: string): Fields {
  return {
    ownerReferences: [
      { apiVersion, kind, name, uid: `uid-${kind}-${name}`, controller: true, blockOwnerDeletion: true },
    ],
  };
}

const CONTAINER = {
  imagePullPolicy: 'IfNotPresent',
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
};
const POD = {
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  securityContext: {},
  terminationGracePeriodSeconds: 30,
};
const PROBE = { failureThreshold: 3, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1 };

export const SHOP_CONTAINER = {
  ...CONTAINER,
  name: 'shop',
  image: 'registry.example.org/bakery/shop:1.4.0',
  ports: [{ containerPort: 8080, name: 'http', protocol: 'TCP' }],
  env: [
    { name: 'ORDER_QUEUE', value: 'orders' },
    { name: 'MAX_LOAVES', value: '20' },
    { name: 'NODE_ENV', value: 'production' },
    { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { key: 'url', name: 'shop-database' } } },
  ],
  resources: { limits: { cpu: '1', memory: '512Mi' } },
  readinessProbe: { httpGet: { path: '/healthz', port: 'http', scheme: 'HTTP' }, ...PROBE },
  volumeMounts: [{ mountPath: '/data/photos', name: 'photos' }],
};
export const SHOP_POD = {
  ...POD,
  containers: [SHOP_CONTAINER],
  volumes: [{ name: 'photos', persistentVolumeClaim: { claimName: 'photos' } }],
};

function deployment(): LiveObject {
  return live('Deployment', 'shop', {
    apiVersion: 'apps/v1',
    metadata: { annotations: { 'deployment.kubernetes.io/revision': '7' } },
    spec: {
      progressDeadlineSeconds: 600,
      replicas: 2,
      revisionHistoryLimit: 10,
      selector: { matchLabels: { app: 'shop' } },
      strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' }, type: 'RollingUpdate' },
      template: { metadata: { creationTimestamp: null, labels: { app: 'shop' } }, spec: SHOP_POD },
    },
    status: { availableReplicas: 2, conditions: [{ type: 'Available', status: 'True' }], replicas: 2 },
  });
}

function database(): LiveObject {
  return live('StatefulSet', 'db', {
    apiVersion: 'apps/v1',
    spec: {
      podManagementPolicy: 'OrderedReady',
      replicas: 1,
      revisionHistoryLimit: 10,
      selector: { matchLabels: { app: 'db' } },
      serviceName: 'db',
      template: {
        metadata: { creationTimestamp: null, labels: { app: 'db' } },
        spec: {
          ...POD,
          containers: [
            {
              ...CONTAINER,
              name: 'postgres',
              image: 'postgres:16.4',
              ports: [{ containerPort: 5432, protocol: 'TCP' }],
              env: [
                { name: 'POSTGRES_DB', value: 'bakery' },
                { name: 'POSTGRES_USER', value: 'baker' },
                { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { key: 'password', name: 'shop-database' } } },
              ],
              resources: {},
              readinessProbe: { exec: { command: ['pg_isready'] }, ...PROBE },
              volumeMounts: [{ mountPath: '/var/lib/postgresql/data', name: 'data' }],
            },
          ],
        },
      },
      updateStrategy: { rollingUpdate: { partition: 0 }, type: 'RollingUpdate' },
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { creationTimestamp: null, name: 'data' },
          spec: {
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage: '8Gi' } },
            volumeMode: 'Filesystem',
          },
          status: { phase: 'Pending' },
        },
      ],
    },
    status: { readyReplicas: 1, replicas: 1 },
  });
}

function service(name: string, spec: Fields): LiveObject {
  return live('Service', name, {
    spec: {
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      selector: { app: name },
      sessionAffinity: 'None',
      type: 'ClusterIP',
      ...spec,
    },
    status: { loadBalancer: {} },
  });
}

function claim(name: string): LiveObject {
  return live('PersistentVolumeClaim', name, {
    metadata: {
      annotations: { 'pv.kubernetes.io/bind-completed': 'yes' },
      finalizers: ['kubernetes.io/pvc-protection'],
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'standard',
      volumeMode: 'Filesystem',
      volumeName: 'pvc-1',
    },
    status: { phase: 'Bound' },
  });
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The bakery as it runs: what was applied, with what the server has filled in. */
export function cluster(): LiveObject[] {
  return [
    deployment(),
    database(),
    service('shop', {
      clusterIP: '10.96.7.7',
      clusterIPs: ['10.96.7.7'],
      ports: [{ port: 80, protocol: 'TCP', targetPort: 'http' }],
    }),
    service('db', {
      clusterIP: 'None',
      clusterIPs: ['None'],
      ports: [{ port: 5432, protocol: 'TCP', targetPort: 5432 }],
    }),
    claim('photos'),
    claim('data-db-0'),
    live('Secret', 'shop-database', {
      metadata: ownedBy('external-secrets.io/v1', 'ExternalSecret', 'shop-database'),
      type: 'Opaque',
      data: { url: base64('postgres://baker:live-crumbs@db:5432/bakery'), password: base64('live-crumbs') },
    }),
    live('ConfigMap', 'kube-root-ca.crt', { data: { 'ca.crt': '-----BEGIN CERTIFICATE-----' } }),
  ];
}

/** A repository whose target is nothing but what kubectl printed. */
export function snapshotOf(objects: readonly unknown[]): Record<string, string> {
  const files = Object.entries(BAKERY).filter(([path]) => !path.startsWith('k8s/'));
  return {
    ...Object.fromEntries(files),
    'cluster.json': `${JSON.stringify({ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items: objects }, null, 4)}\n`,
    'parity.yaml':
      'version: 1\nenvironments:\n  local: {compose: compose.yaml}\n  production: {snapshot: cluster.json}\n',
  };
}
