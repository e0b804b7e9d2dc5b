import type { Report, Unresolved } from '../findings/report.ts';
import { escapeControls } from './escape.ts';
import { placeText } from './grouping.ts';

/** What the reader must know to trust the verdict. */
export function noteLines(report: Report): string[] {
  return report.notes.map((note) => `note: ${escapeControls(note)}`);
}

/** What --verbose adds: sources, pairing with reasons, what is unresolved, what was left out as without effect. */
export function detailLines(report: Report): string[] {
  const hidden = Object.entries(report.hidden).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...section(
      'sources',
      table(
        report.sources.map((source) => [source.environment ?? 'code', source.id, source.path, `${source.facts} facts`]),
      ),
    ),
    ...section(
      'services',
      table(
        report.services.map((service) => [service.name, service.local ?? '-', service.target ?? '-', service.reason]),
      ),
    ),
    ...section('unresolved', report.unresolved.flatMap(unresolvedLines)),
    ...section('without effect', table(hidden.map(([number, times]) => [number, `${times} times`]))),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
}

function unresolvedLines(item: Unresolved): string[] {
  const where = item.places.map(placeText).join(', ');
  const text = [item.service, item.what, where].filter((part) => part !== '').join('  ');
  return [
    escapeControls(item.message === undefined ? text : `${text}: ${item.message}`),
    ...(item.hint === undefined ? [] : [`  next: ${escapeControls(item.hint)}`]),
  ];
}

/** Rows with aligned columns; the last column is not padded. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const clean = rows.map((row) => row.map(escapeControls));
  const widths = (clean[0] ?? []).map((_, column) => Math.max(...clean.map((row) => row[column]?.length ?? 0)));
  return clean.map((row) =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  '),
  );
}
