import type { Vault } from '../../secrets/vault.ts';
import type { ImageRecipe, ImageStage, ImageVariable } from '../../shape/image-recipe.ts';
import type { Origin, Problem } from '../../shape/origin.ts';
import type { Value } from '../../shape/value.ts';
import { type Position, positionsOf } from '../../text/position.ts';
import { boundedValues } from '../bounded-values.ts';
import { DEFAULT_SHELL, readCmd, readEntrypoint, readHealthcheck, readRun, readShell } from './commands.ts';
import { type Instruction, splitInstructions } from './instructions.ts';
import { readCopy, readExpose, readUser, readVolume, readWorkdir } from './places.ts';
import { flagsOf, type InstructionContext, type StageDraft, wordsOf } from './stage.ts';
import { wordText } from './substitute.ts';
import { readArg, readEnv, readGlobalArg } from './variables.ts';

const ID = 'dockerfile';

type Reader = (stage: StageDraft, context: InstructionContext) => void;

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['ENV', readEnv],
  ['ARG', readArg],
  ['EXPOSE', readExpose],
  ['VOLUME', readVolume],
  ['USER', readUser],
  ['WORKDIR', readWorkdir],
  ['ENTRYPOINT', readEntrypoint],
  ['CMD', readCmd],
  ['SHELL', readShell],
  ['HEALTHCHECK', readHealthcheck],
  ['COPY', readCopy],
  ['ADD', readCopy],
  ['RUN', readRun],
]);
/** Say nothing about what the image has and runs; ONBUILD speaks of images built on this one. */
const SILENT = new Set(['LABEL', 'MAINTAINER', 'STOPSIGNAL', 'ONBUILD']);

/** Reads one Dockerfile; what it does not understand is a problem with its place, and the rest is read all the same. */
export function readRecipe(
  path: string,
  text: string,
  secrets: Vault,
): { recipe: ImageRecipe | undefined; problems: Problem[] } {
  const { instructions, escapeMark, errors } = splitInstructions(text);
  const place = originsOf(path, positionsOf(text));
  const problems: Problem[] = [];
  const report: InstructionContext['report'] = (at, said) => {
    problems.push({
      kind: said.kind,
      source: ID,
      path,
      line: at.line,
      column: at.column,
      message: `read ${path}: ${said.message}`,
      hint: said.hint,
    });
  };
  for (const { offset, message } of errors) {
    report(place(offset), { kind: 'unreadable', message, hint: 'end it with its name alone on a line' });
  }
  const values = boundedValues(secrets);
  const stages: StageDraft[] = [];
  const globals = new Map<string, Value>();
  const globalArgs: ImageVariable[] = [];
  for (const instruction of instructions) {
    const at = place(instruction.offset);
    const within = (index: number) => place(instruction.rest.offsetAt(index));
    const context: InstructionContext = { instruction, escapeMark, values, globals, at, report, place: within };
    if (instruction.keyword === 'FROM') stages.push(...openStage(stages, context));
    else if (instruction.keyword === 'ARG' && stages.length === 0) globalArgs.push(...readGlobalArg(globals, context));
    else readInstruction(instruction, stages.at(-1), context);
  }
  if (stages.length === 0) {
    const hint = 'begin the image with FROM';
    report(place(0), { kind: 'unreadable', message: 'it has no FROM, so it makes no image', hint });
    return { recipe: undefined, problems };
  }
  return { recipe: { path, stages: stages.map(toStage), globalArgs }, problems };
}

function originsOf(path: string, positionOf: (offset: number) => Position): (offset: number) => Origin {
  return (offset) => ({ source: ID, path, ...positionOf(offset) });
}

function readInstruction(instruction: Instruction, stage: StageDraft | undefined, context: InstructionContext): void {
  const reader = READERS.get(instruction.keyword);
  if (reader === undefined) {
    if (SILENT.has(instruction.keyword)) return;
    const hint = 'correct the instruction; a line that goes on needs a backslash at the end of the line before it';
    context.report(context.at, { kind: 'unreadable', message: 'the line begins with no instruction', hint });
  } else if (stage !== undefined) reader(stage, context);
}

function openStage(stages: readonly StageDraft[], context: InstructionContext): StageDraft[] {
  const { end } = flagsOf(context);
  const [image, as, name] = wordsOf(context, end);
  if (image === undefined || (as !== undefined && (as.raw.text.toLowerCase() !== 'as' || name === undefined))) {
    context.report(context.at, {
      kind: 'unreadable',
      message: 'FROM is no image with an optional name',
      hint: 'write FROM <image>, or FROM <image> AS <name>',
    });
    if (image === undefined) return [];
  }
  const from = wordText(image.parts, (variable) => context.globals.get(variable)).text;
  const below = stages.findLast((stage) => stage.name !== undefined && stage.name === from.toLowerCase());
  return [
    {
      name: name?.raw.text.toLowerCase(),
      index: stages.length,
      from,
      at: context.at,
      env: [],
      args: [],
      exposes: [],
      volumes: [],
      copies: [],
      runs: [],
      environment: new Map(below?.environment),
      arguments: new Map(below?.arguments),
      isFromScratch: below?.isFromScratch ?? from === 'scratch',
      directory: below?.directory ?? '/',
      shell: below?.shell ?? DEFAULT_SHELL,
    },
  ];
}

function toStage(draft: StageDraft): ImageStage {
  const { name, user, workdir, entrypoint, command, healthcheck } = draft;
  return {
    ...(name !== undefined && { name }),
    index: draft.index,
    from: draft.from,
    at: draft.at,
    env: draft.env,
    args: draft.args,
    exposes: draft.exposes,
    volumes: draft.volumes,
    copies: draft.copies,
    runs: draft.runs,
    ...(user && { user }),
    ...(workdir && { workdir }),
    ...(entrypoint && { entrypoint }),
    ...(command && { command }),
    ...(healthcheck && { healthcheck }),
  };
}
