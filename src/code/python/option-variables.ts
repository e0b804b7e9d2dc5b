import { castType } from './cast-types.ts';
import type { RawAccess } from './os-environ.ts';
import type { Reading } from './reading.ts';
import { childOf, type PyNode } from './syntax.ts';

/** `@click.option(envvar='X')`, `typer.Option(…, envvar=['X'])`, `app.config.from_envvar('X')`. */
export function optionAccess(reading: Reading, call: PyNode): RawAccess[] {
  const { module } = reading;
  const { positional, keywords } = module.argumentsOf(call);
  const method = module.textOf(childOf(childOf(call, 'function'), 'attribute') ?? call);
  if (method === 'from_envvar' && positional[0]) {
    const isSilent = module.textOf(keywords.get('silent') ?? positional[1] ?? call) === 'True';
    const form = isSilent ? 'optional' : 'strict';
    return [{ node: call, name: positional[0], form, type: 'string', via: 'Flask config' }];
  }
  const named = keywords.get('envvar');
  if (named === undefined) return [];
  const isTyper = /Option|Argument/.test(module.textOf(childOf(call, 'function') ?? call));
  const given = keywords.get('default') ?? (isTyper && positional[0]?.type !== 'string' ? positional[0] : undefined);
  const type = castType(reading, keywords.get('type'));
  return (/^(list|tuple)$/.test(named.type) ? named.children : [named]).map((name) => ({
    node: named,
    name,
    // A command line may say it instead.
    form: 'optional' as const,
    ...(given && !/^(none|ellipsis)$/.test(given.type) && { fallback: given }),
    ...(type && { type }),
    via: isTyper ? 'typer' : 'click',
  }));
}
