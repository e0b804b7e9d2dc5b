import type { InputKind } from '../../discovery/input-kind.ts';
import { fileNameOf } from '../../normalise/path.ts';
import { composeCandidates, passedOver } from './candidates.ts';

/** Compose files: one project, in the order of `docker compose -f`. */
export const composeInput: InputKind = {
  name: 'compose',
  side: 'local',
  span: 'all',
  nothing: 'it holds no services',
  claims: (path, { compose }) => compose.includes(path) || /compose.*\.ya?ml$/.test(fileNameOf(path)),
  find: ({ inventory, files }) => composeCandidates(inventory, files),
  passedOver,
};
