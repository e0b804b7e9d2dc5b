const HIDDEN = '[secret]';
/** A text in quotes, or a plain one, and the colon that makes it a key. */
const TOKEN =
  /("(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|[^\s,{}[\]:"'][^,{}[\]:]*(?::(?=\S)[^,{}[\]:]*)*)(\s*:(?=[\s"'{[]|$))?/g;

/**
 * A line of JSON or of YAML in brackets with its keys, and `[secret]` for each value.
 * @param isOpen whether the value of a key is no secret
 */
export function maskFlow(line: string, isOpen: (key: string, text: string) => boolean): string {
  let key = '';
  return line.replace(TOKEN, (whole, token: string, colon: string | undefined) => {
    const text = token.trim().replace(/^(["'])(.*)\1$/s, '$2');
    if (text === '-') return whole;
    if (colon !== undefined) {
      key = text.replace(/^-\s+/, '');
      return whole;
    }
    const shown = text === '' || isOpen(key, text) ? whole : quotedLike(token);
    return shown;
  });
}

function quotedLike(token: string): string {
  const quote = /^["']/.exec(token)?.[0] ?? '';
  return `${quote}${HIDDEN}${quote}`;
}
