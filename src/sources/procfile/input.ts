import type { Candidate } from '../../discovery/candidate.ts';
import type { InputKind } from '../../discovery/input-kind.ts';
import { fileNameOf } from '../../normalise/path.ts';

export const procfileInput: InputKind = {
  name: 'procfile',
  side: 'local',
  span: 'all',
  nothing: 'it holds no process',
  claims: (path) => fileNameOf(path).startsWith('Procfile'),
  find: async ({ inventory }) => inventory.procfiles.map(candidateOf),
};

/** Below every compose file at its depth; of several, the one for development. */
function candidateOf(path: string): Candidate {
  const depth = path.split('/').length - 1;
  const standing = -40 - 10 * depth - (fileNameOf(path) === 'Procfile.dev' ? 0 : 1);
  return { kind: 'procfile', paths: [path], label: `procfile:${path}`, names: new Set(), standing };
}
