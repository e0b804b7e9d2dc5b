import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made: string[] = [];

process.on('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A temporary folder with these files; it goes when the process ends. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'parity-test-')));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A small bakery whose two sides agree. */
export const BAKERY: Readonly<Record<string, string>> = {
  'compose.yaml': [
    'services:',
    '  oven:',
    '    build: ./oven',
    '    environment:',
    '      OVEN_MODE: rye',
    '    ports: ["8080:8080"]',
    '',
  ].join('\n'),
  'oven/Dockerfile': 'FROM node:20\nWORKDIR /app\nCOPY . .\nEXPOSE 8080\nCMD ["node", "server.js"]\n',
  'oven/server.js': [
    "const http = require('node:http');",
    'const mode = process.env.OVEN_MODE;',
    "if (!mode) throw new Error('OVEN_MODE is not set');",
    'http.createServer((request, response) => response.end(mode)).listen(8080);',
    '',
  ].join('\n'),
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
    '        - name: oven',
    '          image: bakery/oven:1.0',
    '          ports: [{containerPort: 8080}]',
    '          env:',
    '            - name: OVEN_MODE',
    '              value: rye',
    '---',
    'apiVersion: v1',
    'kind: Service',
    'metadata: {name: oven}',
    'spec:',
    '  selector: {app: oven}',
    '  ports: [{port: 8080}]',
    '',
  ].join('\n'),
};

/** The same, and the target forgot the variable. */
export const DRIFTED_BAKERY: Readonly<Record<string, string>> = {
  ...BAKERY,
  'k8s/oven.yaml': (BAKERY['k8s/oven.yaml'] ?? '').replace(/\s+env:\n\s+- name: OVEN_MODE\n\s+value: rye/, ''),
};
