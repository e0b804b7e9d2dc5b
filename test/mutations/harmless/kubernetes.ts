import { dump, loadAll } from 'js-yaml';
import { all, remove, replace, rewrite, rewriteAll, write } from '../edit.ts';
import type { HarmlessRewrite } from '../operator.ts';

const BASE = 'k8s/base/kustomization.yaml';
const WEB = 'k8s/base/web.yaml';
const CATALOG = 'k8s/base/catalog.yaml';
const ORDERS = 'k8s/base/orders.yaml';
const WORKER = 'k8s/base/worker.yaml';
const SHOP = 'k8s/overlays/production/shop/kustomization.yaml';
const MANIFESTS = /^k8s\/base\/(?!kustomization).*\.yaml$/;
const DIGEST = `sha256:${'1f'.repeat(32)}`;

const ORDERS_VALUES = [
  ['ORDER_QUEUE', 'orders'],
  ['CATALOG_URL', 'http://catalog:8000'],
  ['MAX_ITEMS', '20'],
  ['CATALOG_TIMEOUT', '3s'],
] as const;

/** The plain values of the orders container, as they stand in its env list. */
const ORDERS_ENTRIES = ORDERS_VALUES.map(
  ([name, value]) => `            - name: ${name}\n              value: ${name === 'MAX_ITEMS' ? '"20"' : value}\n`,
).join('');

/** One container's `env` in another order. */
function reorderedEntries(text: string): string {
  const entries = ORDERS_ENTRIES.split(/(?=^ {12}- name)/m);
  return text.replace(ORDERS_ENTRIES, [...entries].reverse().join(''));
}

function documents(text: string): Record<string, unknown>[] {
  return (loadAll(text) as Record<string, unknown>[]).filter((document) => document !== null);
}

