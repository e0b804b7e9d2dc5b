import { type Candidate, isSidePath } from '../../discovery/candidate.ts';
import type { InputKind, Offering } from '../../discovery/input-kind.ts';
import type { Inventory } from '../../discovery/inventory.ts';
import { fileNameOf, folderOf, isInFolder } from '../../normalise/path.ts';
import { isResourceFile } from './resource-files.ts';

/** The folder of a Taubyte configuration repository: `config.yaml` and a folder for each group of resources. */
export const taubyteInput: InputKind = {
  name: 'taubyte',
  side: 'target',
  span: 'one',
  nothing: 'it holds no function and no website',
  claims: (path, inventory) => projectFolders(inventory).includes(path),
  expand: projectFiles,
  find: candidates,
};

/** The configuration of the project first, then each resource. */
function projectFiles(path: string, { all }: Inventory): string[] {
  const folder = fileNameOf(path) === 'config.yaml' ? folderOf(path) : path;
  const inside = all.filter((file) => isInFolder(file, folder) && isResourceFile(inFolder(file, folder)));
  const own = folder === '.' ? 'config.yaml' : `${folder}/config.yaml`;
  return [own, ...inside.filter((file) => file !== own)];
}

function inFolder(file: string, folder: string): string {
  return folder === '.' ? file : file.slice(folder.length + 1);
}

/** Folders with a `config.yaml` and resources beside it. */
function projectFolders({ all }: Inventory): string[] {
  const folders = all.filter((path) => fileNameOf(path) === 'config.yaml').map(folderOf);
  return folders.filter((folder) =>
    all.some((file) => {
      const path = isInFolder(file, folder) ? inFolder(file, folder) : '';
      return path !== 'config.yaml' && !path.startsWith('config.yaml') && isResourceFile(path) && path.includes('/');
    }),
  );
}

/** Any program may have a `config.yaml`: that of a project has an id, a content address. */
const PROJECT_ID = /^id:\s*["']?(Qm[1-9A-HJ-NP-Za-km-z]{44}|baf[a-z2-7]{50,})["']?\s*$/m;

async function candidates({ inventory, files }: Offering): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const folder of projectFolders(inventory)) {
    const paths = projectFiles(folder, inventory);
    // The configuration of an application looks the same, and is part of a project.
    const isApplication = /(^|\/)applications\/[^/]+$/.test(folder);
    const content = isApplication || isSidePath(folder) ? undefined : await files.read(paths[0] ?? '');
    if (content?.kind !== 'text' || !PROJECT_ID.test(content.text)) continue;
    const names = paths.map((path) => fileNameOf(path).replace(/\.yaml$/, ''));
    found.push({ kind: 'taubyte', paths, label: `taubyte:${folder}`, names: new Set(names), standing: 0 });
  }
  return found;
}
