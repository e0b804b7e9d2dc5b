/** Characters that end a word outside quotes and mean something to a shell. */
const OPERATOR = /[|&;<>()]/;

/**
 * The words of a command line with quotes and backslashes resolved as a POSIX shell does; `||`, `&&`, `;` and the other
 * operators are words of their own. Variables and `$(…)` stay as written. An open quote reaches to the end.
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let at = 0;
  const end = () => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  while (at < text.length) {
    const character = text[at] ?? '';
    const piece = pieceAt(text, at);
    if (text.startsWith('\\\n', at)) {
      at += 2;
    } else if (piece !== undefined) {
      word = (word ?? '') + piece.text;
      at = piece.end;
    } else if (/\s/.test(character)) {
      end();
      at += 1;
    } else if (OPERATOR.test(character)) {
      end();
      const doubled = text[at + 1] === character && !/[()]/.test(character);
      words.push(doubled ? character + character : character);
      at += doubled ? 2 : 1;
    } else {
      word = (word ?? '') + character;
      at += 1;
    }
  }
  end();
  return words;
}

/** Nobody writes a longer line without a shell in mind. */
const LONGEST_PLAIN = 4_096;

/** Whether a command line needs no shell: no operator, variable, glob, comment or assignment in it. */
export function isPlainCommand(text: string): boolean {
  if (text.length > LONGEST_PLAIN) return false;
  const bare = text.replace(/'[^']*'/g, '').replace(/"(?:\\.|[^"\\$`])*"/g, '');
  return !/[|&;<>()$`*?#~{}\\]/.test(bare) && !/^\s*\w+=/.test(text);
}

type Piece = { readonly text: string; readonly end: number };

/** A quoted, escaped or substituted piece of a word. */
function pieceAt(text: string, at: number): Piece | undefined {
  switch (text[at]) {
    case "'": {
      const close = text.indexOf("'", at + 1);
      const end = close < 0 ? text.length : close;
      return { text: text.slice(at + 1, end), end: end + 1 };
    }
    case '"':
      return doubleQuoted(text, at);
    case '\\':
      return { text: text.slice(at + 1, at + 2), end: at + 2 };
    case '`': {
      const close = text.indexOf('`', at + 1);
      const end = close < 0 ? text.length : close + 1;
      return { text: text.slice(at, end), end };
    }
    case '$':
      return text[at + 1] === '(' || text[at + 1] === '{' ? substitution(text, at) : undefined;
    default:
      return undefined;
  }
}

function doubleQuoted(text: string, open: number): Piece {
  let inner = '';
  let at = open + 1;
  for (; at < text.length && text[at] !== '"'; at += 1) {
    if (text[at] === '\\' && /[$`"\\\n]/.test(text[at + 1] ?? '')) {
      at += 1;
      if (text[at] !== '\n') inner += text[at];
    } else inner += text[at];
  }
  return { text: inner, end: at + 1 };
}

function substitution(text: string, start: number): Piece {
  const open = text[start + 1] ?? '';
  const close = open === '(' ? ')' : '}';
  let depth = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === open) depth += 1;
    else if (text[at] === close) depth -= 1;
    if (depth === 0) return { text: text.slice(start, at + 1), end: at + 1 };
  }
  return { text: text.slice(start), end: text.length };
}
