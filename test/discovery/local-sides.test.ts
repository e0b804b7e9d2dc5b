import { describe, expect, it } from 'vitest';
import { choose } from '../../src/discovery/candidate.ts';
import { offered } from '../../src/discovery/input-kind.ts';
import { takeInventory } from '../../src/discovery/inventory.ts';
import { passedOver } from '../../src/sources/compose/candidates.ts';
import { INPUT_KINDS } from '../../src/sources/index.ts';
import { contextWith } from '../helpers/source-context.ts';

const WHOLE = 'services:\n  web:\n    build: .\n  till:\n    image: till\n';
const PART = 'services:\n  web:\n    ports: ["80:80"]\n';

/** The files of the local side, in order. */
async function localFiles(tree: Readonly<Record<string, string>>): Promise<readonly string[] | undefined> {
  const { files } = contextWith(tree);
  return choose(await offered(INPUT_KINDS, 'local', { inventory: await takeInventory(files), files, services: [] }), [])
    .chosen?.paths;
}

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
    const { files } = contextWith({ '.env': 'COMPOSE_FILE=docker/compose.yml\n', 'docker/compose.yml': WHOLE });

    const { chosen } = choose(
      await offered(INPUT_KINDS, 'local', { inventory: await takeInventory(files), files, services: [] }),
      [],
    );

    expect(chosen).toMatchObject({ paths: ['docker/compose.yml'], options: { envFiles: ['.env'] } });
  });

  it('is not a compose file for CI, and that is said', async () => {
    const { files } = contextWith({ 'docker-compose.ci.yml': WHOLE });
    const inventory = await takeInventory(files);

    expect(await offered(INPUT_KINDS, 'local', { inventory, files, services: [] })).toEqual([]);
    expect(passedOver(inventory)).toEqual([expect.stringContaining('docker-compose.ci.yml was not taken')]);
  });
});