export const kubernetesRewrites: readonly HarmlessRewrite[] = [
  {
    id: 'env in another order',
    because: 'no entry refers to another one that moved (N122)',
    edit: rewrite(ORDERS, reorderedEntries),
  },
  {
    id: 'keys in another order',
    because: 'a mapping has no order',
    edit: rewriteAll(MANIFESTS, (text) =>
      documents(text)
        .map((document) => dump(document, { sortKeys: true }))
        .join('---\n'),
    ),
  },
  {
    id: 'manifests as JSON',
    because: 'JSON is YAML',
    edit: all(
      rewrite(WORKER, (text) => `${JSON.stringify(documents(text)[0], null, 2)}\n`),
      rewrite('k8s/base/cache.yaml', (text) =>
        documents(text)
          .map((document) => JSON.stringify(document))
          .join('\n---\n'),
      ),
    ),
  },
  {
    id: 'a List of objects',
    because: 'a List is its items',
    edit: rewrite(CATALOG, (text) => dump({ apiVersion: 'v1', kind: 'List', items: documents(text) })),
  },
  {
    id: 'one file for two',
    because: 'documents may stand in any file',
    edit: all(
      (files) => write(ORDERS, `${files.get(ORDERS)}---\n${files.get(WORKER)}`)(files),
      remove(WORKER),
      replace(BASE, '  - worker.yaml\n', ''),
    ),
  },
  {
    id: 'two files for one',
    because: 'documents may stand in any file',
    edit: all(
      (files) => {
        const [settings = '', ...rest] = (files.get(CATALOG) ?? '').split('---\n');
        return write(CATALOG, rest.join('---\n'))(write('k8s/base/catalog-settings.yaml', settings)(files));
      },
      replace(BASE, '  - catalog.yaml\n', '  - catalog-settings.yaml\n  - catalog.yaml\n'),
    ),
  },
  {
    id: 'empty documents between',
    because: 'a document without content is nothing',
    edit: rewriteAll(MANIFESTS, (text) => `---\n${text}---\n`),
  },
  {
    id: 'envFrom instead of env',
    because: 'the container finds the same variables (N120)',
    edit: all(
      rewrite(ORDERS, (text) => text.replace(ORDERS_ENTRIES, '')),
      replace(
        ORDERS,
        '          env:\n',
        '          envFrom:\n            - configMapRef:\n                name: orders-settings\n          env:\n',
      ),
      rewrite(
        BASE,
        (text) =>
          `${text}  - name: orders-settings\n    literals:\n${ORDERS_VALUES.map(([name, value]) => `      - ${name}=${value}\n`).join('')}`,
      ),
    ),
  },
  {
    id: 'env instead of envFrom',
    because: 'the container finds the same variables (N124)',
    edit: replace(
      WEB,
      '          envFrom:\n            - configMapRef:\n                name: web-settings\n          env:\n',
      `          env:\n${['CATALOG_URL', 'ORDERS_URL', 'REDIS_URL', 'UPLOAD_DIR', 'CACHE_SECONDS', 'LOG_LEVEL']
        .map(
          (name) =>
            `            - name: ${name}\n              valueFrom:\n                configMapKeyRef:\n                  name: web-settings\n                  key: ${name}\n`,
        )
        .join('')}`,
    ),
  },
  {
    id: 'a value put together',
    because: 'references to earlier names are filled in (N122)',
    edit: replace(
      ORDERS,
      '            - name: CATALOG_URL\n              value: http://catalog:8000\n',
      '            - name: CATALOG_AT\n              value: catalog:8000\n            - name: CATALOG_URL\n              value: http://$(CATALOG_AT)\n',
    ),
  },
  {
    id: 'numbered port for a named one',
    because: 'the name stands for the number',
    edit: replace(WEB, 'targetPort: http', 'targetPort: 3000'),
  },
  {
    id: 'named port for a numbered one',
    because: 'the name stands for the number',
    edit: replace(CATALOG, 'targetPort: 8000', 'targetPort: http'),
  },
  {
    id: 'probe by the name of the port',
    because: 'the name stands for the number',
    edit: rewrite(CATALOG, (text) => text.replaceAll('              port: 8000\n', '              port: http\n')),
  },
  {
    id: 'no containerPort',
    because: 'it informs and opens nothing (N191)',
    edit: replace(ORDERS, '          ports:\n            - containerPort: 8080\n', ''),
  },
  {
    id: 'targetPort written out',
    because: 'it equals the port when left out (N040)',
    edit: replace(
      'k8s/base/cache.yaml',
      '    - name: redis\n      port: 6379\n',
      '    - name: redis\n      port: 6379\n      targetPort: 6379\n      protocol: TCP\n',
    ),
  },
  {
    id: 'another port of the Ingress backend',
    because: 'the name and the number are the same port',
    edit: replace('k8s/base/ingress.yaml', 'name: http\n', 'number: 80\n'),
  },
  {
    id: 'host with its namespace',
    because: 'it leads to the same Service (N192)',
    edit: replace(BASE, 'http://catalog:8000', 'http://catalog.bakery:8000'),
  },
  {
    id: 'host with its whole name',
    because: 'it leads to the same Service (N192)',
    edit: all(
      replace(BASE, 'http://orders:8080', 'http://orders.bakery.svc.cluster.local:8080'),
      replace(CATALOG, 'DB_HOST: db', 'DB_HOST: db.bakery.svc'),
      rewrite(WORKER, (text) => text.replace('@queue:5672', '@queue.bakery.svc.cluster.local.:5672')),
    ),
  },
  {
    id: 'Service renamed together with its address',
    because: 'the renamed host leads to the same dependency',
    edit: all(
      replace(
        'k8s/base/cache.yaml',
        'kind: Service\nmetadata:\n  name: cache',
        'kind: Service\nmetadata:\n  name: redis',
      ),
      replace(BASE, 'redis://cache:6379', 'redis://redis:6379'),
    ),
  },
  {
    id: 'quantities in other units',
    because: 'they are the same amounts (N050)',
    edit: all(
      replace(WORKER, 'memory: 256Mi', 'memory: "268435456"'),
      replace(WEB, 'memory: 256Mi', 'memory: 0.25Gi'),
      replace(CATALOG, 'cpu: 50m', 'cpu: 0.05'),
      replace('k8s/base/db.yaml', 'storage: 10Gi', 'storage: 10240Mi'),
    ),
  },
  {
    id: 'quoting in manifests',
    because: 'quotes are syntax',
    edit: all(
      rewrite(CATALOG, (text) =>
        text.replace('DB_HOST: db', "DB_HOST: 'db'").replace('PAGE_SIZE: "50"', "PAGE_SIZE: '50'"),
      ),
      rewrite(WORKER, (text) => text.replace('value: "5"', "value: '5'").replace('value: orders', 'value: "orders"')),
      replace('k8s/base/report.yaml', '"30 5 * * *"', '30 5 * * *'),
    ),
  },
  {
    id: 'a block scalar',
    because: 'the text is the same',
    edit: replace(CATALOG, 'CURRENCY: EUR', 'CURRENCY: >-\n    EUR'),
  },
  {
    id: 'flow style',
    because: 'brackets are syntax',
    edit: replace(
      ORDERS,
      '            - name: MAX_ITEMS\n              value: "20"\n',
      '            - { name: MAX_ITEMS, value: "20" }\n',
    ),
  },
  {
    id: 'anchors in a manifest',
    because: 'an alias is what it refers to',
    edit: all(
      replace(
        CATALOG,
        'readinessProbe:\n            httpGet:\n              path: /healthz\n              port: 8000\n',
        'readinessProbe:\n            httpGet: &ask\n              path: /healthz\n              port: 8000\n',
      ),
      replace(
        CATALOG,
        'livenessProbe:\n            httpGet:\n              path: /healthz\n              port: 8000\n',
        'livenessProbe:\n            httpGet: *ask\n',
      ),
    ),
  },
  {
    id: 'comments in manifests',
    because: 'nobody runs a comment',
    edit: rewriteAll(MANIFESTS, (text) => `# baked by hand\n${text.replaceAll('\nspec:\n', '\nspec: # as it is\n')}`),
  },
  {
    id: 'labels and annotations',
    because: 'nothing selects by them (N200)',
    edit: replace(
      ORDERS,
      '      labels:\n        app: orders\n',
      '      annotations:\n        prometheus.io/scrape: "false"\n      labels:\n        app: orders\n        app.kubernetes.io/part-of: bakery\n',
    ),
  },
  {
    id: 'an injected sidecar',
    because: 'it is not the service (N110)',
    edit: rewrite(WEB, (text) =>
      text.replace(
        '      volumes:\n',
        '        - name: istio-proxy\n          image: docker.io/istio/proxyv2:1.23.2\n          env:\n            - name: ISTIO_META_MESH_ID\n              value: bakery\n          ports:\n            - containerPort: 15090\n      volumes:\n',
      ),
    ),
  },
  {
    id: 'an init container that waits',
    because: 'it is what depends_on is locally (N198)',
    edit: replace(
      CATALOG,
      '      containers:\n',
      "      initContainers:\n        - name: wait-for-db\n          image: busybox:1.36\n          command: ['sh', '-c', 'until nc -z db 5432; do sleep 1; done']\n      containers:\n",
    ),
  },
  {
    id: 'a digest beside the tag',
    because: 'a digest pins what the tag names (N055)',
    edit: all(
      replace('k8s/base/db.yaml', 'postgres:16.4-alpine', `postgres:16.4-alpine@${DIGEST}`),
      replace(
        SHOP,
        'newName: registry.bakery.example/web\n    newTag: 1.4.2',
        `newName: registry.bakery.example/web\n    digest: ${DIGEST}`,
      ),
    ),
  },
  {
    id: 'the image name in full',
    because: 'Docker Hub is where short names lead (N055)',
    edit: replace('k8s/base/cache.yaml', 'redis:7.2-alpine', 'docker.io/library/redis:7.2-alpine'),
  },
  {
    id: 'no hash behind generated names',
    because: 'the suffix names a version, not another object (N272)',
    edit: rewrite(BASE, (text) => `${text}generatorOptions:\n  disableNameSuffixHash: true\n`),
  },
  {
    id: 'generated settings from a file',
    because: 'the ConfigMap gets the same keys',
    edit: all(
      (files) => {
        const literals = [...(files.get(BASE) ?? '').matchAll(/^ {6}- (\w+=.*)$/gm)].map((match) => `${match[1]}\n`);
        return write('k8s/base/web-settings.env', literals.join(''))(files);
      },
      rewrite(BASE, (text) => text.replace(/ {4}literals:\n(?: {6}- .*\n)+/, '    envs:\n      - web-settings.env\n')),
    ),
  },
  {
    id: 'a Secret in base64',
    because: 'data is stringData in another writing',
    edit: write(
      'k8s/overlays/production/secrets/session.yaml',
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: web-session\n  namespace: bakery\ndata:\n  secret: ${Buffer.from('sealed elsewhere').toString('base64')}\n`,
    ),
  },
  {
    id: 'a Secret with stringData',
    because: 'stringData is data in another writing',
    edit: write(
      'k8s/overlays/production/secrets/session.yaml',
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: web-session\n  namespace: bakery\nstringData:\n  secret: sealed elsewhere\n',
    ),
  },
  {
    id: 'an external secret for the sealed one',
    because: 'who produces a Secret does not matter to who reads it (N230)',
    edit: write(
      'k8s/overlays/production/secrets/session.yaml',
      'apiVersion: external-secrets.io/v1beta1\nkind: ExternalSecret\nmetadata:\n  name: session\n  namespace: bakery\nspec:\n  secretStoreRef:\n    kind: ClusterSecretStore\n    name: bakery-vault\n  target:\n    name: web-session\n  dataFrom:\n    - extract:\n        key: bakery/session\n',
    ),
  },
  {
    id: 'defaults of the server written out',
    because: 'the server would have filled them in (4.C)',
    edit: all(
      replace(
        WORKER,
        '      terminationGracePeriodSeconds: 30\n',
        '      terminationGracePeriodSeconds: 30\n      restartPolicy: Always\n      dnsPolicy: ClusterFirst\n      schedulerName: default-scheduler\n      serviceAccountName: default\n',
      ),
      replace(
        WORKER,
        '          image: worker\n',
        '          image: worker\n          imagePullPolicy: IfNotPresent\n          terminationMessagePath: /dev/termination-log\n',
      ),
      replace(WORKER, 'spec:\n  selector:', 'spec:\n  replicas: 1\n  revisionHistoryLimit: 10\n  selector:'),
    ),
  },
  {
    id: 'the database of the worker in parts',
    because: 'the same address, put together from earlier names (N208)',
    edit: replace(
      WORKER,
      '            - name: DATABASE_URL\n              value: postgres://bakery:$(DB_PASSWORD)@db:5432/bakery\n',
      '            - name: DB_AT\n              value: db:5432\n            - name: DATABASE_URL\n              value: postgres://bakery:$(DB_PASSWORD)@$(DB_AT)/bakery\n',
    ),
  },
  {
    id: 'a mount of the one file',
    because: 'the file stands at the same path (N134)',
    edit: replace(
      WEB,
      '              mountPath: /etc/bakery\n',
      '              mountPath: /etc/bakery/opening-hours.json\n              subPath: opening-hours.json\n',
    ),
  },
  {
    id: 'a projected volume',
    because: 'the file stands at the same path (N134)',
    edit: replace(
      WEB,
      '          configMap:\n            name: opening-hours\n',
      '          projected:\n            sources:\n              - configMap:\n                  name: opening-hours\n',
    ),
  },
  {
    id: 'a trailing slash behind a mount path',
    because: 'it is the same folder (N063)',
    edit: replace(WEB, 'mountPath: /data/uploads', 'mountPath: /data/uploads/'),
  },
  {
    id: 'the schedule in another writing',
    because: 'it is the same time (N060)',
    edit: replace('k8s/base/report.yaml', '30 5 * * *', '30 05 * * */1'),
  },
  {
    id: 'a staging overlay beside production',
    because: 'it is another target',
    edit: (files) =>
      new Map([
        ...files,
        [
          'k8s/overlays/staging/kustomization.yaml',
          'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: bakery-staging\nresources:\n  - ../../base\n',
        ],
      ]),
  },
  {
    id: 'another object of a kind nobody knows',
    because: 'it says nothing about the services',
    edit: rewrite(
      'k8s/base/network.yaml',
      (text) =>
        `${text}---\napiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata:\n  name: shop\nspec:\n  selector:\n    matchLabels:\n      app: web\n  endpoints:\n    - port: http\n`,
    ),
  },
];
