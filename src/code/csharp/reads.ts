import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { Value } from '../../shape/value.ts';
import { valueIn } from './connection-secret.ts';
import { judge } from './judge.ts';
import type { Access, Reading, ReadType } from './reading.ts';
import type { CsNode } from './syntax.ts';
import { literalOf } from './text.ts';
import { extensionAround, surroundingsOf, timingOf } from './timing.ts';
import { evaluate } from './values.ts';

/** The reads of a file as facts, each judged by its surroundings and by what stands in for it. */
export function environmentReads(reading: Reading, accesses: readonly Access[]): EnvironmentRead[] {
  return accesses.map((access) => readOf(reading, access));
}

function readOf(reading: Reading, access: Access): EnvironmentRead {
  const { name, dynamic, key } = access;
  const judged = judge(reading, access);
  const within = extensionAround(access.node);
  const { isConditional, isGuarded } = surroundingsOf(reading, access.node, name);
  const standsIn = key === undefined ? undefined : inSettings(reading, name, key);
  const isOptional = dynamic || isGuarded || judged.need === 'optional' || standsIn?.default !== undefined;
  const own = judged.need === 'optional' ? defaultOf(reading, name, judged.fallback) : undefined;
  const fallback = standsIn?.default ?? own;
  const others = [...new Set(judged.among.map((other) => other.name))].filter(
    (other) => other !== name && other !== '',
  );
  return {
    name,
    dynamic,
    at: reading.file.originOf(access.at),
    ...(fallback && { default: fallback }),
    need: isOptional ? 'optional' : 'required',
    ...(!isOptional && judged.enforced && { enforced: true }),
    ...(!isOptional && standsIn?.development && { development: standsIn.development }),
    ...(within !== undefined && { within }),
    when: timingOf(access.node),
    conditional: !dynamic && isConditional,
    alternatives: key === undefined || dynamic ? others : [...others, ...colonForm(key)],
    buildTime: false,
    type: portType(name, judged.type ?? (key === undefined ? 'unknown' : (access.type ?? 'unknown'))),
    via: access.via,
    ...(key !== undefined && { caseInsensitive: true }),
  };
}

/** Compose and Docker set `Redis:Host` as it is. */
export function colonForm(key: string): string[] {
  return key.includes(':') ? [key] : [];
}

export function portType(name: string, type: ReadType): ReadType {
  return type === 'integer' && /(^|_)Port$/i.test(name) ? 'port' : type;
}

/** The variables that name the environment that appsettings files are for. */
const ENVIRONMENT = ['ASPNETCORE_ENVIRONMENT', 'DOTNET_ENVIRONMENT'];

type StandIn = Pick<EnvironmentRead, 'default' | 'development'>;

/** What appsettings files give under a key: in every environment, in some that are not development, or there alone. */
export function inSettings({ settings, context }: Reading, name: string, key: string): StandIn {
  const base = settings.find(key, 'base');
  if (base && base.text !== '') return { default: { value: valueIn(context.secrets, name, base.text), at: base.at } };
  const some = settings.find(key, 'environment');
  if (some && some.text !== '') return { default: { value: 'computed', at: some.at } };
  const development = settings.find(key, 'development');
  if (development && development.text !== '')
    return {
      development: {
        value: valueIn(context.secrets, name, development.text),
        at: development.at,
        variables: ENVIRONMENT,
      },
    };
  return {};
}

/** The default that code gives; the text of one for a secret goes through the vault. */
export function defaultOf(reading: Reading, name: string, node: CsNode | undefined): EnvironmentRead['default'] {
  if (node === undefined) return undefined;
  return { value: defaultValue(reading, name, node), at: reading.file.originOf(node) };
}

function defaultValue(reading: Reading, name: string, node: CsNode): Value | 'computed' {
  const text = /^real_literal$/.test(node.type) ? node.text.replace(/[dfm]$/i, '') : literalOf(evaluate(reading, node));
  return text === undefined ? 'computed' : valueIn(reading.context.secrets, name, text);
}
