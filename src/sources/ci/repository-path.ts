import { posix } from 'node:path';
import { normaliseRelativePath } from '../../normalise/path.ts';
import { isFixed } from './fixed-text.ts';

/** What pipelines call the folder of the repository. */
const ROOT = /^(\$\{?(GITHUB_WORKSPACE|CI_PROJECT_DIR|PWD)\}?|\$\{\{\s*github\.workspace\s*\}\})\//;

/** A file as a script names it, as a path of the repository; undefined where it is computed or lies elsewhere. */
export function repositoryPath(written: string, folder: string | undefined): string | undefined {
  const [root] = ROOT.exec(written) ?? [];
  const rest = root === undefined ? written : written.slice(root.length);
  const from = root === undefined || root.includes('PWD') ? folder : '.';
  if (from === undefined || !isFixed(rest) || rest.startsWith('/')) return undefined;
  return normaliseRelativePath(posix.join(from, rest));
}
