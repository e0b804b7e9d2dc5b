import type { ImageVariable } from '../../shape/image-recipe.ts';
import { deferred, type Value } from '../../shape/value.ts';
import { type InstructionContext, lookupOf, type PlacedWord, type StageDraft, wordsOf } from './stage.ts';
import { type Lookup, wordValue } from './substitute.ts';
import { parseWord } from './words.ts';

interface Assignment {
  readonly word: PlacedWord;
  readonly name: string;
  readonly value: string | undefined;
}

/** `ENV A=1 B=2` and the old `ENV A some text`. All values see the variables as they were before the instruction. */
export function readEnv(stage: StageDraft, context: InstructionContext): void {
  const variables = envAssignments(context).map((assignment) => toVariable(assignment, context, lookupOf(stage)));
  for (const variable of variables) {
    stage.env.push(variable);
    if (variable.value !== undefined) stage.environment.set(variable.name, variable.value);
  }
}

function envAssignments(context: InstructionContext): Assignment[] {
  const [first, ...more] = wordsOf(context);
  if (first === undefined) return refuse(context, 'ENV has no name');
  if (first.raw.text.includes('=')) {
    return [first, ...more].flatMap((word) => {
      const assignment = split(word);
      return assignment.name !== '' && assignment.value !== undefined
        ? [assignment]
        : refuse(context, 'a word of ENV is no NAME=value', word);
    });
  }
  const value = context.instruction.rest.text.slice(first.raw.text.length).trimStart();
  if (value === '') return refuse(context, 'ENV names a variable and gives it no value', first);
  return [{ word: first, name: first.raw.text, value }];
}

/** ARG inside a stage: a default of its own, else that of the global ARG of the same name, else the build decides. */
export function readArg(stage: StageDraft, context: InstructionContext): void {
  for (const word of wordsOf(context)) {
    const variable = toVariable(split(word), context, lookupOf(stage));
    const value = variable.value ?? context.globals.get(variable.name);
    stage.args.push(value === undefined || value.kind === 'deferred' ? variable : { ...variable, value });
    stage.arguments.set(variable.name, value ?? buildArgument(variable.name));
  }
}

/** ARG before the first FROM. */
export function readGlobalArg(globals: Map<string, Value>, context: InstructionContext): ImageVariable[] {
  return wordsOf(context).map((word) => {
    const variable = toVariable(split(word), context, (name) => globals.get(name));
    globals.set(variable.name, variable.value ?? buildArgument(variable.name));
    return variable;
  });
}

function buildArgument(name: string): Value {
  return deferred(`build argument ${name}`);
}

function split(word: PlacedWord): Assignment {
  const { text } = word.raw;
  const equals = text.indexOf('=');
  return equals < 0
    ? { word, name: text, value: undefined }
    : { word, name: text.slice(0, equals), value: text.slice(equals + 1) };
}

function toVariable({ word, name, value }: Assignment, context: InstructionContext, lookup: Lookup): ImageVariable {
  if (value === undefined) return { name, at: word.at };
  const parts = parseWord(value, context.escapeMark);
  // As written it may stand in a code frame, also when its value is only known at run time.
  context.values.value(name, value);
  return { name, value: wordValue(name, parts, { lookup, values: context.values }), at: word.at };
}

function refuse(context: InstructionContext, found: string, word?: PlacedWord): [] {
  context.report(word?.at ?? context.at, { kind: 'unreadable', message: found, hint: 'write ENV NAME=value' });
  return [];
}
