import type { ImageCopy, ImageRun, ImageStage, ImageVariable } from '../../shape/image-recipe.ts';
import type { Origin, Problem } from '../../shape/origin.ts';
import { deferred, type Value } from '../../shape/value.ts';
import type { CommandLine, Probe } from '../../shape/workload.ts';
import type { BoundedValues } from '../bounded-values.ts';
import type { Instruction } from './instructions.ts';
import type { Lookup } from './substitute.ts';
import { parseWord, type RawWord, splitRawWords, type WordPart } from './words.ts';

/** A stage while it is being read, and what a stage built on it starts with. */
export interface StageDraft {
  readonly name: string | undefined;
  readonly index: number;
  readonly from: string;
  readonly at: Origin;
  readonly env: ImageVariable[];
  readonly args: ImageVariable[];
  readonly exposes: ImageStage['exposes'][number][];
  readonly volumes: ImageStage['volumes'][number][];
  readonly copies: ImageCopy[];
  readonly runs: ImageRun[];
  user?: NonNullable<ImageStage['user']>;
  workdir?: NonNullable<ImageStage['workdir']>;
  entrypoint?: CommandLine;
  command?: CommandLine;
  healthcheck?: Probe;
  /** ENV in force, that of the stages below included. */
  readonly environment: Map<string, Value>;
  /** ARG in force. */
  readonly arguments: Map<string, Value>;
  /** The external base image may set any variable; `scratch` sets none. */
  readonly isFromScratch: boolean;
  directory: string;
  shell: readonly string[];
}

/** What reading one instruction needs to know of the file. */
export interface InstructionContext {
  readonly instruction: Instruction;
  readonly escapeMark: string;
  readonly values: BoundedValues;
  readonly globals: ReadonlyMap<string, Value>;
  /** Place of a character of the instruction's rest. */
  place(index: number): Origin;
  /** Place of the instruction's keyword. */
  readonly at: Origin;
  report(at: Origin, said: Pick<Problem, 'kind' | 'message' | 'hint'>): void;
}

/** ENV goes before ARG, wherever each stands. */
export function lookupOf(stage: StageDraft): Lookup {
  return (name) =>
    stage.environment.get(name) ??
    stage.arguments.get(name) ??
    (stage.isFromScratch ? undefined : deferred(`${name} of the base image ${stage.from}`));
}

export interface PlacedWord {
  readonly parts: readonly WordPart[];
  readonly at: Origin;
  readonly raw: RawWord;
}

/** The words behind the keyword, from the given character on. */
export function wordsOf(context: InstructionContext, from = 0): PlacedWord[] {
  const { instruction, escapeMark } = context;
  return splitRawWords(instruction.rest.text.slice(from), escapeMark).map((word) => {
    const raw = { text: word.text, start: word.start + from };
    return { parts: parseWord(raw.text, escapeMark), at: context.place(raw.start), raw };
  });
}

/** The elements of an exec form or JSON list; undefined when the text is none. */
export function jsonList(text: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined;
  } catch {
    // Docker takes what is no JSON for the shell form.
    return undefined;
  }
}

export interface Flags {
  readonly values: ReadonlyMap<string, string>;
  /** Where the rest begins behind the flags. */
  readonly end: number;
}

/** Leading `--name=value` words. */
export function flagsOf(context: InstructionContext): Flags {
  const values = new Map<string, string>();
  const { text } = context.instruction.rest;
  let end = 0;
  for (const { raw } of wordsOf(context)) {
    const match = /^--([a-z][a-z-]*)(?:=([\s\S]*))?$/.exec(raw.text);
    if (match === null) return { values, end: raw.start };
    values.set(match[1] ?? '', match[2] ?? '');
    end = raw.start + raw.text.length;
  }
  return { values, end: values.size === 0 ? 0 : Math.min(end, text.length) };
}
