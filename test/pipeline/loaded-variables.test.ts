import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { BAKERY, folderWith } from '../helpers/folder.ts';
import { checkNamed } from '../helpers/named-check.ts';

const LOADS = `require('dotenv').config();\n${BAKERY['oven/server.js']}`;
const KEYLESS = {
  ...BAKERY,
  'compose.yaml': 'services:\n  oven: {build: ./oven, ports: ["8080:8080"]}\n',
  'k8s/oven.yaml': (BAKERY['k8s/oven.yaml'] ?? '').replace(/\s+env:\n\s+- name: OVEN_MODE\n\s+value: rye/, ''),
  'oven/server.js': LOADS,
};

async function verdicts(files: Readonly<Record<string, string>>, track?: readonly string[]): Promise<string[]> {
  const root = folderWith(files);
  execFileSync('git', ['init', '-q', root]);
  if (track) execFileSync('git', ['-C', root, 'add', '-f', ...track]);
  const { findings } = await checkNamed(root, { local: ['compose.yaml'], target: ['k8s'] });
  return findings
    .filter(({ level }) => level !== 'info')
    .map(
      ({ rule, subject, places }) =>
        `${rule} ${subject} ${places.map(({ role, path }) => `${role} ${path}`).join(' ')}`,
    );
}

describe('a dotenv file that the code loads', () => {
  it('counts as the image holds it', async () => {
    expect(await verdicts({ ...KEYLESS, 'oven/.env': 'OVEN_MODE=rye\n' })).toEqual([]);
  });

  it('that git ignores is in what compose builds, and in nothing that the target runs', async () => {
    const ignored = { ...KEYLESS, 'oven/.env': 'OVEN_MODE=rye\n', '.gitignore': '.env\n' };

    expect(await verdicts(ignored)).toEqual([
      'env/missing OVEN_MODE read oven/server.js expected k8s/oven.yaml local oven/.env',
    ]);
    expect(await verdicts(ignored, ['oven/.env'])).toEqual([]);
  });

  it('gives way to what the container is given', async () => {
    const given = { ...BAKERY, 'oven/server.js': LOADS, 'oven/.env': 'OVEN_MODE=wheat\n' };

    expect(await verdicts(given)).toEqual([]);
  });

  it('wins over what the container is given where the code says so', async () => {
    const server = `${LOADS}console.log(Number(process.env.OVEN_MAX_TRAYS));\n`;
    const files = {
      ...BAKERY,
      'oven/server.js': server.replace('config()', 'config({ override: true })'),
      'compose.yaml': `${BAKERY['compose.yaml']?.replace('OVEN_MODE: rye', 'OVEN_MODE: rye\n      OVEN_MAX_TRAYS: 4')}    volumes: ["./local.env:/app/.env"]\n`,
      'k8s/oven.yaml': `${BAKERY['k8s/oven.yaml']?.replace('value: rye', 'value: rye\n            - {name: OVEN_MAX_TRAYS, value: "4"}')}`,
      'local.env': 'OVEN_MAX_TRAYS=8\n',
    };

    expect(await verdicts(files)).toEqual(['env/value OVEN_MAX_TRAYS target k8s/oven.yaml local local.env']);
    expect(await verdicts({ ...files, 'oven/server.js': server })).toEqual([]);
  });

  it('is kept out by the ignore file of its Dockerfile, which goes before that of the context', async () => {
    const files = { ...KEYLESS, 'oven/.env': 'OVEN_MODE=rye\n' };

    expect(await verdicts({ ...files, 'oven/Dockerfile.dockerignore': '', 'oven/.dockerignore': '.env\n' })).toEqual(
      [],
    );
    expect(await verdicts({ ...files, 'oven/Dockerfile.dockerignore': '.env\n' })).toHaveLength(1);
  });
});
