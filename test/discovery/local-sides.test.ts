import { describe, expect, it } from 'vitest';
import { chooseLocal, programsOf } from '../../src/discovery/choose-local.ts';
import { offered } from '../../src/discovery/input-kind.ts';
import { takeInventory } from '../../src/discovery/inventory.ts';
import { planSides } from '../../src/pipeline/plan-sides.ts';
import { passedOver } from '../../src/sources/compose/candidates.ts';
import { INPUT_KINDS } from '../../src/sources/index.ts';
import { contextWith } from '../helpers/source-context.ts';

const WHOLE = 'services:\n  web:\n    build: .\n  till:\n    image: till\n';
const PART = 'services:\n  web:\n    ports: ["80:80"]\n';

async function choiceOf(tree: Readonly<Record<string, string>>) {
  const { files } = contextWith(tree);
  const repository = { inventory: await takeInventory(files), files, services: [] };
  const candidates = await offered(INPUT_KINDS, 'local', repository);
  return chooseLocal(candidates, programsOf(candidates, await offered(INPUT_KINDS, 'target', repository)));
}

/** The files of the local side, in order. */
async function localFiles(tree: Readonly<Record<string, string>>): Promise<readonly string[] | undefined> {
  return (await choiceOf(tree)).chosen?.paths;
}

