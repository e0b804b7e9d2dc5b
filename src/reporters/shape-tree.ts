import picocolors from 'picocolors';
import type { ShapeDocument, ShapeGroup } from '../findings/shape-document.ts';
import { escapeControls } from './escape.ts';
import { placeText } from './grouping.ts';
import { count } from './summary-line.ts';

export interface ShapeTreeOptions {
  readonly color: boolean;
  readonly quiet: boolean;
}

/** The shape of one environment as a tree: service, group, entry with its value and where it comes from. */
export function shapeTree(document: ShapeDocument, options: ShapeTreeOptions): string {
  const colors = picocolors.createColors(options.color);
  const entries = document.services.flatMap((service) => service.groups.flatMap((group) => group.entries));
  const incomplete = document.complete ? '' : '; incomplete: an input could not be read';
  const summary = `${document.environment}: ${count(document.services.length, 'service')}, ${count(entries.length, 'fact')}${incomplete}`;
  if (options.quiet) return `${escapeControls(summary)}\n`;
  const services = document.services.flatMap((service) => {
    const place = service.place === undefined ? '' : `  ${placeText(service.place)}`;
    const title = `${colors.bold(escapeControls(service.name))} ${colors.dim(escapeControls(service.object) + place)}`;
    return [title, ...service.groups.flatMap((group) => groupLines(group, colors)), ''];
  });
  const notes = document.notes.map((note) => colors.dim(`note: ${escapeControls(note)}`));
  return `${[...services, ...notes, escapeControls(summary)].join('\n')}\n`;
}

/** Longer values would push the origins off the screen. */
const LONGEST_VALUE = 60;

function groupLines(group: ShapeGroup, colors: ReturnType<typeof picocolors.createColors>): string[] {
  const rows = group.entries.map((entry) => {
    const value = escapeControls(entry.value);
    return {
      name: escapeControls(entry.name),
      value: value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE - 1)}…` : value,
      origin: `${placeText(entry.place)}${entry.note === undefined ? '' : `, ${escapeControls(entry.note)}`}`,
    };
  });
  const names = Math.max(0, ...rows.map((row) => row.name.length));
  const values = Math.max(0, ...rows.map((row) => row.value.length));
  return [
    `  ${colors.cyan(group.name)}`,
    ...rows.map((row) => `    ${row.name.padEnd(names)}  ${row.value.padEnd(values)}  ${colors.dim(row.origin)}`),
  ];
}
