import type { EnvironmentHelper } from '../language.ts';
import { isHelper, type KnownHelper } from './env-helpers.ts';
import { calleeName } from './names.ts';
import type { Reading } from './reading.ts';
import type { PyNode } from './syntax.ts';

/** `need = functools.partial(env, strict=True)`, `need = env`: helpers under another name, with arguments given beforehand. */
export function partialHelpers(reading: Reading, helpers: readonly EnvironmentHelper[]): KnownHelper[] {
  const found: KnownHelper[] = [];
  if (helpers.length === 0) return found;
  for (const [name, assignments] of reading.module.assignments) {
    const value = assignments.length === 1 ? assignments[0]?.value : undefined;
    if (value === undefined || !/^\w+$/.test(name)) continue;
    const helper = value.type === 'call' ? fromPartial(reading, value, helpers) : aliased(reading, value, helpers);
    if (helper) found.push({ ...helper, name, path: reading.module.path });
  }
  return found;
}

function aliased(reading: Reading, value: PyNode, helpers: readonly EnvironmentHelper[]): KnownHelper | undefined {
  if (!/^(identifier|attribute)$/.test(value.type)) return undefined;
  const helper = helpers.find((each) => isHelper(reading, value, each));
  return helper && known(helper);
}

function fromPartial(reading: Reading, call: PyNode, helpers: readonly EnvironmentHelper[]): KnownHelper | undefined {
  const { module } = reading;
  if (!/^(functools\.)?partial$/.test(calleeName(module, call) ?? '')) return undefined;
  const { positional, keywords } = module.argumentsOf(call);
  const [callee, ...given] = positional;
  const target = callee && helpers.find((each) => isHelper(reading, callee, each));
  if (target === undefined) return undefined;
  const helper = known(target);
  const nameParameter = helper.nameParameter - given.length;
  // The name itself is given: it asks for one variable only.
  if (nameParameter < 0) return undefined;
  const { flag, defaultParameter: at, defaultName = '', ...rest } = helper;
  const asked = flag && (given[flag.index] ?? keywords.get(flag.name));
  const standIn = at === undefined ? undefined : (given[at] ?? keywords.get(defaultName));
  const isStrict = flag && asked && module.textOf(asked) === (flag.when ? 'True' : 'False');
  const form = asked
    ? isStrict
      ? 'strict'
      : 'optional'
    : standIn && standIn.type !== 'none'
      ? 'optional'
      : helper.form;
  return {
    ...rest,
    ...(at !== undefined && at >= given.length && { defaultParameter: at - given.length, defaultName }),
    ...(flag && !asked && { flag: { ...flag, index: flag.index - given.length } }),
    nameParameter,
    form,
    need: form === 'strict' ? 'required' : 'optional',
  };
}

function known(helper: EnvironmentHelper | KnownHelper): KnownHelper {
  return 'form' in helper ? helper : { ...helper, form: helper.need === 'required' ? 'strict' : 'lenient' };
}
