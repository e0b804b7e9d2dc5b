import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DRIFTED_BAKERY, folderWith } from '../helpers/folder.ts';
import { type Ended, ROOT, runProgram } from '../helpers/program.ts';

const consumer = join(folderWith({ 'a bakery/package.json': '{"name": "bakery", "private": true}\n' }), 'a bakery');
const installed = join(consumer, 'node_modules/parity');
const NOWHERE = 'http://127.0.0.1:9';

function npm(args: readonly string[], cwd: string): string {
  const env = { ...process.env, npm_config_cache: join(consumer, '.npm'), npm_config_registry: NOWHERE };
  const ended = spawnSync('npm', [...args], { cwd, env, encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(`npm ${args[0]} ended with ${ended.status}\n${ended.stderr}`);
  return ended.stdout;
}

function runInstalled(args: readonly string[], cwd: string): Promise<Ended> {
  return runProgram(args, { cwd, bin: join(consumer, 'node_modules/.bin/parity') });
}

describe('the package, installed from its tarball in an empty folder without a network', () => {
  beforeAll(() => {
    // The program is already built: the tests of one run must not replace it under each other.
    const [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', consumer], ROOT));
    npm(['install', '--no-audit', '--no-fund', join(consumer, packed.filename)], consumer);
  }, 120_000);

  it('brings nothing but itself', () => {
    expect(readdirSync(join(consumer, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['parity']);
    expect(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))).not.toHaveProperty('dependencies');
  });

  it('holds the program, its schemas, its licences, and no source', () => {
    const found = readdirSync(installed);

    expect(found).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'THIRD-PARTY-NOTICES',
        'CHANGELOG.md',
        'bin',
        'dist',
        'schemas',
        'oclif.manifest.json',
      ]),
    );
    expect(found).not.toContain('src');
    expect(readFileSync(join(installed, 'THIRD-PARTY-NOTICES'), 'utf8')).toContain('@oclif/core');
  });

  it('has nothing to prepare, and does not fail at it', () => {
    expect(npm(['run', '--silent', 'prepare'], installed)).toBe('');
  });

  // The grammars of ten languages are most of it.
  it('is smaller than 25 MB', () => {
    const files = readdirSync(installed, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const size = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

    expect(size).toBeLessThan(25_000_000);
  });

  it('prints its version', async () => {
    const { code, stdout } = await runInstalled(['--version'], consumer);

    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^parity \d+\.\d+\.\d+\n$/) });
  });

  it('reads code and finds what the target forgot', async () => {
    const { code, stdout } = await runInstalled(['check', '--json'], folderWith(DRIFTED_BAKERY));

    expect(code).toBe(1);
    const subjects = JSON.parse(stdout).findings.map((finding: { subject: string }) => finding.subject);
    expect(subjects).toContain('OVEN_MODE');
    expect(stdout).toContain('oven/server.js');
  });

  it.each([[['--help']], [['completion', 'bash']], [['check', '--help']]])('runs %j', async (args) => {
    const { code, stdout, stderr } = await runInstalled(args, consumer);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('check');
  });
});
