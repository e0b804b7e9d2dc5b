import { expect, it } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { checkNamed } from '../helpers/named-check.ts';

const CODE = {
  'oven/Dockerfile': 'FROM node:20\nCOPY . .\nEXPOSE 8080\nCMD ["node", "server.js"]\n',
  'oven/server.js':
    'if (!process.env.OVEN_KEY) throw new Error("no key");\nif (!process.env.OVEN_MODE) throw new Error("no mode");\nrequire("node:http").createServer().listen(8080);\n',
  'settings/oven.conf': 'heat: 200\n',
  'compose.yaml': [
    'services:',
    '  oven:',
    '    build: ./oven',
    '    environment: {OVEN_MODE: rye, OVEN_KEY: abcdefgh}',
    '    ports: ["8080:8080"]',
    '    volumes: ["trays:/trays", "./settings/oven.conf:/etc/oven/oven.conf:ro"]',
    '    healthcheck: {test: "curl -f http://localhost:8080/"}',
    '    stop_grace_period: 60s',
    '  scale: {build: ./oven, command: node scale.js}',
    'volumes: {trays: {}}',
    '',
  ].join('\n'),
};

it('remedies for a compose file as target speak of what compose has', async () => {
  const files = {
    ...CODE,
    'compose.prod.yaml':
      'services:\n  oven: {image: x/oven, environment: {OVEN_KEY: ijklmnop}, ports: ["8080:8080"]}\n',
  };
  const { findings } = await checkNamed(folderWith(files), { target: ['compose.prod.yaml'] });
  const told = Object.fromEntries(findings.map(({ rule, remedy }) => [rule, remedy]));

  expect(told).toMatchObject({
    'env/missing': 'set OVEN_MODE under environment: of oven (compose.prod.yaml), or in a file of its env_file:',
    'secret/literal': expect.stringContaining('secrets:'),
    'config/missing': expect.stringContaining('volumes: or configs:'),
    'volume/missing': expect.stringContaining('named volume at /trays'),
    'probe/missing': 'give oven a healthcheck: that asks the same',
    'timeout/mismatch': 'set stop_grace_period: 60s in oven',
    'service/missing': expect.stringContaining('add a service scale'),
  });
  expect(findings.map(({ message, remedy }) => `${message} ${remedy}`).join('\n')).not.toMatch(
    /ConfigMap|Secret\b|secretKeyRef|PersistentVolume|Deployment|Service\b|readinessProbe|terminationGrace|\bpod/,
  );
});

it('remedies for a dotenv file as target speak of the file', async () => {
  const files = { ...CODE, '.env.production': 'OVEN_KEY=ijklmnop\nTILL=1\n' };
  const { findings } = await checkNamed(folderWith(files), { target: ['dotenv:.env.production'] });

  expect(findings.filter(({ service }) => service === 'oven').map(({ rule, remedy }) => [rule, remedy])).toEqual([
    ['env/missing', 'set OVEN_MODE in .env.production'],
  ]);
});

it('remedies for Score files speak of variables, files, resources and probes', async () => {
  const score =
    'apiVersion: score.dev/v1b1\nmetadata: {name: oven}\ncontainers:\n  web:\n    image: x/oven\n    variables: {OVEN_KEY: ijklmnop}\n';
  const { findings } = await checkNamed(folderWith({ ...CODE, 'score.yaml': score }), { target: ['score.yaml'] });
  const told = Object.fromEntries(findings.map(({ rule, remedy }) => [rule, remedy]));

  expect(told).toMatchObject({
    'env/missing': 'set OVEN_MODE under containers.web.variables (score.yaml)',
    'secret/literal': expect.stringContaining('${resources.'),
    'volume/missing': expect.stringContaining('type volume'),
    'probe/missing': 'give Workload/oven a readinessProbe that asks the same',
    'timeout/mismatch': 'give Workload/oven 60 s to shut down on its platform',
  });
});
