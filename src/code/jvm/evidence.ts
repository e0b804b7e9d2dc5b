import { ancestorsOf, contains, type Syntax } from '../syntax.ts';
import { bare, callOf, type JvmCall } from './call.ts';
import { isClass, isMethod } from './declaration.ts';
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
  const around = call.receiver ?? scopeReceiver(call);
  if (around === undefined) return [''];
  const receiver = bare(around);
  const inner = callOf(receiver);
  const last = inner?.name ?? /(\w+)$/.exec(receiver.text)?.[1] ?? '';
  const variable = /^\w+$/.test(last) ? visibleVariable(last, receiver, reader) : undefined;
  const made = variable?.value && callOf(variable.value);
  return [last, ...(variable ? [variable.type] : []), ...(made ? [made.name, made.receiver?.text ?? ''] : [])];
}

/** `consumer.apply { subscribe(topics) }`: the block works on what stands before it. */
function scopeReceiver({ node }: JvmCall): Syntax | undefined {
  for (const each of ancestorsOf(node)) {
    if (isMethod(each) || isClass(each)) return undefined;
    const outer = each.type === 'call_expression' ? callOf(each) : undefined;
    if (outer?.block === undefined || !contains(outer.block, node)) continue;
    if (/^(apply|run)$/.test(outer.name)) return outer.receiver;
    if (outer.name === 'with') return outer.args[0]?.value;
  }
  return undefined;
}
