import { all, replace } from '../edit.ts';
import type { Operator } from '../operator.ts';

const WEB = 'k8s/base/web.yaml';

/** Mistakes with volumes, databases, buckets and queues. */
export const storageOperators: readonly Operator[] = [
  {
    id: 'volume/missing uploads',
    rule: 'volume/missing',
    level: 'error',
    service: 'web',
    subject: 'uploads',
    what: 'uploads go to a volume locally and into the container in production',
    edit: all(
      replace(WEB, '            - name: uploads\n              mountPath: /data/uploads\n', ''),
      replace(WEB, '        - name: uploads\n          persistentVolumeClaim:\n            claimName: uploads\n', ''),
    ),
  },
  {
    id: 'volume/ephemeral queue',
    rule: 'volume/ephemeral',
    level: 'error',
    service: 'queue',
    subject: 'queue-data',
    what: 'the messages of the queue are lost with the pod',
    edit: (files) => {
      const path = 'k8s/base/queue.yaml';
      const text = files.get(path) ?? '';
      const template = /^ {2}volumeClaimTemplates:\n(?: {4}.*\n)+/m;
      return replace(
        path,
        template.exec(text)?.[0] ?? '',
        '',
      )(
        replace(
          path,
          '      containers:\n',
          '      volumes:\n        - name: data\n          emptyDir: {}\n      containers:\n',
        )(files),
      );
    },
  },
  {
    id: 'volume/path database',
    rule: 'volume/path',
    level: 'error',
    service: 'db',
    subject: '/var/lib/postgresql/data',
    what: 'the volume is mounted beside the folder that the database writes to',
    edit: replace('k8s/base/db.yaml', 'mountPath: /var/lib/postgresql/data', 'mountPath: /var/lib/postgres/data'),
  },
  {
    id: 'volume/path uploads',
    rule: 'volume/path',
    level: 'error',
    service: 'web',
    subject: '/data/uploads',
    what: 'the volume is mounted at a path that is one letter shorter than the one that the program is told',
    edit: replace(WEB, 'mountPath: /data/uploads', 'mountPath: /data/upload'),
  },
  {
    id: 'volume/extra spool',
    rule: 'volume/extra',
    level: 'info',
    service: 'orders',
    subject: 'uploads',
    what: 'production mounts a volume that is not there locally and that no code uses',
    edit: replace(
      'k8s/base/orders.yaml',
      '      containers:\n        - name: orders\n',
      '      volumes:\n        - name: spool\n          persistentVolumeClaim:\n            claimName: uploads\n      containers:\n        - name: orders\n          volumeMounts:\n            - name: spool\n              mountPath: /spool\n',
    ),
  },
  {
    id: 'volume/claim-missing uploads',
    rule: 'volume/claim-missing',
    level: 'error',
    service: 'web',
    subject: 'web-uploads',
    what: 'the pod waits for a claim that nobody makes',
    edit: replace(WEB, 'claimName: uploads', 'claimName: web-uploads'),
  },
  {
    id: 'db/name server',
    rule: 'db/name',
    level: 'error',
    service: 'catalog',
    subject: 'DB_NAME',
    what: 'the programs ask for a database that the server does not make',
    edit: replace('k8s/base/catalog.yaml', 'DB_NAME: bakery', 'DB_NAME: bakery_shop'),
    shared: ['report'],
  },
  {
    id: 'bucket/mismatch report',
    rule: 'bucket/mismatch',
    level: 'error',
    service: 'report',
    subject: 'REPORT_BUCKET',
    what: 'two programs that share a bucket locally are given different ones',
    edit: replace(
      'k8s/base/report.yaml',
      '                - name: AWS_DEFAULT_REGION\n',
      '                - name: REPORT_BUCKET\n                  value: bakery-archive\n                - name: AWS_DEFAULT_REGION\n',
    ),
    shared: ['catalog'],
  },
  {
    id: 'queue/mismatch producer',
    rule: 'queue/mismatch',
    level: 'error',
    service: 'orders',
    subject: 'ORDER_QUEUE',
    what: 'orders are sent to a queue at which nobody waits',
    edit: replace('k8s/base/orders.yaml', 'value: orders\n', 'value: bakery-orders\n'),
  },
  {
    id: 'queue/undeclared code',
    rule: 'queue/undeclared',
    level: 'warning',
    service: 'orders',
    subject: 'bakes',
    what: 'the code sends to a queue at which no service waits',
    edit: replace('services/orders/queue.go', '"", q.name, false', '"", "bakes", false'),
  },
];
