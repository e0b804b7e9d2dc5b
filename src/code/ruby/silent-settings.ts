import type { CodeValue } from '../../shape/code-facts.ts';
import { codeValue } from '../assembled-text.ts';
import type { ExportedBinding } from '../language.ts';
import { fieldOf } from '../syntax.ts';
import type { Reading } from './reading.ts';
import { sharedParts } from './shared-values.ts';
import { evaluate } from './values.ts';

/** Settings on which other files hang without naming them, and a word by which those files are found. */
const SETTINGS = {
  adapter: { target: /\.active_job\.queue_adapter$/, word: 'queue_as' },
  secretKey: { target: /\.secret_key_base$/, word: 'Application' },
  sidekiqRedis: { target: /\.redis$/, word: 'Sidekiq' },
} as const;

type Name = keyof typeof SETTINGS;

const NAMES: readonly Name[] = ['adapter', 'secretKey', 'sidekiqRedis'];

/** Those that a file makes. */
export function silentSettings(reading: Reading): ExportedBinding[] {
  const { file } = reading;
  return file.nodes.flatMap((node): ExportedBinding[] => {
    if (node.type !== 'assignment') return [];
    const target = fieldOf(node, 'left')?.text ?? '';
    return NAMES.filter((name) => SETTINGS[name].target.test(target) && isSaid(name, file.text)).map((name) => ({
      name: `${SETTINGS[name].word}.#${name}=`,
      path: file.path,
      value: codeValue(evaluate(reading, fieldOf(node, 'right'))),
      environment: true,
    }));
  });
}

/** Many things have a Redis. */
function isSaid(name: Name, text: string): boolean {
  return name !== 'sidekiqRedis' || text.includes('Sidekiq');
}

/** What another file sets; undefined where none does. */
export function silentSetting({ context }: Reading, name: Name): CodeValue | undefined {
  return context.bindings.find((each) => sharedParts(each.name).member === `${name}=`)?.value;
}
