import { expect, test } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { checkFolder } from '../helpers/rule-cases.ts';

interface Oven {
  readonly compose?: string;
  readonly image?: string;
  readonly container?: string;
  readonly more?: string;
  readonly code?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** A service on both sides; each case changes one thing that means nothing. */
function bakery({ compose = '', image = 'oven:1.0', container = '', more = '', code, files }: Oven) {
  return folderWith({
    'compose.yaml': `services:\n  oven:\n    image: bakery/oven:1.0\n${compose}${more}`,
    'k8s/oven.yaml': [
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata: {name: oven}',
      'spec:',
      '  selector: {matchLabels: {app: oven}}',
      '  template:',
      '    metadata: {labels: {app: oven}}',
      '    spec:',
      '      containers:',
      `        - {name: oven, image: ${image.includes('/') ? image : `bakery/${image}`}${container}}`,
      '',
    ].join('\n'),
    ...(code !== undefined && { 'oven/main.js': code }),
    ...files,
  });
}

test.each<[string, string, number, Oven]>([
  ['N055', 'an image spelt in full', 1, { image: 'docker.io/bakery/oven:1.0' }],
  [
    'N052',
    'memory in units of 1024',
    1,
    { compose: '    mem_limit: 512m\n', container: ', resources: {limits: {memory: 512Mi}}' },
  ],
  ['N050', 'half a processor', 1, { compose: '    cpus: 0.5\n', container: ', resources: {limits: {cpu: 500m}}' }],
  ['N202', 'limits that only the target sets', 1, { container: ', resources: {limits: {memory: 512Mi}}' }],
  [
    'N061',
    'the last slash of a URL',
    1,
    {
      compose: '    environment: {MENU: "https://menu.example.com/"}\n',
      container: ', env: [{name: MENU, value: "https://menu.example.com"}]',
    },
  ],
  [
    'N221',
    'a log level',
    1,
    {
      compose: '    environment: {LOG_LEVEL: debug}\n',
      container: ', env: [{name: LOG_LEVEL, value: info}]',
    },
  ],
  [
    'N124',
    'a field of the pod',
    1,
    { container: ', env: [{name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]' },
  ],
  ['N160', 'a service behind a profile', 1, { more: '  seed:\n    image: bakery/seed:1\n    profiles: [seed]\n' }],
  ['N161', 'a port published under another number', 1, { compose: '    ports: ["80:8080"]\n' }],
  ['N193', 'a folder of sources mounted for development', 1, { compose: '    volumes: ["./oven:/app"]\n' }],
  ['N243', 'a default of the code', 1, { code: "module.exports = process.env.BAKING_MINUTES ?? '45';\n" }],
  ['N130', 'a variable of the platform', 1, { code: 'module.exports = process.env.HOSTNAME;\n' }],
  [
    'N233',
    'an optional reference to nothing',
    1,
    { container: ', envFrom: [{configMapRef: {name: holidays, optional: true}}]' },
  ],
])('%s counts %s', async (number, _, times, oven) => {
  const { hidden } = await checkFolder(bakery(oven));

  expect(hidden[number]).toBe(times);
});

test('nothing is counted where both sides say the same', async () => {
  expect((await checkFolder(bakery({}))).hidden).toEqual({});
});
