import { type Alignment, align, type RenderedLine } from './align.ts';
import type { Section, TemplateLine } from './template-sections.ts';

/** All templates of a chart and its subcharts. */
export interface Templates {
  /** Sections of a file that print by themselves. */
  readonly sections: readonly Section[];
  /** Bodies of `define` by name. */
  readonly defined: ReadonlyMap<string, Section>;
}

interface Alternative {
  readonly lines: readonly TemplateLine[];
  readonly alignment: Alignment;
}

/** Deeper includes are not followed. */
const DEEPEST = 4;
/** Rounds of a loop that are told apart. */
const MOST_ROUNDS = 200;

/** The template line that printed each line of a document, by index of the line. */
export function linesBehind(document: readonly RenderedLine[], templates: Templates): Map<number, TemplateLine> {
  const found = new Map<number, TemplateLine>();
  const own = bestOf(document, withIncluded(templates.sections, templates.defined));
  if (own !== undefined) place(document, own, { templates, found, depth: 0 });
  return found;
}

/** Sections with the bodies that they print, for a chart whose templates are one include each. */
function withIncluded(sections: readonly Section[], defined: Templates['defined']): Section[] {
  const all = new Set(sections);
  for (const section of all) {
    for (const name of section.lines.flatMap((line) => line.includes)) {
      const body = defined.get(name);
      if (body !== undefined) all.add(body);
    }
  }
  return [...all];
}

function bestOf(document: readonly RenderedLine[], sections: readonly Section[]): Alternative | undefined {
  let best: Alternative | undefined;
  for (const { lines } of sections) {
    const alignment = align(document, lines);
    if (alignment.score > (best?.alignment.score ?? 0)) best = { lines, alignment };
  }
  return best;
}

interface Search {
  readonly templates: Templates;
  readonly found: Map<number, TemplateLine>;
  readonly depth: number;
}

function place(document: readonly RenderedLine[], { lines, alignment }: Alternative, search: Search): void {
  for (const [row, column] of alignment.matches.entries()) {
    const line = lines[column];
    const rendered = document[row];
    if (line !== undefined && rendered !== undefined) search.found.set(rendered.index, line);
  }
  for (const gap of gapsOf(alignment.matches)) {
    const unmatched = document.slice(gap.start, gap.end);
    const between = lines.slice(gap.after + 1, gap.before);
    fill(unmatched, { between, repeated: lines.filter((line) => line.repeated) }, search);
  }
}

/** Lines without a match: printed by an include or a whole value between their neighbours, or by another round of a loop. */
function fill(
  unmatched: readonly RenderedLine[],
  { between, repeated }: { readonly between: readonly TemplateLine[]; readonly repeated: readonly TemplateLine[] },
  search: Search,
): void {
  let rest = unmatched;
  if (search.depth < DEEPEST) {
    const bodies = between.flatMap((line) => line.includes.flatMap((name) => search.templates.defined.get(name) ?? []));
    const body = bestOf(rest, bodies);
    if (body !== undefined) place(rest, body, { ...search, depth: search.depth + 1 });
    rest = rest.filter((line) => !search.found.has(line.index));
  }
  for (let round = 0; round < MOST_ROUNDS && rest.length > 0 && repeated.length > 0; round += 1) {
    const { matches } = align(rest, repeated);
    if (matches.every((column) => column === -1)) break;
    for (const [row, column] of matches.entries()) {
      const line = repeated[column];
      const rendered = rest[row];
      if (line !== undefined && rendered !== undefined) search.found.set(rendered.index, line);
    }
    rest = rest.filter((line) => !search.found.has(line.index));
  }
  const whole = between.filter((line) => line.parts === undefined);
  const chosen = whole.find((line) => line.references.length > 0) ?? whole[0];
  if (chosen !== undefined) for (const line of rest) search.found.set(line.index, chosen);
}

interface Gap {
  readonly start: number;
  readonly end: number;
  /** Template lines around it. */
  readonly after: number;
  readonly before: number;
}

function gapsOf(matches: readonly number[]): Gap[] {
  const gaps: Gap[] = [];
  let after = -1;
  for (let row = 0; row < matches.length; row += 1) {
    const column = matches[row] ?? -1;
    if (column !== -1) {
      after = column;
      continue;
    }
    let end = row;
    while (end < matches.length && matches[end] === -1) end += 1;
    gaps.push({ start: row, end, after, before: matches[end] ?? Number.MAX_SAFE_INTEGER });
    row = end - 1;
  }
  return gaps;
}
