import { all, replace, write } from '../edit.ts';
import type { Operator } from '../operator.ts';

const LOYALTY = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: loyalty
spec:
  selector:
    matchLabels:
      app: loyalty
  template:
    metadata:
      labels:
        app: loyalty
    spec:
      containers:
        - name: loyalty
          image: registry.bakery.example/loyalty:0.3.0
`;

/** Mistakes with services, images, schedules and limits. */
export const workloadOperators: readonly Operator[] = [
  {
    id: 'service/missing worker',
    rule: 'service/missing',
    level: 'error',
    service: 'worker',
    subject: 'worker',
    what: 'production does not run a service that runs locally',
    edit: replace('k8s/base/kustomization.yaml', '  - worker.yaml\n', ''),
    onePlace: true,
  },
  {
    id: 'service/extra loyalty',
    rule: 'service/extra',
    level: 'info',
    service: 'loyalty',
    subject: 'loyalty',
    what: 'production runs a service that the local description does not know',
    edit: all(
      write('k8s/base/loyalty.yaml', LOYALTY),
      replace('k8s/base/kustomization.yaml', '  - worker.yaml\n', '  - worker.yaml\n  - loyalty.yaml\n'),
    ),
    onePlace: true,
  },
  {
    id: 'service/selector singular',
    rule: 'service/selector',
    level: 'error',
    service: 'orders',
    subject: 'orders',
    what: 'the Service selects pods that nothing makes',
    edit: replace('k8s/base/orders.yaml', '  selector:\n    app: orders\n', '  selector:\n    app: order\n'),
  },
  {
    id: 'serviceaccount/missing plural',
    rule: 'serviceaccount/missing',
    level: 'error',
    service: 'report',
    subject: 'reports',
    what: 'a job runs under an account that nothing makes',
    edit: replace('k8s/base/report.yaml', 'serviceAccountName: report\n', 'serviceAccountName: reports\n'),
  },
  {
    id: 'endpoint/unresolved governing-service',
    rule: 'endpoint/unresolved',
    level: 'info',
    service: 'db',
    subject: 'db serviceName',
    what: 'a StatefulSet is governed by a Service that is not there',
    edit: replace('k8s/base/db.yaml', '  serviceName: db\n', '  serviceName: database\n'),
  },
  {
    id: 'source/suspicious network-policy',
    rule: 'source/suspicious',
    level: 'warning',
    service: 'db',
    subject: 'NetworkPolicy/db',
    what: 'a network policy selects pods that nothing makes',
    edit: replace('k8s/base/network.yaml', '      app: db\n', '      app: dbs\n'),
  },
  {
    id: 'service/no-endpoints port-name',
    rule: 'service/no-endpoints',
    level: 'error',
    service: 'queue',
    subject: 'queue',
    what: 'the Service sends to a port by a name that the container does not have',
    edit: replace('k8s/base/queue.yaml', 'targetPort: amqp', 'targetPort: rabbit'),
  },
  {
    id: 'service/no-endpoints no-replica',
    rule: 'service/no-endpoints',
    level: 'warning',
    service: 'orders',
    subject: 'orders',
    what: 'production runs no pod of the service',
    edit: replace('k8s/overlays/production/shop/kustomization.yaml', 'count: 2', 'count: 0'),
  },
  {
    id: 'image/version cache',
    rule: 'image/version',
    level: 'warning',
    service: 'cache',
    subject: 'image',
    what: 'production runs an older version of the cache',
    edit: replace('k8s/base/cache.yaml', 'redis:7.2-alpine', 'redis:6.0-alpine'),
  },
  {
    id: 'image/tag latest',
    rule: 'image/tag',
    level: 'warning',
    service: 'cache',
    subject: 'image',
    what: 'production runs whatever `latest` is when a pod starts',
    edit: replace('k8s/base/cache.yaml', 'redis:7.2-alpine', 'redis:latest'),
  },
  {
    id: 'image/stage debug-last',
    rule: 'image/stage',
    level: 'info',
    service: 'web',
    subject: 'target: runtime',
    what: 'compose builds a stage that is no longer the last one, which a plain build ships',
    edit: replace(
      'services/web/Dockerfile',
      'CMD ["node", "src/server.js"]\n',
      'CMD ["node", "src/server.js"]\n\nFROM runtime AS debug\nENV BAKERY_DEBUG=on\nCMD ["node", "--inspect", "src/server.js"]\n',
    ),
  },
  {
    id: 'image/command misspelt',
    rule: 'image/command',
    level: 'error',
    service: 'web',
    subject: 'src/sever.js',
    what: 'the target starts a script that the image does not have',
    edit: replace(
      'k8s/base/web.yaml',
      '          image: web\n',
      '          image: web\n          command: ["node", "src/sever.js"]\n',
    ),
  },
  {
    id: 'schedule/mismatch weekly',
    rule: 'schedule/mismatch',
    level: 'warning',
    service: 'report',
    subject: '30 5 * * 1',
    what: 'the report runs every day locally and once a week in production',
    edit: replace('k8s/base/report.yaml', '30 5 * * *', '30 5 * * 1'),
  },
  {
    id: 'resources/mismatch memory',
    rule: 'resources/mismatch',
    level: 'info',
    service: 'worker',
    subject: 'limits.memory',
    what: 'production gives the program a quarter of the memory that it may use locally',
    edit: replace('k8s/base/worker.yaml', 'memory: 256Mi', 'memory: 64Mi'),
  },
  {
    id: 'timeout/mismatch grace',
    rule: 'timeout/mismatch',
    level: 'warning',
    service: 'worker',
    subject: 'stop_grace_period',
    what: 'production kills the worker long before it could finish what it does',
    edit: replace('k8s/base/worker.yaml', 'terminationGracePeriodSeconds: 30', 'terminationGracePeriodSeconds: 3'),
  },
];
