// https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html

/** One `Key=value` of a section. */
export interface Setting {
  readonly section: string;
  readonly key: string;
  /** Lines that a backslash joins, joined; without blanks around. */
  readonly value: string;
  readonly line: number;
  /** Of the key. */
  readonly column: number;
}

export interface UnitFile {
  readonly settings: readonly Setting[];
  /** Lines that are neither a section, a setting nor a comment. */
  readonly strange: readonly number[];
}

export function parseUnit(text: string): UnitFile {
  const settings: Setting[] = [];
  const strange: number[] = [];
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  let section = '';
  for (let at = 0; at < lines.length; at += 1) {
    const line = at + 1;
    const first = (lines[at] ?? '').trimEnd();
    if (/^\s*([#;]|$)/.test(first)) continue;
    let joined = first;
    while (joined.endsWith('\\') && at + 1 < lines.length) {
      at += 1;
      const next = (lines[at] ?? '').trim();
      // A comment between joined lines is left out, and the join goes on.
      joined = /^[#;]/.test(next) ? joined : `${joined.slice(0, -1)} ${next}`;
    }
    const named = /^\s*\[([^\]]+)\]\s*$/.exec(joined)?.[1];
    const [, blank = '', key, value = ''] = /^(\s*)([A-Za-z][\w-]*)\s*=\s*(.*)$/s.exec(joined) ?? [];
    if (named !== undefined) section = named;
    else if (key === undefined) strange.push(line);
    else settings.push({ section, key, value: value.trim(), line, column: blank.length + 1 });
  }
  return { settings, strange };
}

/** The words of a value: quotes hold blanks, and a backslash keeps the character behind it. */
export function unitWords(value: string): string[] {
  const words: string[] = [];
  const piece = /"((?:\\[\s\S]|[^"\\])*)(?:"|$)|'((?:\\[\s\S]|[^'\\])*)(?:'|$)|\\([\s\S])|([^\s"'\\]+)|(\s+)/g;
  let word: string | undefined;
  for (const [, double, single, escaped, bare, blank] of value.matchAll(piece)) {
    if (blank !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    word = (word ?? '') + (bare ?? unescaped(double ?? single ?? `\\${escaped ?? ''}`));
  }
  if (word !== undefined) words.push(word);
  return words;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', s: ' ', t: '\t' };

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, character: string) => ESCAPES[character] ?? character);
}
