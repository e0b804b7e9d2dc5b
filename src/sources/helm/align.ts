// Which line of a template printed which line of the result: the alignment with the highest score, in the manner of
// Needleman and Wunsch, since a result is its template with parts left out, repeated and put in.
import { isPrintedBy, type TemplateLine } from './template-sections.ts';

/** One line of the result. */
export interface RenderedLine {
  readonly text: string;
  readonly index: number;
}

export interface Alignment {
  readonly score: number;
  /** For each rendered line the index of its template line, or -1. */
  readonly matches: readonly number[];
}

/** Above this, a document is data (a dashboard, a definition of a kind) and not worth the time. */
const MOST_CELLS = 2_000_000;
/** A line that follows its neighbour is more likely than one from elsewhere. */
const NEIGHBOUR = 0.5;
const SAME_INDENT = 0.3;
const LONGEST = 30;

export function align(rendered: readonly RenderedLine[], template: readonly TemplateLine[]): Alignment {
  const width = template.length + 1;
  const none: Alignment = { score: 0, matches: rendered.map(() => -1) };
  if ((rendered.length + 1) * width > MOST_CELLS) return none;
  const best = new Float32Array((rendered.length + 1) * width);
  const matched = new Float32Array((rendered.length + 1) * width);
  for (const [row, line] of rendered.entries()) {
    const trimmed = line.text.trim();
    for (const [column, candidate] of template.entries()) {
      const here = (row + 1) * width + column + 1;
      const diagonal = row * width + column;
      const weight = weightOf(line.text, trimmed, candidate);
      if (weight > 0) {
        const follows = matched[diagonal] ?? 0;
        matched[here] = weight + Math.max(best[diagonal] ?? 0, follows > 0 ? follows + NEIGHBOUR : 0);
      }
      best[here] = Math.max(best[diagonal + 1] ?? 0, best[here - 1] ?? 0, matched[here] ?? 0);
    }
  }
  return { score: best.at(-1) ?? 0, matches: traceBack({ best, matched, width }, rendered.length) };
}

function weightOf(text: string, trimmed: string, { parts, fixed, text: written }: TemplateLine): number {
  if (parts === undefined || !isPrintedBy(trimmed, parts)) return 0;
  const sameIndent = text.search(/\S/) === written.search(/\S/);
  return (fixed > 1 ? 1 : 0.2) + Math.min(fixed, LONGEST) / 10 + (sameIndent ? SAME_INDENT : 0);
}

interface Table {
  readonly best: Float32Array;
  readonly matched: Float32Array;
  readonly width: number;
}

function traceBack({ best, matched, width }: Table, rows: number): number[] {
  const matches = new Array<number>(rows).fill(-1);
  let row = rows;
  let column = width - 1;
  let insist = false;
  while (row > 0 && column > 0) {
    const here = row * width + column;
    const score = matched[here] ?? 0;
    if (score > 0 && (insist || score >= (best[here] ?? 0))) {
      matches[row - 1] = column - 1;
      const diagonal = here - width - 1;
      const follows = matched[diagonal] ?? 0;
      insist = follows > 0 && follows + NEIGHBOUR >= (best[diagonal] ?? 0);
      row -= 1;
      column -= 1;
    } else if ((best[here - width] ?? 0) >= (best[here - 1] ?? 0)) row -= 1;
    else column -= 1;
  }
  return matches;
}
