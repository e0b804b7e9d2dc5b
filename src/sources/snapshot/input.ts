import type { InputKind } from '../../discovery/input-kind.ts';

/** What kubectl printed of a cluster. None is offered: it is as old as the moment it was taken, which only people know. */
export const snapshotInput: InputKind = {
  name: 'snapshot',
  side: 'target',
  span: 'all',
  nothing: 'it holds no object of an application',
  claims: (path, { snapshots }) => snapshots.includes(path),
};
