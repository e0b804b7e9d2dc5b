// The simple commands of a shell script, as far as its text alone tells them: no variable is expanded, no branch is taken.
import { splitWords } from './shell-words.ts';

/** One command with its words, as `splitWords` gives them. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** Files it reads from and writes to: `< deploy.yaml`, `>> .env`. */
  readonly input?: string;
  readonly output?: string;
  /** The body of its here-document. */
  readonly document?: string;
  /** The command before it in a pipe. */
  readonly from?: ShellCommand;
  /** Line of the script on which it begins, from 0. */
  readonly line: number;
}

/** More lines than that are no script that a person wrote. */
const MOST_LINES = 20_000;
/** A quote that is open for longer was never meant to be one. */
const MOST_JOINED = 500;

/** The commands of a script in order; those in loops, branches and groups like all others. */
export function shellCommands(script: string): ShellCommand[] {
  const commands: ShellCommand[] = [];
  for (const { text, line, document } of logicalLines(script)) {
    commands.push(...commandsOf(splitWords(text), { line, document }));
  }
  return commands;
}

interface LogicalLine {
  readonly text: string;
  readonly line: number;
  readonly document: string | undefined;
}

/** Lines joined where a quote is open or a backslash ends one, without comments; here-documents beside them. */
function logicalLines(script: string): LogicalLine[] {
  const lines = script.split('\n', MOST_LINES);
  const found: LogicalLine[] = [];
  let at = 0;
  while (at < lines.length) {
    const first = at;
    let text = withoutComment(lines[at] ?? '');
    while (at + 1 < lines.length && at - first < MOST_JOINED && isOpen(text)) {
      at += 1;
      text = text.endsWith('\\') ? `${text.slice(0, -1)} ${withoutComment(lines[at] ?? '')}` : `${text}\n${lines[at]}`;
    }
    const mark = /<<-?\s*(['"]?)(\w+)\1/.exec(text)?.[2];
    const body: string[] = [];
    at += 1;
    if (mark !== undefined) {
      while (at < lines.length && lines[at]?.trim() !== mark) body.push(lines[at++] ?? '');
      at += 1;
    }
    found.push({ text, line: first, document: mark === undefined ? undefined : body.join('\n') });
  }
  return found;
}

/** Whether a quote or a continuation leads on to the next line. */
function isOpen(text: string): boolean {
  const bare = text.replace(/\\[\s\S]/g, '').replace(/'[^']*'|"[^"]*"/g, '');
  return /(^|[^\\])(\\\\)*\\$/.test(text) || /['"]/.test(bare);
}

function withoutComment(line: string): string {
  const comment = /(?:^|\s)#.*$/.exec(line);
  // A quote that opens before it may hold it.
  if (comment === null || /['"]/.test(line.slice(0, comment.index).replace(/'[^']*'|"[^"]*"/g, ''))) return line;
  return line.slice(0, comment.index);
}

const SEPARATOR = /^(\||\|\||&&|;|;;|&|\(|\)|\{|\}|!)$/;
/** What stands before a command and is none. */
const LEADING = /^(if|then|else|elif|do|while|until|time|sudo|exec|nohup|fi|done|esac)$/;

interface Around {
  readonly line: number;
  readonly document: string | undefined;
  readonly from: ShellCommand | undefined;
}

function commandsOf(words: readonly string[], { line, document }: Omit<Around, 'from'>): ShellCommand[] {
  const commands: ShellCommand[] = [];
  let before: ShellCommand | undefined;
  let current: string[] = [];
  const end = (isPiped: boolean) => {
    const command = simpleCommand(current, { line, document, from: before });
    if (command !== undefined) commands.push(command);
    before = isPiped ? command : undefined;
    current = [];
  };
  for (const word of words) {
    if (SEPARATOR.test(word)) end(word === '|');
    else current.push(word);
  }
  end(false);
  return commands;
}

function simpleCommand(all: readonly string[], { line, document, from }: Around): ShellCommand | undefined {
  const words: string[] = [];
  const files: { input?: string; output?: string; here?: true } = {};
  for (let at = 0; at < all.length; at += 1) {
    const word = all[at] ?? '';
    if (!/^(<|>|>>|<<)$/.test(word)) {
      // The number of a stream, or an assignment before the command.
      if (!(/^[12]$/.test(word) && /^>>?$/.test(all[at + 1] ?? ''))) words.push(word);
      continue;
    }
    at += 1;
    const file = all[at] ?? '';
    if (word === '<<') files.here = true;
    else if (word === '<') files.input = file;
    else files.output = file;
  }
  while (words.length > 0 && (LEADING.test(words[0] ?? '') || /^[A-Za-z_]\w*=/.test(words[0] ?? ''))) words.shift();
  if (words.length === 0) return undefined;
  return {
    words,
    line,
    ...(files.input !== undefined && { input: files.input }),
    ...(files.output !== undefined && { output: files.output }),
    ...(files.here && document !== undefined && { document }),
    ...(from && { from }),
  };
}
