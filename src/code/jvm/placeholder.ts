/** `text ${name:default} text`, taken apart; offsets are from the start of the whole text. */
export type PlaceholderPiece = string | Placeholder;

export interface Placeholder {
  readonly name: string;
  readonly at: number;
  /** What stands behind the colon, which may hold placeholders itself. */
  readonly fallback?: string;
  readonly fallbackAt?: number;
}

const MOST_DEPTH = 8;

/** Takes `${…}` apart; what is no placeholder, as SpEL's `#{…}`, stays text. */
export function placeholdersIn(text: string, at = 0): readonly PlaceholderPiece[] {
  const pieces: PlaceholderPiece[] = [];
  let from = 0;
  for (let start = text.indexOf('${'); start !== -1; start = text.indexOf('${', from)) {
    const end = closingBrace(text, start + 2);
    if (end === -1) break;
    if (start > from) pieces.push(text.slice(from, start));
    pieces.push(placeholderOf(text.slice(start + 2, end), at + start + 2));
    from = end + 1;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

function closingBrace(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length && depth < MOST_DEPTH; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return -1;
}

function placeholderOf(inner: string, at: number): Placeholder {
  const colon = inner.search(/:/);
  // The name itself may be put together: `${shop.${REGION}.url}`.
  if (colon === -1 || inner.slice(0, colon).includes('${')) return { name: inner.trim(), at };
  const raw = inner.slice(colon + 1);
  // Micronaut quotes a default with a colon in backticks.
  const quoted = /^`(.*)`$/s.exec(raw)?.[1];
  return {
    name: inner.slice(0, colon).trim(),
    at,
    fallback: quoted ?? raw,
    fallbackAt: at + colon + 1 + (quoted === undefined ? 0 : 1),
  };
}

/** Whether a name can be looked up as it stands. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z_][\w.[\]-]*$/.test(name);
}
