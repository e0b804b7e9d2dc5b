import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { calleeName, methodOf } from './names.ts';
import type { Reading } from './reading.ts';
import { stringText } from './strings.ts';
import type { PyNode } from './syntax.ts';

/** Libraries that take every variable with a prefix: Dynaconf, Flask's `from_prefixed_env`, click's `auto_envvar_prefix`. */
export function prefixReads(reading: Reading): EnvironmentRead[] {
  const { module } = reading;
  if (!/dynaconf|from_prefixed_env|auto_envvar_prefix/i.test(module.text)) return [];
  return module.calls.flatMap((call) => {
    const found = prefixOf(reading, call);
    if (found === undefined) return [];
    return [
      {
        name: found.prefix,
        dynamic: true,
        at: module.originOf(call),
        need: 'optional' as const,
        when: 'start' as const,
        conditional: false,
        alternatives: [],
        buildTime: false,
        type: 'unknown' as const,
        via: found.via,
      },
    ];
  });
}

function prefixOf(reading: Reading, call: PyNode): { prefix: string; via: string } | undefined {
  const { module } = reading;
  const { positional, keywords } = module.argumentsOf(call);
  const text = (node: PyNode | undefined) => (node ? stringText(node, module.text) : undefined);
  const callee = calleeName(module, call) ?? '';
  if (/(^|\.)(Dynaconf|FlaskDynaconf|LazySettings)$/.test(callee)) {
    const given = keywords.get('envvar_prefix');
    if (given && module.textOf(given) === 'False') return { prefix: '', via: 'dynaconf' };
    return { prefix: `${text(given) ?? (given ? '' : 'DYNACONF')}_`.replace(/^_$/, ''), via: 'dynaconf' };
  }
  if (methodOf(module, call)?.name === 'from_prefixed_env') {
    const prefix = text(positional[0] ?? keywords.get('prefix')) ?? 'FLASK';
    return { prefix: `${prefix}_`, via: 'Flask config' };
  }
  const automatic = text(keywords.get('auto_envvar_prefix'));
  return automatic === undefined ? undefined : { prefix: `${automatic}_`, via: 'click' };
}
