import { describe, expect, it } from 'vitest';
import { takeInventory } from '../../../src/discovery/inventory.ts';
import { devcontainer } from '../../../src/sources/devcontainer/devcontainer.ts';
import { devcontainerInput } from '../../../src/sources/devcontainer/input.ts';
import { folderWith } from '../../helpers/folder.ts';
import { checkNamed } from '../../helpers/named-check.ts';
import { contextWith } from '../../helpers/source-context.ts';

const PATH = '.devcontainer/devcontainer.json';
const read = (text: string, more = {}) => devcontainer.read({ paths: [PATH] }, contextWith({ [PATH]: text, ...more }));

describe('a development container', () => {
  it('gives the variables of containerEnv and remoteEnv, the latter winning', async () => {
    const { envFiles, problems } = await read(`// the bakery
{
  "name": "Bakery", /* of the town */
  "image": "mcr.example.org/node:20",
  "containerEnv": {
    "MODE": "rye", // not wheat
    "URL": "http://oven:8080/a,b",
    "GONE": "x",
    "TOKEN": "rye-7-bread-9",
  },
  "remoteEnv": {"MODE": "wheat", "GONE": null, "PATH": "\${containerEnv:PATH}:/bin"},
}
`);

    expect(problems).toEqual([]);
    expect(envFiles).toMatchObject([
      {
        path: PATH,
        folder: '.',
        role: 'values',
        entries: [
          {
            name: 'MODE',
            value: { kind: 'plain', text: 'wheat' },
            at: { source: 'devcontainer', line: 11, column: 17 },
          },
          { name: 'URL', value: { kind: 'plain', text: 'http://oven:8080/a,b' } },
          { name: 'TOKEN', value: { kind: 'secret' } },
          { name: 'PATH', value: { kind: 'deferred' } },
        ],
      },
    ]);
  });

  it.each([
    ['${localEnv:HOST}', { kind: 'deferred', reason: 'from the machine' }],
    ['${localEnv:HOST:oven}', { kind: 'plain', text: 'oven' }],
    ['http://${localEnv:HOST:oven}:80', { kind: 'plain', text: 'http://oven:80' }],
    ['${localEnv:HOST:}', { kind: 'plain', text: '' }],
    ['${localWorkspaceFolder}/data', { kind: 'deferred', reason: 'from the machine' }],
    ['a $HOST', { kind: 'plain', text: 'a $HOST' }],
  ])('takes %s for what it is', async (written, value) => {
    expect((await read(JSON.stringify({ remoteEnv: { HOST_URL: written } }))).envFiles[0]?.entries[0]?.value).toEqual(
      value,
    );
  });

  it('opens a compose project, with what its service is given besides', async () => {
    const text = JSON.stringify({
      dockerComposeFile: ['../compose.yaml', 'compose.dev.yaml'],
      service: 'web',
      remoteEnv: { MODE: 'rye' },
      forwardPorts: [8080, 'db:5432'],
    });
    const { workloads } = await read(text, {
      'compose.yaml': 'services:\n  web: {image: x}\n  db: {image: postgres:16}\n',
      '.devcontainer/compose.dev.yaml': 'services:\n  web: {environment: {DEV: "1"}}\n',
    });

    expect(workloads.map(({ id }) => id)).toEqual(['web', 'db']);
    expect(workloads[0]).toMatchObject({
      environment: [{ name: 'DEV' }, { name: 'MODE', at: { source: 'devcontainer', path: PATH } }],
      ports: [{ port: 8080, internal: true }],
    });
    expect(workloads[1]?.environment).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['a list', '[]'],
    ['broken JSON', '{"containerEnv": {'],
    ['an open comment', '{ /* '],
  ])('says which file it cannot read: %s', async (_, text) => {
    expect((await read(text)).problems).toMatchObject([{ kind: 'unreadable', path: PATH }]);
  });

  it('is the local side when it is named, for the programs of the folder that it opens', async () => {
    const root = folderWith({
      [PATH]: '{"containerEnv": {"MODE": "rye", "LIMIT": "7"}}\n',
      Dockerfile: 'FROM node:20\nCOPY . .\nCMD ["node", "server.js"]\n',
      'server.js':
        'if (!process.env.MODE) throw new Error("no mode");\nconst limit = process.env.LIMIT || "9";\nrequire("node:http").createServer(() => limit).listen(8080);\n',
      'k8s/oven.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: oven}\nspec:\n  selector: {matchLabels: {app: oven}}\n  template:\n    metadata: {labels: {app: oven}}\n    spec: {containers: [{name: oven, image: bakery/oven:1.0, env: [{name: LIMIT, value: "8"}]}]}\n',
    });
    const { findings } = await checkNamed(root, { local: [PATH] });
    const told = findings.filter(({ level }) => level !== 'info').map(({ rule, subject }) => `${rule} ${subject}`);

    expect(told).toEqual(['env/missing MODE', 'env/value LIMIT']);
  });
});

describe('development containers of a repository', () => {
  it('offer the compose files that only they know', async () => {
    const { files } = contextWith({
      [PATH]: '{"dockerComposeFile": "../ops/bakery.yml"}',
      'ops/bakery.yml': 'services: {web: {image: x}}\n',
      'mill/.devcontainer/one/devcontainer.json': '{"dockerComposeFile": ["../../compose.yaml"]}',
      'mill/compose.yaml': 'services: {mill: {image: x}}\n',
      'till/.devcontainer.json': '{"image": "x"}',
    });
    const inventory = await takeInventory(files);

    expect(inventory.devcontainers).toEqual([
      PATH,
      'mill/.devcontainer/one/devcontainer.json',
      'till/.devcontainer.json',
    ]);
    expect(await devcontainerInput.find?.({ inventory, files, services: [] })).toMatchObject([
      { kind: 'compose', paths: ['ops/bakery.yml'], label: 'compose:ops/bakery.yml' },
    ]);
  });
});
