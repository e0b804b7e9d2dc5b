import type { GoCall } from './call.ts';
import { stringIn } from './literal.ts';
import type { ViperSettings } from './viper.ts';

const GETS =
  /^(Get|GetString|GetInt|GetInt32|GetInt64|GetUint|GetUint16|GetBool|GetDuration|GetFloat64|GetStringSlice|IsSet)$/;

/** The variable behind `viper.GetString("db.host")`, when viper looks at the environment for it. */
export function viperName(
  call: GoCall,
  viper: ViperSettings | undefined,
):
  | { readonly name: string; readonly key: string; readonly fallback?: string; readonly others: readonly string[] }
  | undefined {
  const key = stringIn(call.args[0])?.toLowerCase();
  if (viper === undefined || key === undefined || !GETS.test(call.name) || !isViper(call, viper)) return undefined;
  const fallback = viper.defaults[key];
  const names = viper.bound[key] ?? (viper.automatic ? [variableOf(key, viper)] : []);
  const [name, ...others] = names;
  return name === undefined ? undefined : { name, key, others, ...(fallback !== undefined && { fallback }) };
}

function isViper(call: GoCall, viper: ViperSettings): boolean {
  return (
    call.package?.endsWith('/viper') === true ||
    (call.receiver !== undefined && viper.receivers.includes(call.receiver.text))
  );
}

/** viper's own rule: prefix, an underscore, the key with the replacer applied, all in upper case. */
export function variableOf(key: string, viper: Pick<ViperSettings, 'prefix' | 'replace'>): string {
  let name = key;
  for (const [from, to] of viper.replace) name = name.replaceAll(from, to);
  return (viper.prefix === '' ? name : `${viper.prefix}_${name}`).toUpperCase();
}
