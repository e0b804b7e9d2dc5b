import type { Place } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import type { RepositoryFiles } from '../repository/files.ts';

/** The lines of text that the findings point at, by path and line. */
export async function sourceLines(
  report: Report,
  files: RepositoryFiles,
): Promise<ReadonlyMap<string, ReadonlyMap<number, string>>> {
  const wanted = new Map<string, Set<number>>();
  for (const finding of report.findings) for (const place of finding.places) want(wanted, place);
  const found = new Map<string, ReadonlyMap<number, string>>();
  for (const [path, numbers] of wanted) {
    const content = await files.read(path);
    if (content.kind !== 'text') continue;
    const lines = content.text.split(/\r?\n/);
    found.set(path, new Map([...numbers].map((number) => [number, lines[number - 1] ?? ''])));
  }
  return found;
}

function want(wanted: Map<string, Set<number>>, place: Place): void {
  const numbers = wanted.get(place.path) ?? new Set();
  wanted.set(place.path, numbers.add(place.line));
}
