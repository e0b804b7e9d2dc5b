// A template as the lines that it may print, each with what it refers to.
import { assigned, innerScope, OUTERMOST, type Reference, referencesIn, type Scope } from './template-references.ts';

export interface TemplateLine {
  readonly path: string;
  readonly line: number;
  /** As written. */
  readonly text: string;
  /** What stands between its actions, without indentation; undefined when it is one action that may print many lines. */
  readonly parts: readonly string[] | undefined;
  /** Characters that stand there whatever is rendered. */
  readonly fixed: number;
  readonly references: readonly Reference[];
  /** Names of the defined templates that it prints. */
  readonly includes: readonly string[];
  /** Inside a `range`. */
  readonly repeated: boolean;
}

/** Lines that are printed together: a document of a template, or the body of a `define`. */
export interface Section {
  /** Of the `define`. */
  readonly name?: string;
  readonly lines: readonly TemplateLine[];
}

interface Action {
  readonly text: string;
  readonly scope: Scope;
}

interface Frame {
  readonly keyword: string;
  readonly outer: Scope;
  readonly name?: string;
}

const ACTION = /\{\{-?\s*(\/\*[\s\S]*?\*\/|(?:"(?:[^"\\]|\\.)*"|`[^`]*`|(?!\}\})[^"`]){0,9999}?)\s*-?\}\}/g;
const OPEN = '\u0001';
const CLOSE = '\u0002';
/** Stands for an action that prints nothing; what stands between two in one line may be there or not. */
const SILENT = '\u0003';
const CONDITIONAL = new RegExp(`${SILENT}.*${SILENT}`);
const MARK = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g');

/** The sections of one template file in order. */
export function sectionsOf(path: string, text: string): Section[] {
  const { marked, actions, frames } = mark(text);
  const written = text.split('\n');
  const sections: { name?: string; lines: TemplateLine[] }[] = [{ lines: [] }];
  let open: string | undefined;
  for (const [index, line] of marked.split('\n').entries()) {
    const state = frames[index] ?? { repeated: false };
    const starts = state.name !== open || (state.name === undefined && /^---/.test(line));
    if (starts) sections.push({ ...(state.name !== undefined && { name: state.name }), lines: [] });
    open = state.name;
    const bare = line.replaceAll(SILENT, '').trim();
    if (bare === '' || /^#|^---/.test(bare)) continue;
    const place = { path, line: index + 1, text: written[index] ?? '', repeated: state.repeated };
    sections.at(-1)?.lines.push({ ...place, ...printed(line, actions) });
  }
  return sections.filter(({ lines }) => lines.length > 0);
}

function printed(line: string, actions: readonly Action[]) {
  const used = [...line.matchAll(MARK)].flatMap((match) => actions[Number(match[1])] ?? []);
  const certain = line.replace(CONDITIONAL, `${OPEN}0${CLOSE}`).replaceAll(SILENT, '').trim();
  const parts = certain.split(MARK).filter((_, index) => index % 2 === 0);
  const fixed = parts.join('').replace(/\s/g, '').length;
  return {
    parts: fixed === 0 ? undefined : parts,
    fixed,
    references: used.flatMap(({ text, scope }) => referencesIn(text, scope)),
    includes: used.flatMap(({ text }) =>
      [...text.matchAll(/\b(?:include|template)\s+"([^"]+)"/g)].map((each) => each[1] ?? ''),
    ),
  };
}

/** Whether a line could be printed by one with these parts. */
export function isPrintedBy(text: string, [first = '', ...rest]: readonly string[]): boolean {
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** The text with a mark for each action that prints and nothing for the others, and what each line is inside of. */
function mark(text: string) {
  const actions: Action[] = [];
  const frames: { name?: string; repeated: boolean }[] = [];
  const stack: Frame[] = [];
  let scope = OUTERMOST;
  let marked = '';
  const add = (part: string) => {
    const name = stack.find((frame) => frame.name !== undefined)?.name;
    const state = { ...(name !== undefined && { name }), repeated: stack.some((frame) => frame.keyword === 'range') };
    const line = marked.split('\n').length - 1;
    const count = part.split('\n').length;
    for (let at = 0; at < count; at += 1)
      if (frames[line + at] === undefined || at > 0 || part.trim() !== '') frames[line + at] = state;
    marked += part;
  };
  let last = 0;
  for (const match of text.matchAll(ACTION)) {
    add(text.slice(last, match.index));
    last = match.index + match[0].length;
    const action = match[1] ?? '';
    const next = step(action, { scope, stack });
    if (next !== undefined) {
      scope = next;
      marked += SILENT;
    } else {
      actions.push({ text: action, scope });
      add(`${OPEN}${actions.length - 1}${CLOSE}`);
    }
    marked += '\n'.repeat(match[0].split('\n').length - 1);
  }
  add(text.slice(last));
  return { marked, actions, frames };
}

/** Follows an action that prints nothing; undefined for one that prints. */
function step(action: string, { scope, stack }: { scope: Scope; stack: Frame[] }): Scope | undefined {
  if (action.startsWith('/*') || action === '') return scope;
  const keyword = /^[a-z]+/.exec(action)?.[0] ?? '';
  if (keyword === 'end') return stack.pop()?.outer ?? scope;
  if (keyword === 'else') return stack.at(-1)?.outer ?? scope;
  if (keyword === 'if') {
    stack.push({ keyword, outer: scope });
    return scope;
  }
  if (keyword === 'range' || keyword === 'with') {
    stack.push({ keyword, outer: scope });
    return innerScope(action, scope);
  }
  if (keyword === 'define' || keyword === 'block') {
    stack.push({ keyword, outer: scope, name: /"([^"]+)"/.exec(action)?.[1] ?? '' });
    return OUTERMOST;
  }
  if (/^\$\w+\s*:?=/.test(action)) return assigned(action, scope);
  return /^(break|continue|fail)\b/.test(action) ? scope : undefined;
}
