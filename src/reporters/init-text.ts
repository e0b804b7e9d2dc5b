import picocolors from 'picocolors';
import type { InitDocument } from '../findings/init-document.ts';
import { escapeControls } from './escape.ts';
import { count } from './summary-line.ts';

export interface InitTextOptions {
  readonly color: boolean;
  readonly quiet: boolean;
}

/** What changes in parity.yaml as a diff, what was chosen, and one line that says what was done. */
export function initText(document: InitDocument, options: InitTextOptions): string {
  const colors = picocolors.createColors(options.color);
  const summary = `${escapeControls(summaryOf(document))}\n`;
  if (options.quiet) return summary;
  const paint = (line: string) => {
    if (/^(\+\+\+|---) /.test(line)) return colors.bold(line);
    return line.startsWith('+') ? colors.green(line) : line.startsWith('-') ? colors.red(line) : line;
  };
  const diff = document.diff.split('\n').slice(0, -1);
  const lines = [
    ...diff.map((line) => paint(escapeControls(line))),
    ...(diff.length > 0 ? [''] : []),
    ...document.notes.map((note) => colors.dim(`note: ${escapeControls(note)}`)),
    ...document.open.map(
      (text) => `open: ${escapeControls(text)} is written as a remark: take it out of it if it is meant`,
    ),
  ];
  return lines.length === 0 ? summary : `${lines.join('\n')}\n${summary}`;
}

function summaryOf({ path, change, written, added, complete }: InitDocument): string {
  const rest = complete ? '' : '; incomplete: an input could not be read';
  if (change === 'none') return `${path}: nothing new${rest}`;
  const environments = added.filter((name) => name.startsWith('environments.')).length;
  const services = new Set(added.flatMap((name) => /^services\.([^.]+)/.exec(name)?.[1] ?? [])).size;
  const what = `${count(environments, 'environment')}, ${count(services, 'service')}`;
  return `${path}: ${written ? change : `would be ${change}`} (${what})${rest}`;
}
