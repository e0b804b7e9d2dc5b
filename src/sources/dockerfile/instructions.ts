// The lines of a Dockerfile: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go
import { splitRawWords } from './words.ts';

/** Text put together from several lines; each of its characters knows where it stands in the file. */
export interface LogicalText {
  readonly text: string;
  /** Offset in the file of a character of `text`. */
  offsetAt(index: number): number;
}

export interface Instruction {
  /** Upper case. */
  readonly keyword: string;
  /** Of the keyword in the file. */
  readonly offset: number;
  /** Everything behind the keyword, continuation lines joined, without the bodies of heredocs. */
  readonly rest: LogicalText;
}

export interface DockerfileText {
  readonly instructions: readonly Instruction[];
  /** The escape character: a backslash unless the `escape` directive says otherwise. */
  readonly escapeMark: string;
  readonly errors: readonly { readonly offset: number; readonly message: string }[];
}

interface Line {
  readonly start: number;
  readonly text: string;
}

/** Splits a Dockerfile into instructions; every text gives a result. */
export function splitInstructions(text: string): DockerfileText {
  const lines = splitLines(text);
  const escapeMark = escapeDirective(lines);
  const instructions: Instruction[] = [];
  const errors: { offset: number; message: string }[] = [];
  let index = 0;
  while (index < lines.length) {
    if (isSkipped(lines[index])) {
      index += 1;
      continue;
    }
    const { segments, next } = joinContinued(lines, index, escapeMark);
    index = next;
    const instruction = toInstruction(segments);
    instructions.push(instruction);
    for (const { name, stripsTabs } of heredocsOf(instruction, escapeMark)) {
      const end = heredocEnd(lines, index, { name, stripsTabs });
      if (end < 0) errors.push({ offset: instruction.offset, message: 'a heredoc is never closed' });
      index = end < 0 ? lines.length : end + 1;
    }
  }
  return { instructions, escapeMark, errors };
}

function splitLines(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((raw) => {
    const line = { start, text: raw.endsWith('\r') ? raw.slice(0, -1) : raw };
    start += raw.length + 1;
    return line;
  });
}

/** Directives stand at the very top, before any comment, blank line or instruction. */
function escapeDirective(lines: readonly Line[]): string {
  for (const { text } of lines) {
    const directive = /^\s*#\s*([A-Za-z][\w-]*)\s*=(.*)$/.exec(text);
    if (directive === null) break;
    if (directive[1]?.toLowerCase() === 'escape' && directive[2]?.trim() === '`') return '`';
  }
  return '\\';
}

function isSkipped(line: Line | undefined): boolean {
  return line === undefined || /^\s*(#|$)/.test(line.text);
}

function joinContinued(lines: readonly Line[], first: number, escapeMark: string): { segments: Line[]; next: number } {
  const segments: Line[] = [];
  let index = first;
  while (index < lines.length) {
    const line = lines[index];
    index += 1;
    if (line === undefined || isSkipped(line)) continue;
    const indent = segments.length === 0 ? line.text.length - line.text.trimStart().length : 0;
    const bare = line.text.trimEnd();
    const continues = bare.endsWith(escapeMark) && bare.at(-2) !== escapeMark;
    segments.push({
      start: line.start + indent,
      text: continues ? bare.slice(indent, -1) : line.text.slice(indent),
    });
    if (!continues) break;
  }
  return { segments, next: index };
}

function toInstruction(segments: readonly Line[]): Instruction {
  const text = segments.map((segment) => segment.text).join('');
  const keyword = /^\S*/.exec(text)?.[0] ?? '';
  const skipped = keyword.length + (/^\s*/.exec(text.slice(keyword.length))?.[0].length ?? 0);
  const starts: { index: number; offset: number }[] = [];
  let index = 0;
  for (const segment of segments) {
    starts.push({ index, offset: segment.start });
    index += segment.text.length;
  }
  return {
    keyword: keyword.toUpperCase(),
    offset: segments[0]?.start ?? 0,
    rest: {
      text: text.slice(skipped).trimEnd(),
      offsetAt(at) {
        const segment = starts.findLast((start) => start.index <= at + skipped);
        return segment === undefined ? 0 : segment.offset + at + skipped - segment.index;
      },
    },
  };
}

interface Heredoc {
  readonly name: string;
  readonly stripsTabs: boolean;
}

function heredocEnd(lines: readonly Line[], from: number, { name, stripsTabs }: Heredoc): number {
  for (let at = from; at < lines.length; at += 1) {
    const text = lines[at]?.text ?? '';
    if ((stripsTabs ? text.replace(/^\t+/, '') : text) === name) return at;
  }
  return -1;
}

function heredocsOf({ keyword, rest }: Instruction, escapeMark: string): Heredoc[] {
  const takes = /^(RUN|COPY|ADD)$/;
  const inner = keyword === 'ONBUILD' ? (/^\S+/.exec(rest.text)?.[0] ?? '').toUpperCase() : keyword;
  if (!takes.test(inner) || !rest.text.includes('<<')) return [];
  return splitRawWords(rest.text, escapeMark).flatMap((word) => {
    const match = /^\d*<<(-?)(["']?)([^<"'\s]+)\2$/.exec(word.text);
    return match?.[3] === undefined ? [] : [{ name: match[3], stripsTabs: match[1] === '-' }];
  });
}
