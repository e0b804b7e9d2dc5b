// THIRD-PARTY-NOTICES: the licence of every package that is inside the bundle.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Not imported, but copied into the package. */
const COPIED = ['node_modules/@vscode/tree-sitter-wasm', 'node_modules/web-tree-sitter'];

/** Writes the notices of the packages that esbuild put into the bundle. */
export function writeNotices(root, metafile) {
  const folders = Object.keys(metafile.inputs).flatMap(
    (path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  );
  const notices = [...new Set([...folders, ...COPIED])].sort().map((folder) => noticeOf(join(root, folder)));
  writeFileSync(join(root, 'THIRD-PARTY-NOTICES'), `${[...new Set(notices)].join(`\n${'-'.repeat(80)}\n\n`)}`);
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = existsSync(folder) && readdirSync(folder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`;
  return `${name} ${version} (${license})\n\n${text}\n`;
}
