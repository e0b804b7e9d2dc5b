import { formsOf } from './encodings.ts';

export interface Redactor {
  add(text: string): void;
  /** A name, path or key that outputs print: it stays readable although a secret has the same text. */
  keep(name: string): void;
  redact(text: string): string;
}

const HIDDEN = '[secret]';
/** Every form is at least so long; its first characters are the way to it. */
const PREFIX = 6;
/** Longer forms are looked for in pieces, so that the cost at one place of a text has a bound. */
const PIECE = 64;

/** All pieces that begin alike. */
interface Bucket {
  /** Lengths that occur, longest first. */
  lengths: number[];
  readonly pieces: Set<string>;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The redaction point of a run: collects secret texts and removes them, with their usual encodings, from any text. The
 * cost grows with the secrets once and with each text once, not with their product.
 */
export function redactor(): Redactor {
  const seen = new Set<string>();
  const waiting: string[] = [];
  const kept = new Set<string>();
  const index = new Map<string, Bucket>();
  return {
    add(text) {
      if (seen.has(text)) return;
      seen.add(text);
      waiting.push(text);
    },
    keep(name) {
      if (name.length >= PREFIX) kept.add(name);
    },
    redact(text) {
      for (const secret of waiting.splice(0)) for (const form of formsOf(secret)) addForm(index, form);
      if (index.size === 0) return text;
      const names = keptSpans(text, kept, index);
      const spans = [...spansIn(text, index), ...wrappedSpans(text, index)];
      return replaced(
        text,
        spans.filter(({ start, end }) => !names.some((name) => name.start <= start && end <= name.end)),
      );
    },
  };
}

/** Where names stand as whole words, of those in which a secret's text stands too. */
function keptSpans(text: string, kept: ReadonlySet<string>, index: ReadonlyMap<string, Bucket>): Span[] {
  const spans: Span[] = [];
  for (const name of kept) {
    if (!text.includes(name) || spansIn(name, index).length === 0) continue;
    for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + 1)) {
      const end = start + name.length;
      const isWhole = !/[\w]/.test(text[start - 1] ?? '') && !/[\w]/.test(text[end] ?? '');
      if (isWhole) spans.push({ start, end });
    }
  }
  return spans;
}

function addForm(index: Map<string, Bucket>, form: string): void {
  for (let at = 0; at < form.length; at += PIECE) {
    // The last piece is as long as the others and laps over the one before it.
    const piece = form.length <= PIECE ? form : form.slice(Math.min(at, form.length - PIECE)).slice(0, PIECE);
    const prefix = piece.slice(0, PREFIX);
    const bucket = index.get(prefix) ?? { lengths: [], pieces: new Set<string>() };
    index.set(prefix, bucket);
    bucket.pieces.add(piece);
    if (!bucket.lengths.includes(piece.length))
      bucket.lengths = [...bucket.lengths, piece.length].sort((a, b) => b - a);
  }
}

/** The longest piece at every place. */
function spansIn(text: string, index: ReadonlyMap<string, Bucket>): Span[] {
  const spans: Span[] = [];
  for (let start = 0; start + PREFIX <= text.length; start += 1) {
    const bucket = index.get(text.slice(start, start + PREFIX));
    const length = bucket?.lengths.find((each) => bucket.pieces.has(text.slice(start, start + each)));
    if (length !== undefined) spans.push({ start, end: start + length });
  }
  return spans;
}

/** Base64 and PEM are wrapped at a width: a secret may go on in the next line, behind its indentation. */
function wrappedSpans(text: string, index: ReadonlyMap<string, Bucket>): Span[] {
  if (!text.includes('\n')) return [];
  let joined = '';
  let from = 0;
  /** Where each kept stretch begins, in the joined text and in the whole one. */
  const stretches: { readonly joined: number; readonly whole: number }[] = [];
  for (const { index: at, 0: gap } of text.matchAll(/(?:\r?\n)+[ \t]*/g)) {
    stretches.push({ joined: joined.length, whole: from });
    joined += text.slice(from, at);
    from = at + gap.length;
  }
  stretches.push({ joined: joined.length, whole: from });
  joined += text.slice(from);
  let current = 0;
  const wholeOf = (offset: number) => {
    while (current > 0 && (stretches[current]?.joined ?? 0) > offset) current -= 1;
    while ((stretches[current + 1]?.joined ?? Number.POSITIVE_INFINITY) <= offset) current += 1;
    const stretch = stretches[current];
    return offset - (stretch?.joined ?? 0) + (stretch?.whole ?? 0);
  };
  return spansIn(joined, index)
    .filter(({ start, end }) => isUnbroken(joined.slice(start, end)))
    .map(({ start, end }) => ({ start: wholeOf(start), end: wholeOf(end - 1) + 1 }));
}

/** Only what has no gaps is wrapped inside itself; two words on two lines that make up a secret are chance. */
function isUnbroken(piece: string): boolean {
  return piece.length >= 16 && /^[\w+/=-]+$/.test(piece);
}

function replaced(text: string, spans: readonly Span[]): string {
  let clean = '';
  let from = 0;
  let open: Span | undefined;
  const flush = () => {
    if (open === undefined) return;
    clean += `${text.slice(from, open.start)}${HIDDEN}`;
    from = open.end;
  };
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (open !== undefined && span.start <= open.end) open = { start: open.start, end: Math.max(open.end, span.end) };
    else {
      flush();
      open = span;
    }
  }
  flush();
  return clean + text.slice(from);
}
