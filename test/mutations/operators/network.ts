// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the edited text has placeholders of its own
import { all, replace, write } from '../edit.ts';
import type { Operator } from '../operator.ts';

const CATALOG = 'k8s/base/catalog.yaml';
const ORDERS = 'k8s/base/orders.yaml';

const CACHE_SERVICE = `---
apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  selector:
    app: cache
  ports:
    - name: redis
      port: 6379
`;

/** Mistakes with ports, probes, routes, hosts and the Ingress. */
export const networkOperators: readonly Operator[] = [
  {
    id: 'endpoint/credentials user',
    rule: 'endpoint/credentials',
    level: 'error',
    service: 'catalog',
    subject: 'DB_USER',
    what: 'the database makes another user than the one that logs in',
    edit: replace('k8s/base/catalog.yaml', 'DB_USER: bakery', 'DB_USER: baker'),
    shared: ['report'],
  },
  {
    id: 'port/mismatch added-target',
    rule: 'port/mismatch',
    level: 'error',
    service: 'orders',
    subject: '8088',
    what: 'the Service sends to a port on which the program does not listen',
    edit: replace(
      ORDERS,
      '    - name: http\n      port: 8080\n',
      '    - name: http\n      port: 8080\n      targetPort: 8088\n',
    ),
  },
  {
    id: 'port/mismatch numbered-target',
    rule: 'port/mismatch',
    level: 'error',
    service: 'catalog',
    subject: '8080',
    what: 'the Service sends to a port on which the program does not listen',
    edit: replace(CATALOG, 'targetPort: 8000', 'targetPort: 8080'),
  },
  {
    id: 'probe/mismatch liveness-port',
    rule: 'probe/mismatch',
    level: 'error',
    service: 'orders',
    subject: 'liveness',
    what: 'the liveness probe asks a port on which the program does not listen',
    edit: replace(
      ORDERS,
      'livenessProbe:\n            httpGet:\n              path: /healthz\n              port: 8080',
      'livenessProbe:\n            httpGet:\n              path: /healthz\n              port: 8081',
    ),
  },
  {
    id: 'probe/mismatch liveness-path',
    rule: 'probe/mismatch',
    level: 'error',
    service: 'web',
    subject: 'liveness',
    what: 'the liveness probe asks for a path that the program does not serve, and kills it',
    edit: replace(
      'k8s/base/web.yaml',
      'livenessProbe:\n            httpGet:\n              path: /healthz',
      'livenessProbe:\n            httpGet:\n              path: /health',
    ),
  },
  {
    id: 'probe/missing database',
    rule: 'probe/missing',
    level: 'info',
    service: 'db',
    subject: 'healthcheck',
    what: 'compose waits for the database to be healthy and production does not ask',
    edit: replace(
      'k8s/base/db.yaml',
      '          readinessProbe:\n            exec:\n              command: ["pg_isready", "-U", "bakery", "-d", "bakery"]\n',
      '',
    ),
  },
  {
    id: 'route/mismatch caller',
    rule: 'route/mismatch',
    level: 'error',
    service: 'web',
    subject: '/goods',
    what: 'one service calls a path that the other does not serve',
    edit: replace('services/web/src/server.js', '${settings.catalogUrl}/products', '${settings.catalogUrl}/goods'),
  },
  {
    id: 'route/mismatch caller-go',
    rule: 'route/mismatch',
    level: 'error',
    service: 'orders',
    subject: '/bread',
    what: 'one service calls a path that the other does not serve',
    edit: replace('services/orders/catalog.go', '"/products"', '"/bread"'),
  },
  {
    id: 'ingress/backend-missing catalog',
    rule: 'ingress/backend-missing',
    level: 'error',
    service: 'catalog',
    subject: 'catalogue',
    what: 'the Ingress leads to a Service that does not exist',
    edit: replace('k8s/base/ingress.yaml', 'name: catalog', 'name: catalogue'),
  },
  {
    id: 'ingress/port number',
    rule: 'ingress/port',
    level: 'error',
    service: 'catalog',
    subject: '8001',
    what: 'the Ingress names a port that the Service does not have',
    edit: replace('k8s/base/ingress.yaml', 'number: 8000', 'number: 8001'),
  },
  {
    id: 'ingress/port name',
    rule: 'ingress/port',
    level: 'error',
    service: 'web',
    subject: 'https',
    what: 'the Ingress names a port that the Service does not have',
    edit: replace('k8s/base/ingress.yaml', 'name: http\n', 'name: https\n'),
  },
  {
    id: 'endpoint/unresolved service-renamed',
    rule: 'endpoint/unresolved',
    level: 'error',
    service: 'web',
    subject: 'REDIS_URL',
    what: 'the Service of the cache was renamed and the address was not',
    edit: replace(
      'k8s/base/cache.yaml',
      'kind: Service\nmetadata:\n  name: cache',
      'kind: Service\nmetadata:\n  name: redis',
    ),
  },
  {
    id: 'endpoint/unresolved port',
    rule: 'endpoint/unresolved',
    level: 'error',
    service: 'web',
    subject: 'ORDERS_URL',
    what: 'the address names a port that the Service does not have',
    edit: replace('k8s/base/kustomization.yaml', 'ORDERS_URL=http://orders:8080', 'ORDERS_URL=http://orders:80'),
  },
  {
    id: 'endpoint/unresolved in-credentials',
    rule: 'endpoint/unresolved',
    level: 'error',
    service: 'orders',
    subject: 'AMQP_URL',
    what: 'the host of an address that holds a password answers to no Service',
    edit: replace(ORDERS, '@queue:5672', '@rabbitmq:5672'),
  },
  {
    id: 'endpoint/unresolved database-host',
    rule: 'endpoint/unresolved',
    level: 'error',
    service: 'catalog',
    subject: 'DB_HOST',
    what: 'a bare host name that no Service answers to',
    edit: replace(CATALOG, 'DB_HOST: db', 'DB_HOST: postgres'),
    shared: ['report'],
  },
  {
    id: 'namespace/mismatch cache',
    rule: 'namespace/mismatch',
    level: 'error',
    service: 'cache',
    subject: 'cache',
    what: 'the Service of the cache is in another namespace than the pods that it selects',
    edit: all(
      replace('k8s/base/cache.yaml', CACHE_SERVICE, ''),
      write(
        'k8s/overlays/production/cache.yaml',
        CACHE_SERVICE.replace('---\n', '').replace('  name: cache\n', '  name: cache\n  namespace: cold-store\n'),
      ),
      replace('k8s/overlays/production/kustomization.yaml', '  - secrets\n', '  - secrets\n  - cache.yaml\n'),
    ),
    consequences: ['endpoint/unresolved'],
  },
];
