import { bare, callOf, type JvmCall } from './call.ts';
import type { JvmReader } from './jvm-file.ts';
import { visibleVariable } from './lookup.ts';
import type { JvmIndex } from './model.ts';

const known = new WeakMap<JvmIndex, Map<RegExp, boolean>>();

/** Whether the file imports a library whose name fits. */
export function holdsImport(file: JvmIndex, pattern: RegExp): boolean {
  const answers = known.get(file) ?? new Map<RegExp, boolean>();
  known.set(file, answers);
  const before = answers.get(pattern);
  if (before !== undefined) return before;
  const answer = file.importTexts.some((text) => pattern.test(text));
  answers.set(pattern, answer);
  return answer;
}

/** What may say what a call is called on: its text, its last name, and the type of the variable. */
export function receiverTexts(call: JvmCall, reader: Pick<JvmReader, 'file'>): readonly string[] {
  if (call.receiver === undefined) return [''];
  const receiver = bare(call.receiver);
  const inner = callOf(receiver);
  const last = inner?.name ?? /(\w+)$/.exec(receiver.text)?.[1] ?? '';
  const variable = /^\w+$/.test(last) ? visibleVariable(last, receiver, reader) : undefined;
  const made = variable?.value && callOf(variable.value);
  return [last, ...(variable ? [variable.type] : []), ...(made ? [made.name, made.receiver?.text ?? ''] : [])];
}
