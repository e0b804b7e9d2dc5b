// The parser wants every line of a flow collection or of a quoted text deeper than its key; go-yaml, which kubectl and
// Compose read with, lets them stand at any depth:
//   command: [
//     "start"
//   ]

export interface IndentedLines {
  readonly text: string;
  /** Line, from 1, to the columns that were put before it. */
  readonly added: ReadonlyMap<number, number>;
}

/** Where one line leaves the reader. */
interface State {
  /** Open brackets. */
  depth: number;
  quote: '"' | "'" | '';
  /** Column that the lines of the open collection or quoted text need. */
  need: number;
  /** Column of the key whose block text goes on; -1 is the document itself. */
  block: number | undefined;
}

const INDICATOR = /[-?:](?=\s|$)[ \t]*/y;
const PROPERTY = /[&!]\S*[ \t]+/y;
const KEY_COLON = /[ \t]*:(?=\s|$)[ \t]*/y;
const PLAIN_KEY = /:(?=\s|$)[ \t]*/g;

/** Moves what stands inside brackets or quotes to the depth of its key; undefined when nothing had to move. */
export function indentFlowLines(text: string): IndentedLines | undefined {
  const state: State = { depth: 0, quote: '', need: 0, block: undefined };
  const added = new Map<number, number>();
  const lines = text.split('\n');
  // White space may not multiply a hostile file.
  let budget = 2 * text.length + 65_536;
  for (const [index, line] of lines.entries()) {
    if (/^(---|\.\.\.)(\s|$)/.test(line)) {
      Object.assign(state, { depth: 0, quote: '', block: undefined });
      readBlockLine(line, 3, state);
    } else if (line.trim() === '') continue;
    else if (state.depth > 0 || state.quote !== '') {
      const missing = state.need - indentOf(line);
      if (missing > 0) {
        budget -= missing;
        if (budget < 0) return undefined;
        added.set(index + 1, missing);
        lines[index] = ' '.repeat(missing) + line;
      }
      readFlow(line, 0, state);
    } else if (state.block === undefined || indentOf(line) <= state.block) {
      state.block = undefined;
      readBlockLine(line, 0, state);
    }
  }
  return added.size === 0 ? undefined : { text: lines.join('\n'), added };
}

function indentOf(line: string): number {
  return line.search(/[^ ]|$/);
}

/** Follows the keys and dashes of a line to the value that it opens. */
function readBlockLine(line: string, from: number, state: State): void {
  let at = from + line.slice(from).search(/[^ \t]|$/);
  let column = -1;
  for (;;) {
    const skipped = matchEnd(INDICATOR, line, at);
    if (skipped !== undefined) {
      column = at;
      at = skipped;
      continue;
    }
    const start = at;
    at = matchEnd(PROPERTY, line, at) ?? at;
    if (at > start) continue;
    const first = line[at] ?? '#';
    if (first === '#') return;
    if (first === '|' || first === '>') {
      state.block = column;
      return;
    }
    state.need = column === -1 ? at : column + 1;
    const end = '[{"\''.includes(first) ? matchEnd(KEY_COLON, line, readFlow(line, at, state)) : plainKeyEnd(line, at);
    if (end === undefined || isOpen(state)) return;
    column = at;
    at = end;
  }
}

function isOpen(state: State): boolean {
  return state.depth > 0 || state.quote !== '';
}

function plainKeyEnd(line: string, at: number): number | undefined {
  PLAIN_KEY.lastIndex = at;
  const colon = PLAIN_KEY.exec(line);
  if (colon === null) return undefined;
  const comment = line.indexOf(' #', at);
  return comment !== -1 && comment < colon.index ? undefined : PLAIN_KEY.lastIndex;
}

/** Reads brackets and quotes up to where all are closed, or to the end of the line; gives the place behind. */
function readFlow(line: string, from: number, state: State): number {
  for (let at = from; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (state.quote !== '') {
      if (character === '\\' && state.quote === '"') at += 1;
      else if (character === state.quote) {
        if (character === "'" && line[at + 1] === "'") at += 1;
        else state.quote = '';
      }
    } else if (character === '[' || character === '{') state.depth += 1;
    else if (character === ']' || character === '}') state.depth -= 1;
    else if ((character === '"' || character === "'") && startsToken(line, at)) state.quote = character;
    else if (character === '#' && /^\s?$/.test(line[at - 1] ?? '')) return line.length;
    if (!isOpen(state)) return at + 1;
  }
  return line.length;
}

function startsToken(line: string, at: number): boolean {
  return /^[\s[{,:]?$/.test(line[at - 1] ?? '');
}

function matchEnd(pattern: RegExp, line: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(line) ? pattern.lastIndex : undefined;
}
