import type { Plant } from './plants.ts';

/** Inputs of which a repository has none as a rule: each counts when it is named. */
export interface FurtherInput {
  readonly path: string;
  /** How it is named. */
  readonly side: readonly string[];
  readonly text: string;
}

const secret = (place: string, at: number) => `Cnry!${place}+${(0x51c2d3 + at * 6151).toString(16)}/x`;

const PLACES = [
  'snapshot-env',
  'snapshot-secret',
  'snapshot-applied',
  'snapshot-pod',
  'snapshot-configmap',
  'score-variable',
  'score-file',
  'score-args',
  'score-probe',
  'taubyte-certificate',
  'taubyte-encryption',
  'pipeline-literal',
  'devcontainer-env',
  'unit-environment',
  'unit-file',
  'unit-command',
  'unit-rest',
  'devcontainer-default',
  'pipeline-env',
  'pipeline-file',
  'pipeline-configmap',
] as const;
const named = Object.fromEntries(PLACES.map((place, at) => [place, secret(place, at)])) as Record<
  (typeof PLACES)[number],
  string
>;

export const FURTHER_PLANTS: readonly Plant[] = PLACES.map((place) => ({ place, text: named[place] }));

const base64 = (text: string) => Buffer.from(text).toString('base64');
const METADATA = { namespace: 'bakery', resourceVersion: '4815', uid: '0f-a1' };

const SNAPSHOT = {
  apiVersion: 'v1',
  kind: 'List',
  items: [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        ...METADATA,
        name: 'oven',
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': `{"spec": {"env": [{"name": "OVEN_PASSWORD", "value": "${named['snapshot-env']}"}]}}`,
        },
      },
      spec: {
        selector: { matchLabels: { app: 'oven' } },
        template: {
          metadata: { labels: { app: 'oven' } },
          spec: {
            containers: [
              {
                name: 'oven',
                image: 'bakery/oven:1.0',
                ports: [{ containerPort: 8081 }],
                envFrom: [{ secretRef: { name: 'oven' } }, { configMapRef: { name: 'oven' } }],
                env: [
                  { name: 'OVEN_PASSWORD', value: named['snapshot-env'] },
                  { name: 'LATE', valueFrom: { secretKeyRef: { name: 'oven', key: 'gone' } } },
                ],
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        ...METADATA,
        name: 'oven',
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': `{"apiVersion": "v1", "kind": "Secret", "data": {"till": "${base64(named['snapshot-applied'])}"}}`,
        },
      },
      data: { till: base64(named['snapshot-secret']), flour: 'marmalade, no base64' },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { ...METADATA, name: 'oven' },
      data: { api_token: named['snapshot-configmap'] },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...METADATA, name: 'counter' },
      spec: {
        containers: [
          { name: 'counter', image: 'bakery/counter', env: [{ name: 'COUNTER_SECRET', value: named['snapshot-pod'] }] },
        ],
      },
    },
  ],
};

const SCORE = `apiVersion: score.dev/v1b1
metadata: {name: oven}
containers:
  oven:
    image: bakery/oven:1.0
    args: ["--token", "${named['score-args']}"]
    variables:
      OVEN_PASSWORD: "${named['score-variable']}"
      DSN: "postgres://baker:${named['score-variable']}@\${resources.gone.host}/bread"
    files:
      /etc/oven.ini: {content: "password = ${named['score-file']}"}
    livenessProbe: {httpGet: {path: "/?token=${named['score-probe']}", port: 8081}}
`;

const DOMAIN = `id: QmTz6X9hTn18fpKxrnbE3BvmkZHy3r1mRyHzfXK3gVZLxR
certificate: {type: inline, cert: marmalade, key: "${named['taubyte-certificate']}"}
`;
const DATABASE = `id: QmTz6X9hTn18fpKxrnbE3BvmkZHy3r1mRyHzfXK3gVZLxR
match: /loaves
encryption:
  type: aes
  key: "${named['taubyte-encryption']}"
`;

const WORKFLOW = `env:
  OVEN_PASSWORD: "${named['pipeline-env']}"
jobs:
  deploy:
    steps:
      - run: |
          kubectl create secret generic oven --from-literal=harmless="${named['pipeline-literal']}"
          echo "COUNTER_SECRET=${named['pipeline-file']}" > .env
          kubectl create secret generic counter --from-env-file=.env
          kubectl create configmap oven --from-literal=api_token="${named['pipeline-configmap']}"
          kubectl create secret generic oven --from-literal=word=marmalade --from-literal=till=marmalade
          kubectl set env deployment/oven DB_PASSWORD=marmalade LATE_PASSWORD=marmalade
          kubectl set env deployment/oven OVEN_PASSWORD="${named['pipeline-env']}"
`;

const DEVCONTAINER = `{
  // what the baker works in
  "containerEnv": {"OVEN_PASSWORD": "${named['devcontainer-env']}", "DB_PASSWORD": "marmalade"},
  "remoteEnv": {"RYE_TOKEN": "\${localEnv:RYE_TOKEN:${named['devcontainer-default']}}"},
}
`;

const UNIT = `[Service]
Environment="OVEN_PASSWORD=${named['unit-environment']}" DB_PASSWORD=marmalade
EnvironmentFile=/etc/oven-unit.env
ExecStart=/usr/bin/node server.js --token ${named['unit-command']}
Environment="RYE_TOKEN=first
${named['unit-rest']}"
`;

export const FURTHER: readonly FurtherInput[] = [
  { path: 'tau/domains/main.yaml', side: ['--target', 'taubyte:tau'], text: DOMAIN },
  { path: 'tau/databases/loaves.yaml', side: ['--target', 'taubyte:tau'], text: DATABASE },
  { path: '.github/workflows/deploy.yml', side: ['--target', 'k8s/bakery.yaml'], text: WORKFLOW },
  {
    path: '.devcontainer/devcontainer.json',
    side: ['--target', 'k8s/bakery.yaml', '--local', 'devcontainer:.devcontainer/devcontainer.json'],
    text: DEVCONTAINER,
  },
  { path: 'ops/oven.service', side: ['--target', 'systemd:ops/oven.service'], text: UNIT },
  {
    path: 'ops/oven-unit.env',
    side: ['--target', 'systemd:ops'],
    text: `OVEN_TOKEN="${named['unit-file']}"\n`,
  },
  { path: 'oven/score.yaml', side: ['--target', 'score:oven/score.yaml'], text: SCORE },
  { path: 'cluster.json', side: ['--target', 'snapshot:cluster.json'], text: JSON.stringify(SNAPSHOT, null, 4) },
];
