// oclif.manifest.json: what every command accepts, so that starting one loads no other.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config } from '@oclif/core';

/** Writes the manifest of the commands in dist/. */
export async function writeManifest(root) {
  const file = join(root, 'oclif.manifest.json');
  rmSync(file, { force: true });
  const config = await Config.load({ root, devPlugins: false, userPlugins: false });
  const plugin = config.plugins.get('parity');
  if (plugin === undefined) throw new Error('the package is not an oclif plugin');
  const { version, commands } = plugin.manifest;
  if (Object.keys(commands).length === 0) throw new Error('no command could be loaded from dist/commands');
  writeFileSync(file, `${JSON.stringify({ version, commands })}\n`);
}
