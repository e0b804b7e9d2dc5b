import type { Candidate } from '../../discovery/candidate.ts';
import type { InputKind, Offering } from '../../discovery/input-kind.ts';
import { composeFilesOf, readDevcontainer } from './read-file.ts';

/** Development containers: the compose files that they start, or the variables that they give to whoever works in them. */
export const devcontainerInput: InputKind = {
  name: 'devcontainer',
  side: 'local',
  span: 'all',
  nothing: 'it sets no variable and opens no compose project',
  claims: (path, { devcontainers }) => devcontainers.includes(path),
  find: candidates,
};

/** Below everything else: compose files that only the development container knows by name. */
const STANDING = -90;

async function candidates({ inventory, files }: Offering): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const path of inventory.devcontainers) {
    const content = await files.read(path);
    const root = content.kind === 'text' ? readDevcontainer(content.text).root : undefined;
    const paths = root === undefined ? [] : composeFilesOf(root, path);
    const isNew =
      paths.some((each) => !inventory.compose.includes(each)) && paths.every((each) => inventory.all.includes(each));
    if (!isNew) continue;
    found.push({ kind: 'compose', paths, label: `compose:${paths.join(',')}`, names: new Set(), standing: STANDING });
  }
  return found;
}
