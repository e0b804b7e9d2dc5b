import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { Value } from '../../shape/value.ts';
import { judge } from './judge.ts';
import type { EnvAccess, Reading } from './reading.ts';
import type { PyNode } from './syntax.ts';
import { conditionOf, timingOf } from './timing.ts';
import { evaluate } from './values.ts';

/** The reads of a file as facts, each judged by its surroundings. */
export function environmentReads(reading: Reading, accesses: readonly EnvAccess[]): EnvironmentRead[] {
  if (accesses.length === 0) return [];
  const timing = timingOf(reading.module);
  const condition = conditionOf(reading.module, accesses);
  return accesses.map((access) => {
    const judged = judge(reading, access);
    const { conditional, guarded } = condition(access.node, access.name);
    const isOptional = judged.need === 'optional' || (guarded && !judged.tested) || access.dynamic;
    const fallback = judged.need === 'required' ? undefined : defaultOf(reading, access.name, judged.fallback);
    return {
      name: access.name,
      dynamic: access.dynamic,
      at: reading.module.originOf(access.at),
      ...(fallback && { default: fallback }),
      need: isOptional ? 'optional' : 'required',
      ...(!isOptional && judged.enforced && { enforced: true }),
      when: timing(access.node),
      conditional,
      alternatives: [...new Set(judged.among.map((other) => other.name))],
      buildTime: false,
      type: typeOf(access.name, judged.type),
      ...(access.values && { values: access.values }),
      via: access.via,
    };
  });
}

function typeOf(name: string, type: EnvironmentRead['type']): EnvironmentRead['type'] {
  return type === 'integer' && /(^|_)PORT$/i.test(name) ? 'port' : type;
}

/** The default as a fact; the text of one for a secret goes through the vault. */
export function defaultOf(reading: Reading, name: string, node: PyNode | undefined): EnvironmentRead['default'] {
  if (node === undefined || node.type === 'none') return undefined;
  return { value: defaultValue(reading, name, node), at: reading.module.originOf(node) };
}

function defaultValue(reading: Reading, name: string, node: PyNode): Value | 'computed' {
  const value = evaluate(reading, node);
  if (value.kind === 'literal') return reading.context.secrets.value(name, value.text);
  if (/^(true|false|float)$/.test(node.type)) return reading.context.secrets.value(name, reading.module.textOf(node));
  return 'computed';
}
