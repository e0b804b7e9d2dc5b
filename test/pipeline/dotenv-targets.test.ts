import { describe, expect, it } from 'vitest';
import { BAKERY, folderWith } from '../helpers/folder.ts';
import { checkNamed } from '../helpers/named-check.ts';

/** One program at the root, and nothing there that says what it is called. */
const ROOT_APP = {
  Dockerfile: 'FROM node:20\nCOPY . .\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
  'package.json': '{"name": "bakery", "dependencies": {"express": "4"}}\n',
  'server.js':
    'if (!process.env.TILL_KEY) throw new Error("no key");\nrequire("express")().listen(3000);\nconst mode = process.env.OVEN_MODE;\n',
  '.env': 'TILL_KEY=abcdefgh\nOVEN_MODE=rye\n',
};
const DEPLOYMENT = [
  'apiVersion: apps/v1',
  'kind: Deployment',
  'metadata: {name: till}',
  'spec:',
  '  selector: {matchLabels: {app: till}}',
  '  template:',
  '    metadata: {labels: {app: till}}',
  '    spec: {containers: [{name: till, image: x/shop, ports: [{containerPort: 3000}]}]}',
  '',
].join('\n');

const rulesOf = ({ findings }: { findings: readonly { rule: string; subject: string }[] }) =>
  findings.map(({ rule, subject }) => `${rule} ${subject}`);

describe('one program at the root', () => {
  it.each([[[]], [['.env']]])('is the only workload of its own in the target, with --local %j', async (local) => {
    const report = await checkNamed(folderWith({ ...ROOT_APP, 'k8s/till.yaml': DEPLOYMENT }), { local });

    expect(report).toMatchObject({ compared: true, complete: true });
    expect(rulesOf(report)).toContain('env/missing TILL_KEY');
  });

  it('without Dockerfile is started where the dotenv file lies that somebody names', async () => {
    const { Dockerfile: _, ...files } = ROOT_APP;
    const report = await checkNamed(folderWith({ ...files, 'k8s/till.yaml': DEPLOYMENT }), { local: ['.env'] });

    expect(rulesOf(report)).toContain('env/missing TILL_KEY');
  });

  it('has two dotenv files for its two sides', async () => {
    const report = await checkNamed(folderWith({ ...ROOT_APP, '.env.production': 'OVEN_MODE=rye\n' }), {
      target: ['dotenv:.env.production'],
    });

    expect(report).toMatchObject({ compared: true, services: [{ local: 'app', target: 'app' }] });
    expect(rulesOf(report)).toEqual(['env/missing TILL_KEY']);
  });
});

const COMPOSE = [
  'services:',
  '  till: {build: ., env_file: .env, ports: ["3000:3000"], volumes: ["tallies:/tallies"], depends_on: [store]}',
  '  store: {image: "postgres:16", environment: {POSTGRES_PASSWORD: flour}}',
  'volumes: {tallies: {}}',
  '',
].join('\n');

describe('a dotenv file as target', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['on the command line', {}, ['dotenv:.env.production']],
    ['in parity.yaml', { 'parity.yaml': 'version: 1\nenvironments: {production: {dotenv: [.env.production]}}\n' }, []],
  ])('is what the own services receive there: %s', async (_, more, target) => {
    const files = {
      ...ROOT_APP,
      'compose.yaml': COMPOSE,
      '.env.production': 'OVEN_MODE=rye\nSTORE_URL=postgres://store\n',
    };
    const report = await checkNamed(folderWith({ ...files, ...more }), { target });

    expect(report).toMatchObject({ compared: true, complete: true, environments: ['local', 'production'] });
    expect(report.services).toContainEqual(expect.objectContaining({ local: 'till', target: 'till' }));
    expect(rulesOf(report).filter((found) => !found.startsWith('env/extra'))).toEqual(['env/missing TILL_KEY']);
  });

  it('that is an example has names, and values of nobody', async () => {
    const files = { ...ROOT_APP, 'compose.yaml': COMPOSE, '.env.example': 'TILL_KEY=\nOVEN_MODE=spelt\n' };

    expect(rulesOf(await checkNamed(folderWith(files), { target: ['dotenv:.env.example'] }))).toEqual([]);
  });

  it('agrees where it has everything', async () => {
    const files = { ...ROOT_APP, 'compose.yaml': COMPOSE, '.env.production': 'TILL_KEY=xyzxyzxy\nOVEN_MODE=rye\n' };

    expect(rulesOf(await checkNamed(folderWith(files), { target: ['dotenv:.env.production'] }))).toEqual([]);
  });

  it('of several services is said to be for each of them', async () => {
    const files = {
      ...BAKERY,
      'till/Dockerfile': 'FROM node:20\nCOPY . .\n',
      'compose.yaml': `${BAKERY['compose.yaml']}  till: {build: ./till}\n`,
      'live.env': 'OVEN_MODE=rye\n',
    };
    const { notes } = await checkNamed(folderWith(files), { target: ['live.env'] });

    expect(notes).toContainEqual(expect.stringMatching(/^target: live\.env is taken for what each of oven and till/));
  });

  it('of no service is no check', async () => {
    const files = {
      'compose.yaml': 'services: {store: {image: "postgres:16"}, cache: {image: "redis:7"}}\n',
      '.env.live': 'A=1\n',
    };
    const report = await checkNamed(folderWith(files), { target: ['.env.live'] });

    expect(report.complete).toBe(false);
    expect(report.findings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('describes no service'),
    );
  });
});