/** A compose file that builds some services and takes others as they come. */
function composeOf(built: readonly string[], taken: readonly string[] = []): string {
  const lines = [
    ...built.map((name) => `${name}: { build: ${name} }`),
    ...taken.map((name) => `${name}: { image: ${name} }`),
  ];
  return `services:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

const SHOP = ['web', 'till', 'oven', 'ledger'];

describe('the local side', () => {
  it.each<[string, Record<string, string>, string[] | undefined]>([
    ['the main file', { 'compose.yaml': WHOLE, 'compose.debug.yaml': WHOLE }, ['compose.yaml']],
    [
      'the main file with its override',
      { 'docker-compose.yml': WHOLE, 'docker-compose.override.yml': PART, 'docker-compose.dev.yml': PART },
      ['docker-compose.yml', 'docker-compose.override.yml'],
    ],
    ['a file for podman', { 'podman-compose.yml': WHOLE }, ['podman-compose.yml']],
    [
      'a file for podman with an override that podman-compose takes by itself',
      { 'container-compose.yaml': WHOLE, 'container-compose.override.yml': PART },
      ['container-compose.yaml', 'container-compose.override.yml'],
    ],
    [
      'the file of docker before the one of podman',
      { 'docker-compose.yml': WHOLE, 'podman-compose.yaml': WHOLE },
      ['docker-compose.yml'],
    ],
    [
      'the file for podman and not one for its production',
      { 'podman-compose.yaml': WHOLE, 'podman-compose.prod.yml': PART },
      ['podman-compose.yaml'],
    ],
    [
      'the main file with a file for development that only changes its services',
      { 'docker-compose.yml': WHOLE, 'docker-compose.dev.yml': PART },
      ['docker-compose.yml', 'docker-compose.dev.yml'],
    ],
    [
      'the main file with a file for development that replaces some of its services',
      { 'docker-compose.yml': WHOLE, 'docker-compose.dev.yml': 'services:\n  till:\n    build: till\n' },
      ['docker-compose.yml', 'docker-compose.dev.yml'],
    ],
    [
      'the main file alone beside a file for development that stands alone',
      { 'docker-compose.yml': WHOLE, 'docker-compose.dev.yml': WHOLE },
      ['docker-compose.yml'],
    ],
    [
      'the main file alone beside one for production',
      { 'docker-compose.yml': WHOLE, 'docker-compose.prod.yml': PART },
      ['docker-compose.yml'],
    ],
    [
      'the file for development where there is no main one',
      {
        'docker-compose.ci.yml': WHOLE,
        'docker-compose.dev.yml': WHOLE,
        'docker-compose.prod.yml': WHOLE,
        'docker-compose.tools.yml': WHOLE,
      },
      ['docker-compose.dev.yml'],
    ],
    [
      'nothing where all files are for elsewhere',
      { 'docker-compose.prod.yml': WHOLE, 'docker-compose.staging.yml': WHOLE, 'docker-compose.test.yml': WHOLE },
      undefined,
    ],
    ['no stack file of a swarm', { 'docker-compose-stack.yml': WHOLE, 'docker-stack.yml': WHOLE }, undefined],
    [
      'a file in docker/',
      { 'docker/compose.yml': WHOLE, '.devcontainer/docker-compose.yml': WHOLE },
      ['docker/compose.yml'],
    ],
    [
      'a file in deploy/',
      { 'deploy/docker-compose.yml': WHOLE, 'web/docker-compose.yml': WHOLE },
      ['deploy/docker-compose.yml'],
    ],
    ['a file in infra/', { 'infra/compose.yaml': WHOLE, 'examples/compose.yaml': WHOLE }, ['infra/compose.yaml']],
    [
      "an editor's container where there is nothing else",
      { '.devcontainer/compose.yaml': WHOLE },
      ['.devcontainer/compose.yaml'],
    ],
    [
      'the root before a folder dev/ that builds more',
      { 'dev/compose.yml': `${WHOLE}  oven:\n    build: .\n`, 'compose.yml': WHOLE },
      ['compose.yml'],
    ],
    [
      'the file that builds most of the services, wherever it lies',
      {
        'docker-compose.yml': composeOf([], ['postgres', 'redis']),
        'deploy/compose/shop.compose.yml': '',
        'deploy/compose/compose.yml': composeOf(SHOP),
      },
      ['deploy/compose/compose.yml'],
    ],
    [
      'the file beside the main one that builds most of the services',
      { 'docker-compose.yml': composeOf([], ['postgres']), 'docker-compose.full.yml': composeOf(SHOP, ['postgres']) },
      ['docker-compose.full.yml'],
    ],
    [
      'the root where it has half of them',
      { 'compose.yml': composeOf(['web', 'till']), 'infra/compose.yml': composeOf(SHOP) },
      ['compose.yml'],
    ],
    [
      'not what an archive builds',
      { 'compose.yml': composeOf(['web']), 'legacy/compose.yml': composeOf(['a', 'b', 'c', 'd', 'e', 'f']) },
      ['compose.yml'],
    ],
    [
      'a file that takes images which another one builds',
      { 'compose.yml': composeOf([], SHOP), 'compose.build.yml': composeOf(SHOP) },
      ['compose.yml'],
    ],
    [
      'the one with the services that a target runs',
      {
        'compose.chat.yml': composeOf(['chat', 'bot']),
        'compose.shop.yml': composeOf(['web', 'till']),
        'k8s/shop.yaml': ['web', 'till']
          .map((name) => `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n`)
          .join('---\n'),
      },
      ['compose.shop.yml'],
    ],
    [
      'a file for tests where no other one starts most of the programs',
      { 'docker-compose.ai.yml': composeOf(['chat']), 'docker-compose.test.yml': composeOf([...SHOP, 'chat']) },
      ['docker-compose.test.yml'],
    ],
    [
      'no file that runs tests',
      {
        'docker-compose.ai.yml': composeOf(['chat']),
        'docker-compose.test.yml': `${composeOf(SHOP)}  e2e: { build: e2e, command: npm test }\n`,
      },
      ['docker-compose.ai.yml'],
    ],
    [
      'no file for production, whatever it builds',
      { 'docker-compose.ai.yml': composeOf(['chat']), 'docker-compose.prod.yml': composeOf(SHOP) },
      ['docker-compose.ai.yml'],
    ],
    ['the root before docker/', { 'docker/compose.yml': WHOLE, 'compose.yml': WHOLE }, ['compose.yml']],
    [
      'the files that COMPOSE_FILE names',
      {
        '.env': 'COMPOSE_FILE=docker-compose.yml:docker/extra.yml\n',
        'docker-compose.yml': WHOLE,
        'docker-compose.override.yml': PART,
        'docker/extra.yml': PART,
      },
      ['docker-compose.yml', 'docker/extra.yml'],
    ],
    [
      'the files that COMPOSE_FILE names, by the separator of .env',
      {
        '.env': 'COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=base.yml,docker-compose.prod.yml\n',
        'base.yml': WHOLE,
        'docker-compose.prod.yml': PART,
      },
      ['base.yml', 'docker-compose.prod.yml'],
    ],
    [
      'the main file where COMPOSE_FILE names what is not there',
      { '.env': 'COMPOSE_FILE=nowhere.yml\n', 'compose.yaml': WHOLE },
      ['compose.yaml'],
    ],
    ['a Procfile where there is no compose file', { 'Procfile.dev': 'web: node .\n' }, ['Procfile.dev']],
    ['a compose file before a Procfile', { Procfile: 'web: node .\n', 'compose.yaml': WHOLE }, ['compose.yaml']],
  ])('is %s', async (_what, tree, expected) => {
    const paths = await localFiles(tree);

    expect(paths).toEqual(expected);
  });

  it('is interpolated with the .env that names its files, wherever they lie', async () => {
    const { chosen } = await choiceOf({ '.env': 'COMPOSE_FILE=docker/compose.yml\n', 'docker/compose.yml': WHOLE });

    expect(chosen).toMatchObject({ paths: ['docker/compose.yml'], options: { envFiles: ['.env'] } });
  });

  it('says which others there are, what their names keep them for, and how to choose', async () => {
    const files = {
      'docker-compose.ai.yml': composeOf(['chat']),
      'docker-compose.prod.yml': composeOf(SHOP),
      'watch/compose.yml': composeOf([], ['grafana']),
    };
    const ports = { ...contextWith(files), progress: () => {}, signal: new AbortController().signal };
    const request = { root: '/nowhere', config: undefined, local: [], target: [] };
    const { local } = await planSides(request, await takeInventory(ports.files), ports);

    expect(local?.notes).toEqual([
      'local: compose:docker-compose.ai.yml (it starts 1 of the 5 programs that are built here); not compose:watch/compose.yml, compose:docker-compose.prod.yml (its name says prod): choose with --local or under environments in parity.yaml',
    ]);
  });

  it('is not a compose file for CI, and that is said', async () => {
    const { files } = contextWith({ 'docker-compose.ci.yml': WHOLE });
    const inventory = await takeInventory(files);

    expect(await localFiles({ 'docker-compose.ci.yml': WHOLE })).toBeUndefined();
    expect(passedOver(inventory)).toEqual([expect.stringContaining('docker-compose.ci.yml was not taken')]);
  });
});
