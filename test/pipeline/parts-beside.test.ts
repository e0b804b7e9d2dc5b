import { describe, expect, it } from 'vitest';
import { runCheck } from '../../src/pipeline/check.ts';
import { folderWith } from '../helpers/folder.ts';
import { contextOf } from '../helpers/source-context.ts';

const CODE = {
  'till/Dockerfile': 'FROM node:20\nWORKDIR /app\nCOPY . .\nCMD ["node", "server.js"]\n',
  'till/package.json': '{"name": "till"}\n',
  'till/server.js':
    'const { Client } = require("pg");\nnew Client({ host: process.env.DB_HOST, port: 5432 }).connect();\nrequire("http").createServer((ask, say) => say.end()).listen(3000);\n',
  'compose.yaml':
    'services:\n  db: { image: "postgres:16", environment: { POSTGRES_PASSWORD: x } }\n  till: { build: ./till, environment: { DB_HOST: db }, ports: ["3000:3000"] }\n',
};

const runs = (kind: string, name: string, container: string) =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec:\n  selector: { matchLabels: { app: ${name} } }\n  template:\n    metadata: { labels: { app: ${name} } }\n    spec: { containers: [ ${container} ] }\n`;
const serves = (name: string, app: string, port: number) =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: ${app} }, ports: [ { port: ${port} } ] }\n`;

const till = (host: string) =>
  runs(
    'Deployment',
    'till',
    `{ name: till, image: "shop/till:1", ports: [ { containerPort: 3000 } ], env: [ { name: DB_HOST, value: ${host} } ] }`,
  ) + serves('till', 'till', 3000);
const LEDGER =
  runs(
    'StatefulSet',
    'ledger',
    '{ name: postgres, image: "postgres:16", ports: [ { containerPort: 5432 } ], env: [ { name: POSTGRES_PASSWORD, valueFrom: { secretKeyRef: { name: ledger, key: password } } } ] }',
  ) + serves('ledger-db', 'ledger', 5432);
const KUSTOMIZATION = { 'shop/kustomization.yaml': 'resources: [till.yaml]\n' };

async function inputsOf(tree: Readonly<Record<string, string>>, target: readonly string[] = []) {
  const root = folderWith({ ...CODE, ...KUSTOMIZATION, ...tree });
  const context = contextOf(root);
  const request = { root, config: undefined, local: [], target, services: [], rules: [], strict: false };
  const ports = { ...context, progress: () => {}, signal: new AbortController().signal };
  const report = await runCheck({ ...request, tool: { name: 'parity', version: '0.0.0' } }, ports);
  return {
    inputs: report.sources.flatMap(({ environment, path }) => (environment === 'production' ? [path] : [])),
    notes: report.notes.filter((note) => note.includes('is a part of it')),
    findings: report.findings.filter(({ level }) => level !== 'info').map(({ rule }) => rule),
  };
}

describe('plain manifests beside the target', () => {
  it.each([
    ['by its name', 'ledger-db'],
    ['by its name in a namespace', 'ledger-db.shop.svc.cluster.local'],
    ['by a URL', '"postgres://till@ledger-db:5432/till"'],
  ])('are a part of it where it speaks to a Service of theirs %s', async (_, host) => {
    const found = await inputsOf({ 'shop/till.yaml': till(host), 'data/base/ledger.yaml': LEDGER });

    expect(found).toMatchObject({
      inputs: ['kustomize:shop', 'manifests:data/base'],
      notes: [
        'target: manifests:data/base is a part of it: ledger-db, which it speaks to, is there; choose with --target',
      ],
    });
    expect(found.findings).not.toContain('endpoint/unresolved');
  });

  it.each([
    ['nothing speaks to them', 'ledger.example.com', 'data/base/ledger.yaml', LEDGER],
    [
      'they define what it has, as another version of it',
      'ledger-db',
      'data/base/all.yaml',
      `${LEDGER}---\n${till('ledger-db')}`,
    ],
    ['they are for another environment', 'ledger-db', 'data/dev/ledger.yaml', LEDGER],
    ['they are a sample', 'ledger-db', 'examples/ledger.yaml', LEDGER],
    ['they only look at it', 'ledger-db', 'monitoring/ledger.yaml', LEDGER],
  ])('are none where %s', async (_, host, path, text) => {
    expect((await inputsOf({ 'shop/till.yaml': till(host), [path]: text })).notes).toEqual([]);
  });

  it('are none of a target that somebody names', async () => {
    const tree = { 'shop/till.yaml': till('ledger-db'), 'data/base/ledger.yaml': LEDGER };

    expect((await inputsOf(tree, ['kustomize:shop'])).inputs).toEqual(['kustomize:shop']);
  });
});
