/** A place in lines that count from 0. */
interface Spot {
  readonly line: number;
  readonly column: number;
}

/** A closing brace, and the last thing before it that is neither blank nor remark. */
export interface Brace extends Spot {
  readonly after: string;
}

/** The brace that closes a map whose text begins at a place; undefined where none begins there. */
export function closingBrace(lines: readonly string[], start: Spot): Brace | undefined {
  let depth = 0;
  let after = '';
  let quote = '';
  for (let line = start.line; line < lines.length; line += 1) {
    const text = lines[line] ?? '';
    for (let column = line === start.line ? start.column : 0; column < text.length; column += 1) {
      const character = text[column] ?? '';
      if (quote !== '') {
        if (character === '\\' && quote === '"') column += 1;
        else if (character === quote) quote = '';
        continue;
      }
      if (character === '#' && (column === 0 || /\s/.test(text[column - 1] ?? ''))) break;
      if (depth === 0 && character !== '{') return undefined;
      if (/["']/.test(character) && /^$|[[{,:\s]/.test(text[column - 1] ?? '')) quote = character;
      if (/[{[]/.test(character)) depth += 1;
      if (/[}\]]/.test(character)) depth -= 1;
      if (depth === 0) return { line, column, after };
      if (/\S/.test(character)) after = character;
    }
  }
  return undefined;
}
