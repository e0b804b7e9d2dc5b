import type { InputKind } from '../../discovery/input-kind.ts';
import { fileNameOf } from '../../normalise/path.ts';

/** Dotenv files, the later winning. None is offered alone: which services they are for, the target says. */
export const dotenvInput: InputKind = {
  name: 'dotenv',
  side: 'local',
  span: 'all',
  claims: (path) => /^\.env|\.env$/.test(fileNameOf(path)),
};
