// Bundles the program into dist/: one entry per command, shared chunks, nothing to install beside it.
import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { parserFiles } from './grammars.mjs';
import { writeManifest } from './manifest.mjs';
import { writeNotices } from './notices.mjs';
import { requiredBuiltins, withoutUnused } from './slim.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const DIST = join(ROOT, 'dist');

/** CommonJS packages inside the bundle expect these. */
const BANNER = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  "import { dirname as __pathDirname } from 'node:path';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
  'const __dirname = __pathDirname(__filename);',
].join('\n');

/** Builds beside the old bundle and takes its place only when it is whole. */
export async function buildProgram() {
  const fresh = join(ROOT, `dist-${process.pid}`);
  try {
    const { metafile } = await bundle(fresh);
    const files = parserFiles(ROOT);
    copyParser(fresh, files);
    writeNotices(ROOT, metafile, files);
    rmSync(DIST, { recursive: true, force: true });
    renameSync(fresh, DIST);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  await writeManifest(ROOT);
}

function bundle(outdir) {
  const commands = readdirSync(join(ROOT, 'src/commands')).map((file) => file.replace(/\.ts$/, ''));
  return build({
    absWorkingDir: ROOT,
    entryPoints: [
      { in: 'src/cli/main.ts', out: 'main' },
      ...commands.map((name) => ({ in: `src/commands/${name}.ts`, out: `commands/${name}` })),
    ],
    outdir,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    metafile: true,
    legalComments: 'none',
    // Only a developer's checkout of an oclif plugin would load these.
    external: ['typescript', 'ts-node', 'tsx'],
    banner: { js: BANNER },
    plugins: [withoutUnused, requiredBuiltins],
    logLevel: 'warning',
  });
}

function copyParser(dist, files) {
  const modules = createRequire(join(ROOT, 'package.json'));
  const folder = join(dist, 'grammars');
  mkdirSync(folder, { recursive: true });
  for (const file of files) copyFileSync(modules.resolve(file), join(folder, basename(file)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildProgram();
