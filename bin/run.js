#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const argv = process.argv.slice(2);

// Answered before anything is loaded: scripts and editors ask it often.
if (argv.includes('--version') && argv.every((word) => word === '--version' || word === '--json')) {
  const { name, version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  process.stdout.on('error', ({ code }) => {
    process.stderr.write(`error: write the version to stdout: the system answered ${code}\n`);
    process.exitCode = 3;
  });
  process.stdout.write(
    argv.includes('--json') ? `${JSON.stringify({ name, version }, null, 2)}\n` : `parity ${version}\n`,
  );
} else if (!existsSync(new URL('dist/main.js', root))) {
  process.stderr.write('error: this checkout has not been built\nhint: run `npm ci`, or `npm run build`, in it\n');
  process.exitCode = 70;
} else {
  // Ending this way lets what was started and what was written for a moment go too.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
  module.enableCompileCache?.();
  try {
    const { main } = await import('../dist/main.js');
    await main(argv, fileURLToPath(root));
  } catch (error) {
    process.stderr.write(`error: parity could not be loaded\nhint: install it again\n\n${error?.stack ?? error}\n`);
    process.exitCode = 70;
  }
}
