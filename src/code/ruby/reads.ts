import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { Value } from '../../shape/value.ts';
import { literalOf } from '../assembled-text.ts';
import { judge } from './judge.ts';
import type { Access, Reading, ReadType } from './reading.ts';
import type { RbNode } from './syntax.ts';
import { surroundingsOf, timingOf } from './timing.ts';
import { evaluate } from './values.ts';

/** The reads of a file as facts, each judged by its surroundings. */
export function environmentReads(reading: Reading, accesses: readonly Access[]): EnvironmentRead[] {
  return accesses.map((access) => readOf(reading, access));
}

function readOf(reading: Reading, access: Access): EnvironmentRead {
  const judged = judge(reading, access);
  const { isConditional, isGuarded } = surroundingsOf(reading, access);
  const type = typeOf(access.name, judged.type);
  // `nil.to_i` is 0, which is a number like any other and no port.
  const isZero = judged.need === 'required' && !judged.enforced && (type === 'integer' || type === 'number');
  const isOptional = access.dynamic || judged.need === 'optional' || (isGuarded && !judged.demanded) || isZero;
  const fallback = isOptional ? defaultOf(reading, access.name, judged.fallback) : undefined;
  return {
    name: access.name,
    dynamic: access.dynamic,
    at: reading.file.originOf(access.at),
    ...(fallback && { default: fallback }),
    need: isOptional ? 'optional' : 'required',
    ...(!isOptional && judged.enforced && { enforced: true }),
    when: timingOf(reading, access.node),
    conditional: !access.dynamic && isConditional,
    alternatives: [...new Set(judged.among.map(({ name }) => name))],
    buildTime: false,
    type,
    via: access.via,
  };
}

function typeOf(name: string, type: ReadType | undefined): ReadType {
  return type === 'integer' && /(^|_)PORT$/i.test(name) ? 'port' : (type ?? 'unknown');
}

/** The default as a fact; the text of one for a secret goes through the vault. */
function defaultOf(reading: Reading, name: string, node: RbNode | undefined): EnvironmentRead['default'] {
  if (node === undefined || node.type === 'nil') return undefined;
  return { value: defaultValue(reading, name, node), at: reading.file.originOf(node) };
}

function defaultValue(reading: Reading, name: string, node: RbNode): Value | 'computed' {
  const text = /^(true|false|float)$/.test(node.type) ? node.text : literalOf(evaluate(reading, node));
  return text === undefined ? 'computed' : reading.context.secrets.value(name, text);
}
