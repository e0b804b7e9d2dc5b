/** Something that was said about a place. */
export interface Said {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/**
 * A name for each of several things said, for fingerprints: the file and the words, without lines and columns. Where
 * the same words are said about several places of a file, they are counted.
 */
export function stableNames(all: readonly Said[]): string[] {
  const positions = new Map<string, string[]>();
  return all.map(({ path, line, column, message }) => {
    const name = `${path} ${withoutPlaces(message)}`;
    const known = positions.get(name) ?? [];
    positions.set(name, known);
    const position = `${line}:${column}`;
    if (!known.includes(position)) known.push(position);
    const nth = known.indexOf(position) + 1;
    return nth === 1 ? name : `${name} (${nth})`;
  });
}

function withoutPlaces(message: string): string {
  return message
    .replace(/\b(lines?|columns?) \d+((, | and |:|-)\d+)*/g, '$1')
    .replace(/\b\d+:\d+\b/g, '')
    .replace(/:\d+\b/g, '')
    .trim();
}
