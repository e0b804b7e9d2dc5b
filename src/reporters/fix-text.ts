import picocolors from 'picocolors';
import type { FixDocument } from '../findings/fix-document.ts';
import { escapeControls } from './escape.ts';
import { wrap } from './wrap.ts';

export interface FixTextOptions {
  readonly color: boolean;
  readonly width: number | undefined;
}

/** The patches, then what they mend and what is left to a person. */
export function fixText({ files, mended, left, written }: FixDocument, options: FixTextOptions): string {
  const colors = picocolors.createColors(options.color);
  const width = Math.min(options.width ?? 100, 100);
  const patches = files.map(({ patch }) =>
    patch
      .split('\n')
      .map((line) => colored(escapeControls(line), colors))
      .join('\n'),
  );
  const rest = left.flatMap(({ level, rule, service, subject, reason, remedy }) => [
    `${colors.bold(`${level} ${rule}`)} ${escapeControls(`${service} ${subject}`)}: ${escapeControls(reason)}`,
    ...wrap(escapeControls(remedy), width, '  '),
  ]);
  const done = mended.map(
    ({ rule, service, subject }) => `mends ${colors.bold(rule)} ${escapeControls(`${service} ${subject}`)}`,
  );
  const next = files.length > 0 && !written ? '; parity fix --write changes the files' : '';
  const summary = `${mended.length} of ${mended.length + left.length} findings mended by ${files.length} ${files.length === 1 ? 'file' : 'files'}${written ? ', written' : ''}${next}`;
  return `${[...patches, ...done, ...(rest.length > 0 ? ['', 'left to you', ...rest] : []), '', summary].join('\n').trimStart()}\n`;
}

function colored(line: string, colors: ReturnType<typeof picocolors.createColors>): string {
  if (/^(---|\+\+\+) /.test(line)) return colors.bold(line);
  if (line.startsWith('+')) return colors.green(line);
  if (line.startsWith('-')) return colors.red(line);
  return line.startsWith('@@') ? colors.cyan(line) : line;
}
