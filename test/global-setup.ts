import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unpackHelm } from './helpers/helm-program.ts';
import { ROOT } from './helpers/program.ts';

/** Builds the program once before the tests that run it, unless it is newer than everything it is made from. */
export default function setup(): void {
  unpackHelm();
  const built = statSync(join(ROOT, 'dist/main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const made = ['src', 'scripts', 'schemas'].flatMap((folder) => filesBelow(join(ROOT, folder)));
  if ([...made, join(ROOT, 'package.json')].every((file) => statSync(file).mtimeMs < built)) return;
  const build = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], { cwd: ROOT, encoding: 'utf8' });
  if (build.status === 0) return;
  // Without a program its tests fail, as they must; those of single modules can still say something.
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  process.stderr.write(`the program could not be built\n${build.stderr}\n`);
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
