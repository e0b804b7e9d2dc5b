/** `<%= x %>`, `<%- x -%>`; `<%# x %>` is a remark, `<%% x` is text. */
const TAG = /<%(?!%)(=|-|#)?([\s\S]*?)(-)?%>/g;

/** The program inside the tags, all else blanked: places stay as they are. */
export function erbProgram(text: string): string {
  let program = '';
  let at = 0;
  for (const match of text.matchAll(TAG)) {
    const [whole, kind = '', code = ''] = match;
    program += blank(text.slice(at, match.index));
    // A statement ends with its tag.
    program +=
      kind === '#' ? blank(whole) : `  ${blank(kind)}${code}${blank(whole.slice(2 + kind.length + code.length, -2))}; `;
    at = match.index + whole.length;
  }
  return program + blank(text.slice(at));
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** A tag that gives a value, by its place in the text. */
export interface ErbTag {
  readonly start: number;
  readonly end: number;
}

export interface MaskedErb {
  /** The text with a mark of the same length for each tag that gives a value, the others blanked. */
  readonly text: string;
  readonly tags: readonly ErbTag[];
}

/** Marks are private characters, which no YAML means anything by: one that opens, one that counts, and filling. */
const OPEN = '\uE000';
const FIRST = 0xe100;
const FILL = '\uE001';
const MOST_TAGS = 0x1000;
const MARK = /\uE000([\uE100-\uF0FF])\uE001*/g;

export function maskErb(text: string): MaskedErb {
  const tags: ErbTag[] = [];
  const masked = text.replace(TAG, (whole: string, kind: string | undefined, _code, _end, start: number) => {
    if (kind !== '=' || tags.length >= MOST_TAGS) return blank(whole);
    tags.push({ start, end: start + whole.length });
    return `${OPEN}${String.fromCharCode(FIRST + tags.length - 1)}${FILL.repeat(whole.length - 2)}`;
  });
  return { text: masked, tags };
}

/** The pieces of a masked text: what is fixed, and the tags between. */
export function erbPieces(text: string, tags: readonly ErbTag[]): (string | ErbTag)[] {
  const pieces: (string | ErbTag)[] = [];
  let at = 0;
  for (const match of text.matchAll(MARK)) {
    pieces.push(text.slice(at, match.index));
    const tag = tags[(match[1]?.charCodeAt(0) ?? 0) - FIRST];
    if (tag) pieces.push(tag);
    at = match.index + match[0].length;
  }
  pieces.push(text.slice(at));
  return pieces.filter((piece) => piece !== '');
}
