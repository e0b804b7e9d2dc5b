import { ParityError } from '../errors.ts';
import { type Baseline, parseBaseline } from '../findings/baseline.ts';
import type { RepositoryFiles } from '../repository/files.ts';

/**
 * @param path as seen from the root
 * @throws ParityError of kind usage for a file that is not there, cannot be read, or is no baseline
 */
export async function readBaseline(path: string, files: RepositoryFiles): Promise<Baseline> {
  await files.grant?.(path);
  const content = await files.read(path);
  if (content.kind === 'missing') throw refused(path, 'there is no such file');
  if (content.kind === 'unreadable') throw refused(path, content.reason);
  const baseline = parseBaseline(content.text);
  if (baseline === undefined) throw refused(path, 'it is no baseline of parity (parity.baseline/v1)');
  return baseline;
}

function refused(path: string, found: string): ParityError {
  return new ParityError({
    kind: 'usage',
    code: 'flag/baseline',
    message: `--baseline ${path}: ${found}`,
    hint: `write one with parity baseline --output ${path}`,
  });
}
