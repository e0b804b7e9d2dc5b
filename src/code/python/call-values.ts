import type { CodeValue } from '../../shape/code-facts.ts';
import type { Reading } from './reading.ts';
import { shown } from './shown.ts';
import type { PyNode } from './syntax.ts';
import { joined, knownStart, type PyValue } from './templates.ts';
import { evaluate } from './values.ts';

/** The argument of a call under one of its keywords, or at a position. */
export function argument(
  reading: Reading,
  call: PyNode,
  where: { readonly names: readonly string[]; readonly position?: number },
): PyNode | undefined {
  const { positional, keywords } = reading.module.argumentsOf(call);
  for (const name of where.names) {
    const found = keywords.get(name);
    if (found) return found;
  }
  return where.position === undefined ? undefined : positional[where.position];
}

/** `host` and `port` as one target; the host alone when there is no port. */
export function hostAndPort(reading: Reading, host: PyNode | undefined, port: PyNode | undefined): CodeValue {
  const name: PyValue = host ? evaluate(reading, host) : { kind: 'literal', text: 'localhost' };
  if (port === undefined || port.type === 'none') return shown(reading, name);
  return shown(reading, knownStart(joined([name, { kind: 'literal', text: ':' }, evaluate(reading, port)])));
}

/** A URL as far as it is known; undefined when not even its host is. */
export function urlTarget(reading: Reading, node: PyNode | undefined): CodeValue | undefined {
  if (node === undefined) return undefined;
  const value = evaluate(reading, node);
  const start = knownStart(value);
  if (start.kind === 'computed') return undefined;
  // Of `f'http://{host}/x'` with an unknown host only the scheme is known, which says nothing.
  if (value.kind === 'computed' && start.kind === 'literal' && !/^[a-z+]+:\/\/[^/]+\//.test(start.text))
    return undefined;
  return shown(reading, start);
}

/** What a value begins with, where it is text. */
export function leadingText(value: CodeValue): string {
  if (value.kind === 'literal') return value.text;
  if (value.kind === 'variable') return value.fallback ?? '';
  const first = value.kind === 'template' ? value.parts[0] : undefined;
  return typeof first === 'string' ? first : (first?.fallback ?? '');
}

export function startsWithVariable(value: CodeValue): boolean {
  return value.kind === 'variable' || (value.kind === 'template' && typeof value.parts[0] !== 'string');
}
