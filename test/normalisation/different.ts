import { BAKERY, changed } from './bakery.ts';

/** A case of the catalogue in which what looks alike differs: the bakery gets exactly these findings above info. */
export interface DifferentCase {
  readonly number: string;
  readonly what: string;
  readonly files: () => Record<string, string>;
  /** `level rule service subject`, in the report's order. */
  readonly findings: readonly string[];
}

const SHOP = 'k8s/shop.yaml';
const shop = (from: string, to: string) => () => changed(SHOP, from, to);

export const DIFFERENT: readonly DifferentCase[] = [
  {
    number: 'N016',
    what: 'a misspelt field is dropped, and all that it held',
    files: shop('          env:\n', '          envs:\n'),
    findings: [
      'error env/missing shop ORDER_QUEUE',
      'error env/missing shop MAX_LOAVES',
      'error env/missing shop DATABASE_URL',
    ],
  },
  {
    number: 'N073',
    what: 'the order of env where a reference crosses it',
    files: shop(
      '            - name: ORDER_QUEUE\n              value: orders\n',
      '            - name: ORDER_QUEUE\n              value: $(QUEUE_NAME)\n            - name: QUEUE_NAME\n              value: orders\n',
    ),
    findings: ['error env/order shop ORDER_QUEUE'],
  },
  {
    number: 'N075',
    what: 'a variable that stands twice',
    files: shop(
      '            - name: MAX_LOAVES\n',
      '            - name: ORDER_QUEUE\n              value: orders\n            - name: MAX_LOAVES\n',
    ),
    findings: ['warning source/suspicious * k8s/shop.yaml'],
  },
  {
    number: 'N222',
    what: 'a secret written out in the target',
    files: shop(
      '              valueFrom:\n                secretKeyRef:\n                  name: shop-database\n                  key: url\n',
      '              value: postgres://baker:crumbs-live@db:5432/bakery\n',
    ),
    findings: ['warning secret/literal shop DATABASE_URL'],
  },
  {
    number: 'N255',
    what: 'a process that listens on the loopback interface only',
    files: () => changed('shop/server.js', 'server.listen(8080);', "server.listen(8080, '127.0.0.1');"),
    findings: ['error port/mismatch shop 8080'],
  },
  {
    number: 'N051',
    what: 'milli-bytes of memory',
    files: shop('memory: 512Mi', 'memory: 400m'),
    findings: ['error resources/mismatch shop memory'],
  },
  {
    number: 'N139',
    what: 'a secret of another namespace',
    files: () => {
      const inBakery = Object.entries(BAKERY).map(([path, text]) => [
        path,
        path.startsWith('k8s/') ? text.replaceAll(/^metadata:\n/gm, 'metadata:\n  namespace: bakery\n') : text,
      ]);
      const files: Record<string, string> = Object.fromEntries(inBakery);
      const secret = 'kind: ExternalSecret\nmetadata:\n  namespace: ';
      return { ...files, [SHOP]: (files[SHOP] ?? '').replace(`${secret}bakery`, `${secret}vault`) };
    },
    findings: ['error secret/namespace db shop-database', 'error secret/namespace shop shop-database'],
  },
  {
    number: 'N223',
    what: "the developer's own machine as the database of the target",
    files: shop(
      '              valueFrom:\n                secretKeyRef:\n                  name: shop-database\n                  key: url\n',
      '              value: postgres://localhost:5432/bakery\n',
    ),
    findings: ['error env/localhost shop DATABASE_URL'],
  },
  {
    number: 'N251',
    what: 'a variable that was renamed in the code alone',
    files: shop('            - name: ORDER_QUEUE\n', '            - name: ORDERS_QUEUE\n'),
    findings: ['error env/name shop ORDER_QUEUE'],
  },
];
