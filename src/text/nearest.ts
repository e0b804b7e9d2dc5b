/** The word of a list that a person most likely meant; undefined when none is near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const given = word.toLowerCase();
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const candidate of words) {
    const distance = editDistance(given, candidate.toLowerCase());
    const own = ownLength(given, candidate.toLowerCase());
    const limit = Math.max(1, Math.floor(own / 3) + 1);
    if (distance < own && distance <= limit && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
      best = { word: candidate, distance };
  }
  return best?.word;
}

/**
 * How many letters of a word are its own: in `shop-oven-service` and `shop-till-service` the outer words say nothing of
 * what is meant.
 */
function ownLength(given: string, candidate: string): number {
  let words = given.split(/[-_.]/);
  let others = candidate.split(/[-_.]/);
  while (words.length > 0 && words.at(-1) === others.at(-1))
    [words, others] = [words.slice(0, -1), others.slice(0, -1)];
  while (words.length > 0 && words[0] === others[0]) [words, others] = [words.slice(1), others.slice(1)];
  const own = words.join('-');
  return own === '' || others.length === 0 ? given.length : own.length;
}

/** Insertions, deletions, changes and swaps of neighbours that lead from one word to the other. */
export function editDistance(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1;
      const swap =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
          ? (rows[row - 2]?.[column - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      current.push(
        Math.min(
          (rows[row - 1]?.[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (rows[row - 1]?.[column - 1] ?? 0) + cost,
          swap,
        ),
      );
    }
    rows.push(current);
  }
  return rows[left.length]?.[right.length] ?? 0;
}
