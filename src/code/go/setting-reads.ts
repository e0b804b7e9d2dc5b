import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { calleeName } from './call.ts';
import { stringIn } from './literal.ts';
import { isConditional, whenAt } from './reach.ts';
import type { GoReader } from './reader.ts';
import type { TaggedSetting } from './tagged-variable.ts';

/** One read for each field or flag that a library fills from the environment. */
export function settingReads(reader: GoReader): EnvironmentRead[] {
  return [...reader.settings.map((setting) => readOf(setting, reader)), ...prefixReads(reader)];
}

function readOf(setting: TaggedSetting, { file }: GoReader): EnvironmentRead {
  const { name, at, fallback } = setting;
  return {
    name,
    dynamic: false,
    at: file.origin(at.node, at.offset),
    ...(fallback && {
      default: {
        value: file.context.secrets.value(name, fallback.text),
        at: file.origin(setting.tag ?? at.node, fallback.offset),
      },
    }),
    need: setting.required && fallback === undefined ? 'required' : 'optional',
    ...(setting.required && fallback === undefined && { enforced: true }),
    when: 'start',
    conditional: false,
    alternatives: setting.alternatives,
    buildTime: false,
    type: setting.type,
    ...(file.structs.has(setting.struct) && { heldIn: [{ member: setting.field, type: setting.struct }] }),
    via: setting.via,
  };
}

/** koanf takes every variable with a prefix: which ones, only its callback knows. */
function prefixReads({ file }: GoReader): EnvironmentRead[] {
  return file.calls.flatMap((call) => {
    if (!/^env\.(Provider|ProviderWithValue)$/.test(calleeName(call)) || !call.package?.includes('koanf')) return [];
    const prefix = stringIn(call.args[0]) ?? /\bPrefix:\s*"([^"]*)"/.exec(call.node.text)?.[1] ?? '';
    return [
      {
        name: /^[A-Za-z_]\w*$/.test(prefix) ? prefix : '',
        dynamic: true,
        at: file.origin(call.args[0] ?? call.node),
        need: 'optional' as const,
        when: whenAt(call.node, file),
        conditional: isConditional(call.node, '', file),
        alternatives: [],
        buildTime: false,
        type: 'unknown' as const,
        via: 'koanf',
      },
    ];
  });
}
