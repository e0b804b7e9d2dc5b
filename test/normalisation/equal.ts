import { added, BAKERY, changed } from './bakery.ts';

/** A case of the catalogue in which two spellings mean one thing: the bakery stays without a finding. */
export interface EqualCase {
  readonly number: string;
  readonly what: string;
  readonly files: () => Record<string, string>;
}

const SHOP = 'k8s/shop.yaml';
const shop = (from: string, to: string) => () => changed(SHOP, from, to);
const compose = (from: string, to: string) => () => changed('compose.yaml', from, to);
const CONTAINER = '      containers:\n        - name: shop\n';

export const EQUAL: readonly EqualCase[] = [
  {
    number: 'N001',
    what: 'keys of a map in another order',
    files: shop(
      '            - name: ORDER_QUEUE\n              value: orders\n',
      '            - value: orders\n              name: ORDER_QUEUE\n',
    ),
  },
  {
    number: 'N007',
    what: 'null, empty maps and empty lists where nothing is meant',
    files: shop(
      'metadata:\n  name: shop\nspec:\n  replicas: 2\n',
      'metadata:\n  name: shop\n  annotations: {}\n  creationTimestamp: null\nspec:\n  replicas: 2\n  strategy: {}\n',
    ),
  },
  {
    number: 'N008',
    what: 'zero values that the server drops',
    files: shop('    spec:\n      containers:', '    spec:\n      hostNetwork: false\n      containers:'),
  },
  { number: 'N014', what: 'a letter as an escape', files: shop('value: orders\n', 'value: "\\u006frders"\n') },
  {
    number: 'N029',
    what: 'another kind of workload around the same pod',
    files: shop('kind: Deployment\n', 'kind: StatefulSet\n'),
  },
  {
    number: 'N041',
    what: 'fields that only a newer server knows',
    files: shop(
      '      containers:\n        - name: shop\n',
      '      resourceClaims: []\n      containers:\n        - name: shop\n',
    ),
  },
  {
    number: 'N042',
    what: 'a strategy without the fields of another',
    files: shop('  replicas: 2\n', '  replicas: 2\n  strategy: {type: Recreate}\n'),
  },
  {
    number: 'N043',
    what: 'a custom kind that nobody knows, with fields of its own',
    files: () =>
      added(
        'k8s/oven.yaml',
        'apiVersion: bakery.example.org/v1\nkind: Oven\nmetadata: {name: oven}\nspec: {degrees: 230}\n',
      ),
  },
  {
    number: 'N046',
    what: 'an unknown field beside known ones',
    files: shop('  replicas: 2\n', '  replicas: 2\n  futureField: {a: 1}\n'),
  },
  {
    number: 'N057',
    what: 'creationTimestamp: null in the template',
    files: shop(
      '      labels: {app: shop}\n    spec:',
      '      labels: {app: shop}\n      creationTimestamp: null\n    spec:',
    ),
  },
  {
    number: 'N059',
    what: 'numbers in annotations, quoted or not',
    files: shop(
      'metadata:\n  name: shop\nspec:\n  replicas',
      'metadata:\n  name: shop\n  annotations: {revision: "7"}\nspec:\n  replicas',
    ),
  },
  {
    number: 'N062',
    what: 'a port bound to all interfaces by name',
    files: () => changed('shop/server.js', 'server.listen(8080);', "server.listen(8080, '0.0.0.0');"),
  },
  {
    number: 'N064',
    what: 'a user by number in the target and by name in the image',
    files: () => ({
      ...changed(SHOP, CONTAINER, `      securityContext: {runAsUser: 1000}\n${CONTAINER}`),
      'shop/Dockerfile': `${BAKERY['shop/Dockerfile']}USER node\n`,
    }),
  },
  {
    number: 'N070',
    what: 'a sidecar in front of the container',
    files: shop(
      CONTAINER,
      '      containers:\n        - name: istio-proxy\n          image: istio/proxyv2:1.22.0\n        - name: shop\n',
    ),
  },
  {
    number: 'N072',
    what: 'tolerations and other lists that say nothing of the application',
    files: shop(CONTAINER, `      tolerations: [{key: b, operator: Exists}, {key: a, operator: Exists}]\n${CONTAINER}`),
  },
  {
    number: 'N073',
    what: 'env in another order without references',
    files: shop(
      '            - name: ORDER_QUEUE\n              value: orders\n            - name: MAX_LOAVES\n              value: "20"\n',
      '            - name: MAX_LOAVES\n              value: "20"\n            - name: ORDER_QUEUE\n              value: orders\n',
    ),
  },
  {
    number: 'N074',
    what: 'the later envFrom wins where keys overlap',
    files: () => ({
      ...changed(
        SHOP,
        '          env:\n            - name: ORDER_QUEUE\n              value: orders\n            - name: MAX_LOAVES\n              value: "20"\n',
        '          envFrom:\n            - configMapRef: {name: first}\n            - configMapRef: {name: second}\n          env:\n',
      ),
      'k8s/settings.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: first}\ndata: {ORDER_QUEUE: bread, MAX_LOAVES: "20"}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: second}\ndata: {ORDER_QUEUE: orders}\n',
    }),
  },
  {
    number: 'N076',
    what: 'metrics of an autoscaler in any order',
    files: () =>
      added(
        'k8s/hpa.yaml',
        'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: shop}\nspec:\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}\n  maxReplicas: 5\n  metrics:\n    - {type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 70}}}\n    - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}\n',
      ),
  },
  {
    number: 'N077',
    what: 'rules of a role',
    files: () =>
      added(
        'k8s/role.yaml',
        'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: shop}\nrules:\n  - {apiGroups: [""], resources: [pods], verbs: [list, get]}\n',
      ),
  },
  {
    number: 'N090',
    what: 'metadata that the server writes',
    files: shop(
      'metadata:\n  name: shop\nspec:\n  replicas',
      'metadata:\n  name: shop\n  uid: 0b0e7d7a\n  resourceVersion: "41"\n  generation: 3\nspec:\n  replicas',
    ),
  },
  {
    number: 'N091',
    what: 'a status that was committed',
    files: shop('  selector: {app: shop}\n  ports:', '  selector: {app: shop}\n  sessionAffinity: None\n  ports:'),
  },
  {
    number: 'N092',
    what: 'addresses and node ports that the server gives a Service',
    files: shop(
      '  selector: {app: shop}\n  ports:\n    - port: 80\n',
      '  clusterIP: 10.0.0.7\n  type: NodePort\n  selector: {app: shop}\n  ports:\n    - port: 80\n      nodePort: 30080\n',
    ),
  },
  {
    number: 'N093',
    what: 'the volume that a claim was bound to',
    files: shop(
      '  accessModes: [ReadWriteOnce]\n',
      '  volumeName: pvc-7\n  storageClassName: standard\n  accessModes: [ReadWriteOnce]\n',
    ),
  },
  {
    number: 'N094',
    what: 'the time of a restart',
    files: shop(
      '      labels: {app: shop}\n    spec:',
      '      labels: {app: shop}\n      annotations: {kubectl.kubernetes.io/restartedAt: "2026-11-01T10:00:00Z"}\n    spec:',
    ),
  },
  { number: 'N095', what: 'no replicas at all', files: shop('  replicas: 2\n', '') },
  {
    number: 'N096',
    what: 'the token that every pod is given',
    files: shop(CONTAINER, `      serviceAccountName: shop\n      automountServiceAccountToken: true\n${CONTAINER}`),
  },
  {
    number: 'N111',
    what: 'an image from a mirror',
    files: () => changed('k8s/db.yaml', 'image: postgres:16.4', 'image: docker.io/library/postgres:16.4'),
  },
  {
    number: 'N123',
    what: 'a variable that only the arguments use',
    files: shop(
      '          env:\n            - name: ORDER_QUEUE',
      '          args: [node, server.js, --motto, $(BAKERY_MOTTO)]\n          env:\n            - {name: BAKERY_MOTTO, value: fresh}\n            - name: ORDER_QUEUE',
    ),
  },
  {
    number: 'N132',
    what: 'a checksum that restarts the pod',
    files: shop(
      '      labels: {app: shop}\n    spec:',
      '      labels: {app: shop}\n      annotations: {checksum/config: 5f2b}\n    spec:',
    ),
  },
  {
    number: 'N135',
    what: 'a downward API volume',
    files: shop(
      '        - name: photos\n          persistentVolumeClaim: {claimName: photos}\n',
      '        - name: photos\n          persistentVolumeClaim: {claimName: photos}\n        - name: about\n          downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}\n',
    ),
  },
  {
    number: 'N138',
    what: 'an ephemeral container for debugging',
    files: shop(CONTAINER, `      ephemeralContainers: [{name: debugger, image: "busybox:1.36"}]\n${CONTAINER}`),
  },
  {
    number: 'N166',
    what: 'what only compose does while one develops',
    files: compose(
      '    ports: ["8080:8080"]\n',
      '    ports: ["8080:8080"]\n    develop: {watch: [{action: sync, path: ./shop, target: /app}]}\n',
    ),
  },
  {
    number: 'N168',
    what: 'hints to a converter',
    files: compose(
      '    ports: ["8080:8080"]\n',
      '    ports: ["8080:8080"]\n    labels: {kompose.service.type: nodeport}\n',
    ),
  },
  { number: 'N195', what: 'a health check as a liveness probe', files: shop('readinessProbe:', 'livenessProbe:') },
  {
    number: 'N197',
    what: 'rights of the container on one side',
    files: compose(
      '    ports: ["8080:8080"]\n',
      '    ports: ["8080:8080"]\n    cap_drop: [ALL]\n    read_only: true\n',
    ),
  },
  {
    number: 'N199',
    what: 'networks on one side',
    files: compose('    ports: ["8080:8080"]\n', '    ports: ["8080:8080"]\n    networks: {default: {}}\n'),
  },
  {
    number: 'N203',
    what: 'a platform and shared memory on one side',
    files: compose(
      '    ports: ["8080:8080"]\n',
      '    ports: ["8080:8080"]\n    platform: linux/amd64\n    shm_size: 64m\n',
    ),
  },
  {
    number: 'N205',
    what: 'a time zone that only the local side sets',
    files: compose('      ORDER_QUEUE: orders\n', '      ORDER_QUEUE: orders\n      TZ: Europe/Paris\n'),
  },
  { number: 'N224', what: 'the name of the environment itself', files: shop('value: production', 'value: staging') },
  {
    number: 'N207',
    what: 'a value composed of other variables',
    files: shop(
      '            - name: ORDER_QUEUE\n              value: orders\n',
      '            - name: QUEUE_PREFIX\n              value: ord\n            - name: ORDER_QUEUE\n              value: $(QUEUE_PREFIX)ers\n',
    ),
  },
  {
    number: 'N225',
    what: 'a secret that is the same on both sides',
    files: () => ({
      ...changed(
        SHOP,
        '              valueFrom:\n                secretKeyRef:\n                  name: shop-database\n                  key: url\n',
        '              valueFrom: {secretKeyRef: {name: plain-database, key: url}}\n',
      ),
      'k8s/secret.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: {name: plain-database}\nstringData:\n  url: postgres://baker:crumbs-local@db:5432/bakery\n',
    }),
  },
  {
    number: 'N235',
    what: 'a secret with its version in the name',
    files: () =>
      changed(SHOP, '  target: {name: shop-database}\n', '  refreshInterval: 1h\n  target: {name: shop-database}\n'),
  },
  {
    number: 'N252',
    what: 'a variable handed on by the start command',
    files: () => changed('shop/Dockerfile', 'CMD ["node", "server.js"]', 'CMD ["sh", "-c", "exec node server.js"]'),
  },
  {
    number: 'N273',
    what: 'labels of delivery tools',
    files: shop(
      'metadata:\n  name: shop\nspec:\n  replicas',
      'metadata:\n  name: shop\n  labels: {argocd.argoproj.io/instance: bakery, app.kubernetes.io/managed-by: kustomize}\nspec:\n  replicas',
    ),
  },
  {
    number: 'N277',
    what: 'an empty annotations key and Windows line ends',
    files: () => ({
      ...BAKERY,
      'k8s/db.yaml': (BAKERY['k8s/db.yaml'] ?? '')
        .replace(
          'metadata:\n  name: db\nspec:\n  clusterIP',
          'metadata:\n  name: db\n  annotations:\nspec:\n  clusterIP',
        )
        .replaceAll('\n', '\r\n'),
    }),
  },
  {
    number: 'N025',
    what: 'a service and a workload that share a part of their name',
    files: () => ({
      ...changed(
        SHOP,
        'kind: Deployment\nmetadata:\n  name: shop\n',
        'kind: Deployment\nmetadata:\n  name: bakery-shop\n',
      ),
    }),
  },
  {
    number: 'N058',
    what: 'a file mode in octal and in decimal',
    files: () => ({
      ...changed(
        SHOP,
        '        - name: photos\n          persistentVolumeClaim: {claimName: photos}\n',
        '        - name: photos\n          persistentVolumeClaim: {claimName: photos}\n        - name: prices\n          configMap: {name: prices, defaultMode: 0644, items: [{key: list, path: list, mode: 420}]}\n',
      ),
      'k8s/prices.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: prices}\ndata: {list: "rye 3"}\n',
    }),
  },
  {
    number: 'N125',
    what: 'a variable out of a file of the pod',
    files: shop(
      '            - name: ORDER_QUEUE\n              value: orders\n',
      '            - name: ORDER_QUEUE\n              valueFrom: {fileKeyRef: {volumeName: settings, path: shop.env, key: ORDER_QUEUE}}\n',
    ),
  },
  {
    number: 'N127',
    what: 'a name that shells drop',
    files: shop(
      '            - name: ORDER_QUEUE\n',
      '            - {name: node.options, value: none}\n            - name: ORDER_QUEUE\n',
    ),
  },
  {
    number: 'N136',
    what: 'a secret that a CSI driver makes',
    files: () => ({
      ...changed(
        SHOP,
        '                  name: shop-database\n                  key: url\n',
        '                  name: from-vault\n                  key: url\n',
      ),
      'k8s/vault.yaml':
        'apiVersion: secrets-store.csi.x-k8s.io/v1\nkind: SecretProviderClass\nmetadata: {name: vault}\nspec:\n  provider: vault\n  secretObjects:\n    - {secretName: from-vault, type: Opaque, data: [{objectName: url, key: url}]}\n',
    }),
  },
  {
    number: 'N237',
    what: 'the record of a Helm release',
    files: () =>
      added(
        'k8s/release.yaml',
        'apiVersion: v1\nkind: Secret\ntype: helm.sh/release.v1\nmetadata: {name: sh.helm.release.v1.shop.v1}\ndata: {release: SDRzSUE=}\n',
      ),
  },
  {
    number: 'N244',
    what: 'variables that libraries read by themselves',
    files: shop(
      '            - name: ORDER_QUEUE\n',
      '            - {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://collector.observability:4317"}\n            - name: ORDER_QUEUE\n',
    ),
  },
];
