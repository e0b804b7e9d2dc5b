import type { InputKind } from '../../discovery/input-kind.ts';
import { KUSTOMIZATION_FILE } from '../../discovery/inventory.ts';
import { fileNameOf, folderOf } from '../../normalise/path.ts';
import { kustomizeCandidates } from './candidates.ts';

/** The folder of a kustomization, rendered alone. */
export const kustomizeInput: InputKind = {
  name: 'kustomize',
  side: 'target',
  span: 'one',
  nothing: 'it renders no Kubernetes object',
  programs: [
    ['kustomize', 'version'],
    ['kubectl', 'version', '--client'],
  ],
  claims: (path, { kustomizations }) => KUSTOMIZATION_FILE.test(fileNameOf(path)) || kustomizations.includes(path),
  expand: (path) => [KUSTOMIZATION_FILE.test(fileNameOf(path)) ? folderOf(path) : path],
  find: ({ inventory, files }) => kustomizeCandidates(inventory, files),
};
