// Makes fixtures/shop-drifted from fixtures/shop by the edits of test/mutations/drift-edits.json.
// `node scripts/drift.mjs [FOLDER]` writes to another folder instead.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('..', import.meta.url));
const edits = JSON.parse(readFileSync(join(repository, 'test/mutations/drift-edits.json'), 'utf8'));
const drifted = process.argv[2] ?? join(repository, 'fixtures/shop-drifted');

rmSync(drifted, { recursive: true, force: true });
cpSync(join(repository, 'fixtures/shop'), drifted, {
  recursive: true,
  filter: (path) => !path.includes('node_modules', repository.length),
});
for (const { file, find, replace } of edits.flatMap((edit) => edit.changes)) {
  const path = join(drifted, file);
  const parts = readFileSync(path, 'utf8').split(find);
  if (parts.length !== 2) throw new Error(`${file}: ${parts.length - 1} places fit ${JSON.stringify(find)}`);
  writeFileSync(path, parts.join(replace));
}
writeFileSync(join(drifted, 'README.md'), readme(edits));

function readme(all) {
  return [
    "# The bakery's shop, drifted",
    '',
    'Made by `node scripts/drift.mjs` from `fixtures/shop`: what a hurried change forgets. Each line is one small edit.',
    '',
    '| rule | level | service | what is wrong |',
    '|---|---|---|---|',
    ...all.map(({ rule, level, service, what }) => `| ${rule} | ${level} | ${service} | ${what} |`),
    '',
  ].join('\n');
}
