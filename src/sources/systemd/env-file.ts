// https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#EnvironmentFile=

export interface EnvLine {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/** What systemd takes from an environment file: no variable is expanded, and a `#` behind a value is part of it. */
export function parseEnvironmentFile(text: string): EnvLine[] {
  const found: EnvLine[] = [];
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  // A name, then quoted pieces, escapes and plain ones to the end of the line; or a line that is none.
  const pattern =
    /^[ \t]*(?:[#;][^\n]*|([A-Za-z_]\w*)[ \t]*=((?:"(?:\\[\s\S]|[^"\\])*"|'[^']*'|\\[\s\S]|[^\n"'\\])*)[^\n]*|[^\n]*)(?:\n|$)/gmy;
  let line = 1;
  for (const match of source.matchAll(pattern)) {
    if (match[0] === '') break;
    const [whole, name, value = ''] = match;
    if (name !== undefined) found.push({ name, value: unquoted(value.trim()), line });
    line += whole.split('\n').length - 1;
  }
  return found;
}

function unquoted(value: string): string {
  return value.replace(/"((?:\\[\s\S]|[^"\\])*)"|'([^']*)'|\\\n|\\([\s\S])/g, (whole, double, single, escaped) => {
    if (whole === '\\\n') return '';
    if (single !== undefined) return single;
    return double === undefined ? escaped : double.replace(/\\\n/g, '').replace(/\\(["\\`$])/g, '$1');
  });
}
