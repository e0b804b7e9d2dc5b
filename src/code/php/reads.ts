import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { Value } from '../../shape/value.ts';
import { literalOf } from '../assembled-text.ts';
import type { Syntax } from '../syntax.ts';
import { CONFIG_FILE } from './config-values.ts';
import { judge } from './judge.ts';
import type { Access, Reading, ReadType } from './reading.ts';
import { defaultsFor } from './symfony-values.ts';
import { surroundingsOf, timingOf } from './timing.ts';
import { evaluate } from './values.ts';

/** The reads of a file as facts, each judged by its surroundings and by what stands in for it. */
export function environmentReads(reading: Reading, accesses: readonly Access[]): EnvironmentRead[] {
  return accesses.map((access) => readOf(reading, access));
}

function readOf(reading: Reading, access: Access): EnvironmentRead {
  const { name, dynamic } = access;
  const judged = judge(reading, access);
  const { isConditional, isGuarded } = surroundingsOf(reading, access.node, name);
  const committed = dynamic ? undefined : new Map(defaultsFor(reading.file.path, reading.context.bindings)).get(name);
  const isOptional =
    dynamic ||
    committed !== undefined ||
    isGuarded ||
    judged.need === 'optional' ||
    (isEntry(reading, access) && !judged.enforced && !isKeyOfLaravel(reading, access));
  const isEnforced = !isOptional && (judged.enforced || isKeyOfLaravel(reading, access));
  const own = judged.need === 'optional' ? defaultOf(reading, name, judged.fallback) : undefined;
  const fallback = committed ? { value: reading.context.secrets.value(name, committed.text), at: committed.at } : own;
  const others = [...new Set(judged.among.map((other) => other.name))].filter(
    (other) => other !== name && other !== '',
  );
  return {
    name,
    dynamic,
    at: reading.file.originOf(access.at),
    ...(fallback && { default: fallback }),
    need: isOptional ? 'optional' : 'required',
    ...(isEnforced && { enforced: true }),
    when: timingOf(access.node),
    conditional: !dynamic && isConditional,
    alternatives: others,
    buildTime: false,
    type: portType(name, judged.type ?? 'unknown'),
    via: access.via,
  };
}

/** A file of config/ gives null where nothing is set: whoever asks for the entry decides what that means. */
function isEntry({ file }: Reading, { via }: Access): boolean {
  return CONFIG_FILE.test(file.path) && /^(env\(\)|Env::get)$/.test(via);
}

/** Laravel encrypts cookies and sessions of every request with it, and throws without. */
function isKeyOfLaravel({ file }: Reading, { name, fallback }: Access): boolean {
  return name === 'APP_KEY' && fallback === undefined && /(^|\/)[cC]onfig\/app\.php$/.test(file.path);
}

function portType(name: string, type: ReadType): ReadType {
  return type === 'integer' && /(^|_)PORT$/i.test(name) ? 'port' : type;
}

/** The default that code gives; the text of one for a secret goes through the vault. */
function defaultOf(reading: Reading, name: string, node: Syntax | undefined): EnvironmentRead['default'] {
  if (node === undefined) return undefined;
  const text = literalOf(evaluate(reading, node));
  const value: Value | 'computed' = text === undefined ? 'computed' : reading.context.secrets.value(name, text);
  return { value, at: reading.file.originOf(node) };
}
