import { type AssembledText, literalOf, textOfValue, UNKNOWN } from '../assembled-text.ts';
import type { ExportedBinding } from '../language.ts';
import { withStandIn } from '../stand-in.ts';
import type { Reading } from './reading.ts';
import { argumentAt, type PhpCall } from './syntax.ts';
import { evaluate } from './values.ts';

/** `config('services.flour.url', 'http://…')`, `Config::get(…)`: what the files of config/ hold under the key. */
export function configValue(reading: Reading, call: PhpCall): AssembledText | undefined {
  if (!isConfigCall(call)) return undefined;
  const key = literalOf(evaluate(reading, argumentAt(call.args, 0, 'key')));
  const given = argumentAt(call.args, 1, 'default');
  const binding = key === undefined ? undefined : configEntry(reading.context.bindings, key);
  if (binding === undefined) return UNKNOWN;
  const text = textOfValue(binding.value);
  return given ? withStandIn(text, evaluate(reading, given)) : text;
}

export function isConfigCall({ kind, name, scope, object }: PhpCall): boolean {
  if (kind === 'function') return name === 'config';
  if (kind === 'static') return /^\\?(\w+\\)*Config$/.test(scope ?? '') && /^(get|string|integer|boolean)$/.test(name);
  return (
    kind === 'method' &&
    /^(get|string|integer|boolean)$/.test(name) &&
    /^(config\(\)|app\('config'\)|\$app\['config'\]|\$this->app\['config'\]|\$(this->)?config)$/.test(
      object?.text ?? '',
    )
  );
}

/** The entry of a file of config/ under its dotted key. */
export function configEntry(bindings: readonly ExportedBinding[], key: string): ExportedBinding | undefined {
  return bindings.find(({ name, path }) => name === key && CONFIG_FILE.test(path));
}

export const CONFIG_FILE = /(^|\/)[cC]onfig\/[\w/-]+\.php$/;
