import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { ExportedBinding } from '../language.ts';
import type { Reading } from './reading.ts';
import { plainString } from './strings.ts';
import { literalOf } from './text.ts';
import { evaluate } from './values.ts';

/** Where the configuration comes from beside the environment and appsettings, for all files of the service. */
export interface Providers {
  /** Keys may come from a vault, a folder of secrets or another file. */
  readonly isOpen: boolean;
  /** Prefixes with which variables are taken in, too. */
  readonly prefixes: readonly string[];
}

const OPEN_PROVIDERS =
  /^(AddAzureKeyVault|AddAzureAppConfiguration|AddKeyPerFile|AddSystemsManager|AddSecretsManager|AddConsul|AddVaultConfiguration|AddVault|AddEtcd|AddConfigServer|AddNacosV2Configuration|AddApollo|AddDaprSecretStore|AddDaprConfigurationStore|AddYamlFile|AddIniFile|AddXmlFile|AddPlaceholderResolver|AddDoppler|AddInfisical|AddKubernetes)$/;
/** Words that stand in every file that asks the configuration. */
const WORDS = ['IConfiguration', 'Configuration', 'configuration'];
const MARK = '#provider:';

export function providersOf(reading: Reading): Providers {
  const own = ownProviders(reading);
  const given = reading.context.bindings.flatMap(({ name }) => {
    const at = name.indexOf(MARK);
    return at < 0 ? [] : [name.slice(at + MARK.length)];
  });
  const all = [...own, ...given];
  return { isOpen: all.includes(''), prefixes: [...new Set(all.filter((each) => each !== ''))] };
}

/** Each prefix, and an empty text for a provider whose keys are not known. */
function ownProviders(reading: Reading): string[] {
  return reading.file.calls.flatMap(({ name, args }) => {
    const first = args[0]?.value;
    if (OPEN_PROVIDERS.test(name)) return [''];
    if (name === 'AddEnvironmentVariables') return literalOf(first ? evaluate(reading, first) : []) || [];
    if (name !== 'AddJsonFile') return [];
    const path =
      args.flatMap(({ value }) => plainString(value) ?? []).find((text) => text.endsWith('.json')) ?? first?.text ?? '';
    return /(^|[/"])(appsettings|ocelot|yarp|serilog|nlog)[^/]*\.json/i.test(path) && !path.startsWith('/') ? [] : [''];
  });
}

export function providerBindings(reading: Reading): ExportedBinding[] {
  return [...new Set(ownProviders(reading))].flatMap((each) =>
    WORDS.map((word) => ({
      name: `${word}.${MARK}${each}`,
      path: reading.file.path,
      value: { kind: 'literal' as const, text: each },
      environment: true,
    })),
  );
}

/** A read of the configuration as the providers of the service make it. */
export function withProviders(read: EnvironmentRead, { isOpen, prefixes }: Providers): EnvironmentRead {
  if (read.caseInsensitive !== true || read.dynamic) return read;
  const prefixed = prefixes.map((prefix) => prefix + read.name);
  return {
    ...read,
    ...(isOpen && read.need === 'required' && { conditional: true }),
    alternatives: [...read.alternatives, ...prefixed],
  };
}
