/** Texts, remarks and brackets of languages with braces. */
const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|[([{}\])]/g;

/** @returns the offset of the bracket that closes the one at an offset; undefined when nothing does */
export function closingBracket(text: string, open: number): number | undefined {
  const token = new RegExp(TOKEN);
  token.lastIndex = open;
  let depth = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (/^[([{]$/.test(found[0])) depth += 1;
    else if (/^[)\]}]$/.test(found[0])) depth -= 1;
    if (depth === 0) return found.index;
  }
  return undefined;
}

/** A text of the same length in which all between brackets is blank, from an offset to the bracket that ends it. */
export function outermost(text: string, start: number, end: number): string {
  let kept = '';
  const token = new RegExp(TOKEN);
  token.lastIndex = start;
  let at = start;
  for (let found = token.exec(text); found !== null && found.index < end; found = token.exec(text)) {
    if (!/^[([{]$/.test(found[0])) continue;
    const close = closingBracket(text, found.index) ?? end;
    kept += text.slice(at, found.index + 1) + ' '.repeat(Math.max(0, close - found.index - 1));
    at = close;
    token.lastIndex = close + 1;
  }
  return kept + text.slice(at, end);
}

/** The value at an offset that only one thing runs: the body of a function written out, or the name of another one. */
export function runAt(text: string, start: number): { readonly start: number; readonly end: number } | undefined {
  const literal =
    /^(?:async\s+)?(?:func|function)\b[^(]*|^(?:async\s*)?(?=\([^()]*\)\s*=>)|^(?:async\s+)?\w+\s*=>\s*(?=\{)/.exec(
      text.slice(start, start + 300),
    );
  if (literal === null) {
    const name = /^[A-Za-z_][\w.]*/.exec(text.slice(start, start + 100))?.[0];
    return name === undefined ? undefined : { start, end: start + name.length };
  }
  const head = start + literal[0].length;
  const parameters = text[head] === '(' ? closingBracket(text, head) : head;
  if (parameters === undefined) return undefined;
  return bodyAt(text, parameters);
}

/** What stands between the next braces. */
export function bodyAt(text: string, from: number): { readonly start: number; readonly end: number } | undefined {
  const open = text.indexOf('{', from);
  const close = open < 0 ? undefined : closingBracket(text, open);
  return close === undefined ? undefined : { start: open + 1, end: close };
}
