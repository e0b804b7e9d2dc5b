import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BAKERY, folderWith } from '../helpers/folder.ts';
import { ROOT, runProgram } from '../helpers/program.ts';

/** Each stands in one place alone, so that a leak names its way out. */
const CANARIES = {
  dotenv: 'Canary-dotenv-7f3a91',
  compose: 'Canary-compose-51bb0c',
  composeUrl: 'Canary-url-99ce12',
  secret: 'Canary-secret-d04e77',
  encoded: 'Canary-encoded-2b6c58',
  container: 'Canary-container-8814fa',
  code: 'Canary-code-a3309d',
  python: 'Canary-python-c0ffee',
  config: 'Canary-config-6e1d4b',
  short: 'Cnry9!',
};

const encoded = Buffer.from(CANARIES.encoded).toString('base64');

const SHOP: Readonly<Record<string, string>> = {
  ...BAKERY,
  '.env': `TILL_TOKEN=${CANARIES.dotenv}\nTILL_PIN_SECRET=${CANARIES.short}\n`,
  'compose.yaml': [
    'services:',
    '  oven:',
    '    build: ./oven',
    '    env_file: .env',
    '    environment:',
    '      OVEN_MODE: rye',
    `      OVEN_PASSWORD: ${CANARIES.compose}`,
    `      DATABASE_URL: postgres://baker:${CANARIES.composeUrl}@db:5432/bread`,
    '      TILL_SECRET: $TILL_TOKEN',
    '    ports: ["8080:8080"]',
    '',
  ].join('\n'),
  'oven/server.js': [
    BAKERY['oven/server.js'] ?? '',
    `const password = process.env.OVEN_PASSWORD || '${CANARIES.code}';`,
    'const url = process.env.DATABASE_URL;',
    'const token = process.env.TILL_TOKEN;',
    'const flour = process.env.FLOUR_API_KEY;',
    '',
  ].join('\n'),
  'oven/tool.py': `import os\nkey = os.environ.get('RYE_SECRET_KEY', '${CANARIES.python}')\n`,
  'k8s/oven.yaml': `${(BAKERY['k8s/oven.yaml'] ?? '').replace(
    'value: rye',
    `value: rye\n            - name: OVEN_PASSWORD\n              value: ${CANARIES.container}`,
  )}---
apiVersion: v1
kind: Secret
metadata: {name: oven}
stringData: {greeting: ${CANARIES.secret}}
data: {till: ${encoded}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: oven}
data: {api_token: ${CANARIES.config}}
`,
};

const FORMS = Object.values(CANARIES).flatMap((canary) => [
  canary,
  Buffer.from(canary).toString('base64').replace(/=+$/, ''),
  Buffer.from(canary).toString('hex'),
]);

const COMMANDS = readdirSync(join(ROOT, 'src/commands'));
const RUNS: readonly (readonly string[])[] = [
  ['check'],
  ['check', '--verbose'],
  ['check', '--json'],
  ['check', '--quiet'],
  ['check', '--strict', '--fail-on', 'info', '--verbose'],
  ['check', '--target', 'compose.yaml', '--verbose'],
  ['check', '--target', '.env', '--json'],
  ['check', '--env', 'nowhere'],
  ...(COMMANDS.includes('shape.ts')
    ? [
        ['shape', 'local'],
        ['shape', 'production', '--json'],
        ['shape', '--verbose'],
      ]
    : []),
];

describe('a secret planted in dotenv, compose, Secret, ConfigMap or code', () => {
  it.each(RUNS.map((args) => [args.join(' '), args] as const))('never leaves through %s', async (_, args) => {
    const { stdout, stderr } = await runProgram(args, { cwd: folderWith(SHOP) });

    expect(FORMS.filter((form) => stdout.includes(form) || stderr.includes(form))).toEqual([]);
    expect(`${stdout}${stderr}`).not.toBe('');
  });

  it.each([
    ['compose', 'compose.yaml', `services:\n  oven:\n    environment: [OVEN_PASSWORD=${CANARIES.compose}\n`],
    ['Kubernetes', 'k8s/oven.yaml', `kind: Secret\nstringData: {greeting: ${CANARIES.secret}\n`],
    ['dotenv', '.env', `TILL_TOKEN="${CANARIES.dotenv}\nX`],
    [
      'parity.yaml',
      'parity.yaml',
      `version: 1\nservices: ${CANARIES.config}\npolicy: { branch: [${CANARIES.config}] }\n`,
    ],
    ['JavaScript', 'oven/server.js', `const password = process.env.OVEN_PASSWORD || '${CANARIES.code}`],
  ])('never leaves through the message about a broken input: %s', async (_, path, text) => {
    const cwd = folderWith({ ...SHOP, [path]: text });
    const runs = await Promise.all([
      runProgram(['check', '--verbose'], { cwd }),
      runProgram(['check', '--json'], { cwd }),
    ]);
    const said = runs.map((run) => `${run.stdout}${run.stderr}`).join('\n');

    expect(FORMS.filter((form) => said.includes(form))).toEqual([]);
  });
});
