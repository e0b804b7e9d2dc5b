/** Breaks text at spaces; a word longer than a line stays whole. Later lines begin with the indentation. */
export function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
    }
    line += line.length === indent.length ? word : ` ${word}`;
  }
  return [...lines, line];
}

/** Text that takes no more than a width; what is left out shows as `…`. */
export function truncated(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, Math.max(0, width - 1))}…` : text;
}

/** The same, without its beginning: of a place, the line number tells most. */
export function truncatedStart(text: string, width: number): string {
  return text.length > width ? `…${text.slice(text.length - Math.max(0, width - 1))}` : text;
}
