import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { JvmCall } from './call.ts';

/** Whether a call compares with a switch: `"true".equals(x)`. */
export function isTrue(call: JvmCall): boolean {
  return /^"(true|false)"$/i.test(call.receiver?.text ?? call.args[0]?.value.text ?? '');
}

/** What a call makes of a text. */
export function typeMade(call: JvmCall): EnvironmentRead['type'] | undefined {
  const receiver = call.receiver?.text ?? '';
  if (/^(parseInt|parseLong|parseShort|toInt|toLong|toIntOrNull|toLongOrNull)$/.test(call.name)) return 'integer';
  if (/^(parseDouble|parseFloat|toDouble|toFloat|toDoubleOrNull)$/.test(call.name)) return 'number';
  if (call.name === 'valueOf' && /^(Integer|Long|Short)$/.test(receiver)) return 'integer';
  if (/^(parseBoolean|toBoolean|toBooleanStrictOrNull)$/.test(call.name)) return 'boolean';
  if (/^(valueOf)$/.test(call.name) && receiver === 'Boolean') return 'boolean';
  if (/^(URI|URL)$/.test(call.name) || (call.name === 'create' && receiver === 'URI')) return 'url';
  if (call.name === 'parse' && receiver === 'Duration') return 'duration';
  return call.name === 'split' ? 'list' : undefined;
}
