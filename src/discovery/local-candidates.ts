import { fileNameOf, folderOf } from '../normalise/path.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import { entriesOf, get, parseYaml } from '../text/yaml.ts';
import { type Candidate, environmentOf, isSidePath } from './candidate.ts';
import type { Inventory } from './inventory.ts';

const MAIN_NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/** Every compose project and Procfile, each file set as `docker compose` would load it. */
export async function localCandidates(inventory: Inventory, files: RepositoryFiles): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const folder of new Set(inventory.compose.map(folderOf))) {
    const inFolder = inventory.compose.filter((path) => folderOf(path) === folder);
    const main = MAIN_NAMES.map((name) => inFolder.find((path) => fileNameOf(path) === name)).find(
      (path) => path !== undefined,
    );
    const overrides = inFolder.filter((path) => /^(docker-)?compose\.override\.ya?ml$/.test(fileNameOf(path)));
    if (main) candidates.push(await composeCandidate([main, ...overrides], files));
    for (const path of inFolder) {
      if (path !== main && !overrides.includes(path)) candidates.push(await composeCandidate([path], files));
    }
  }
  for (const path of inventory.procfiles) {
    const standing = -40 - 10 * depthOf(path) - (fileNameOf(path) === 'Procfile.dev' ? 0 : 1);
    candidates.push({ kind: 'procfile', paths: [path], label: `procfile:${path}`, names: new Set(), standing });
  }
  return candidates;
}

async function composeCandidate(paths: readonly string[], files: RepositoryFiles): Promise<Candidate> {
  const names = new Set<string>();
  let built = 0;
  for (const path of paths) {
    const content = await files.read(path);
    if (content.kind !== 'text') continue;
    const root = parseYaml(content.text).documents[0]?.root;
    for (const service of entriesOf(get(root, 'services'))) {
      names.add(service.key);
      if (get(service.value, 'build')) built += 1;
    }
    if (get(root, 'include')) built += 1;
  }
  const path = paths[0] ?? '';
  const isMain = MAIN_NAMES.includes(fileNameOf(path));
  const environment = environmentOf(fileNameOf(path)) ?? environmentOf(path);
  const byEnvironment =
    environment === 'production' || environment === 'staging' ? -30 : /test|ci|e2e/.test(fileNameOf(path)) ? -30 : 0;
  const standing =
    (isMain ? 40 : 0) +
    byEnvironment -
    10 * depthOf(path) -
    (isSidePath(path) ? 40 : 0) +
    Math.min(names.size, 20) +
    Math.min(built, 10);
  return { kind: 'compose', paths, label: `compose:${path}`, names, standing, ...(environment && { environment }) };
}

function depthOf(path: string): number {
  return path.split('/').length - 1;
}
