import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { literalOf } from '../assembled-text.ts';
import { type Absence, absenceOf } from './absence.ts';
import { evaluate } from './evaluate.ts';
import { stringIn } from './literal.ts';
import { isConditional, isGuardedBy, whenAt } from './reach.ts';
import type { GoReader } from './reader.ts';
import { child, type GoNode } from './tree.ts';
import { keysOfFiles } from './viper-files.ts';
import { variableOf, viperName } from './viper-names.ts';

interface Asked {
  readonly name: string;
  readonly key: string;
  readonly at: GoNode;
  readonly others: readonly string[];
  /** Undefined for a key that is only made known. */
  readonly absence: Absence | undefined;
  readonly type: EnvironmentRead['type'];
}

/** Reads by viper: each `Get…` of a key, and each `BindEnv` and default that `Unmarshal` takes along. */
export function viperReads(reader: GoReader): EnvironmentRead[] {
  const { file, viper } = reader;
  if (viper === undefined) return [];
  const found = new Map<string, EnvironmentRead>();
  const add = (asked: Asked) => {
    const read = readOf(asked, reader);
    const known = found.get(asked.name);
    if (known === undefined || strictness(read) > strictness(known)) found.set(asked.name, read);
  };
  for (const call of file.calls) {
    const named = viperName(call, viper);
    const [at] = call.args;
    if (named && at) add({ ...named, at, absence: absenceOf(call.node, file), type: typeOfGet(call.name) });
  }
  for (const call of [...(file.callsByName.get('BindEnv') ?? []), ...(file.callsByName.get('SetDefault') ?? [])]) {
    const key = stringIn(call.args[0])?.toLowerCase();
    const [name, ...others] =
      key === undefined ? [] : (viper.bound[key] ?? (viper.automatic ? [variableOf(key, viper)] : []));
    const at = call.args.find((arg) => stringIn(arg) === name) ?? call.args[0] ?? child(call.node, 'function');
    if (key === undefined || name === undefined || at === undefined || found.has(name)) continue;
    add({ name, key, at, others, absence: undefined, type: 'unknown' });
  }
  return [...found.values()];
}

function strictness({ need, enforced, conditional }: EnvironmentRead): number {
  return (need === 'required' ? 2 : 0) + (enforced ? 1 : 0) - (conditional ? 1 : 0);
}

function readOf({ name, key, at, others, absence, type }: Asked, reader: GoReader): EnvironmentRead {
  const { file } = reader;
  const fallback = defaultFor({ name, key, at, absence }, reader);
  const isUsed = absence !== undefined && /^(exits|unchecked|returned)$/.test(absence.outcome);
  // That a switch is not set is as good as off.
  const isOff = type === 'boolean' && absence?.outcome !== 'exits';
  const isNeeded = fallback === undefined && isUsed && !isOff && !isGuardedBy(at, key, file);
  return {
    name,
    dynamic: false,
    at: file.origin(at),
    ...(fallback && { default: fallback }),
    need: isNeeded ? 'required' : 'optional',
    ...(isNeeded && absence?.outcome === 'exits' && { enforced: true }),
    when: whenAt(at, file),
    conditional: isConditional(at, name, file) || (isNeeded && mayComeFromFile(reader)),
    alternatives: others,
    buildTime: false,
    type: type === 'unknown' && absence ? absence.type : type,
    via: 'viper',
  };
}

/** A file that the service reads and the repository does not have may set any key. */
function mayComeFromFile({ file, viper }: GoReader): boolean {
  return viper?.readsFiles === true && keysOfFiles(file.context) === undefined;
}

function defaultFor(
  { name, key, at, absence }: Pick<Asked, 'name' | 'key' | 'at' | 'absence'>,
  reader: GoReader,
): EnvironmentRead['default'] | undefined {
  const { file, viper } = reader;
  const given = viper?.defaults[key];
  const place = viper?.defaultsAt[key];
  if (given !== undefined) return { value: file.context.secrets.value(name, given), at: place ?? file.origin(at) };
  if (place !== undefined) return { value: 'computed', at: place };
  const inFile = viper?.readsFiles ? keysOfFiles(file.context)?.get(key) : undefined;
  if (inFile) return { value: 'computed', at: inFile };
  if (absence?.outcome !== 'default' || absence.fallback === undefined) return undefined;
  const text = literalOf(evaluate(absence.fallback, reader));
  return {
    value: text === undefined ? 'computed' : file.context.secrets.value(name, text),
    at: file.origin(absence.fallback),
  };
}

function typeOfGet(name: string): EnvironmentRead['type'] {
  if (/Int|Uint/.test(name)) return 'integer';
  if (name === 'GetBool') return 'boolean';
  if (name === 'GetDuration') return 'duration';
  if (name === 'GetFloat64') return 'number';
  return name === 'GetStringSlice' ? 'list' : 'unknown';
}
