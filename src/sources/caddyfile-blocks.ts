/** One line of a Caddyfile, with what stands in its braces. */
export interface CaddyLine {
  readonly words: readonly CaddyWord[];
  readonly block: readonly CaddyLine[];
}

export interface CaddyWord {
  readonly text: string;
  readonly offset: number;
}

const TOKEN = /(?<=^|\s)#[^\n]*|"(?:\\.|[^"\\])*"|`[^`]*`|\\\n|\n|(?:\{[$\w.][^\s{}]*\}|[^\s"`])+/g;

/** The lines of a Caddyfile as a tree; a brace opens a block at the end of a line alone. */
export function caddyLines(text: string): readonly CaddyLine[] {
  const top: CaddyLine[] = [];
  const open: CaddyLine[][] = [top];
  let words: CaddyWord[] = [];
  const end = (block?: CaddyLine[]) => {
    if (words.length > 0 || block) open.at(-1)?.push({ words, block: block ?? [] });
    words = [];
  };
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token.startsWith('#') || token === '\\\n') continue;
    if (token === '\n') {
      // Addresses of a site may go on behind a comma.
      if (!words.at(-1)?.text.endsWith(',')) end();
    } else if (token === '{') {
      const block: CaddyLine[] = [];
      end(block);
      open.push(block);
    } else if (token === '}') {
      end();
      if (open.length > 1) open.pop();
    } else {
      const isQuoted = /^["`]/.test(token);
      words.push({ text: isQuoted ? token.slice(1, -1) : token, offset: index + (isQuoted ? 1 : 0) });
    }
  }
  end();
  return top;
}
