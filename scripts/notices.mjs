// THIRD-PARTY-NOTICES: the licence of every package that is inside the bundle.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes the notices of the packages that esbuild put into the bundle, and of those that files are copied from. */
export function writeNotices(root, metafile, copied) {
  const files = [...Object.keys(metafile.inputs), ...copied.map((file) => `node_modules/${file}`)];
  const folders = files.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  const notices = [...new Set(folders)].sort().map((folder) => noticeOf(join(root, folder)));
  writeFileSync(join(root, 'THIRD-PARTY-NOTICES'), `${[...new Set(notices)].join(`\n${'-'.repeat(80)}\n\n`)}`);
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = existsSync(folder) && readdirSync(folder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`;
  return `${name} ${version} (${license})\n\n${text}\n`;
}
