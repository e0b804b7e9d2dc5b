import type { CodeValue, ListenPort, OutboundCall } from '../../shape/code-facts.ts';
import type { Leaf } from './appsettings.ts';
import { environmentName, type SettingMode } from './settings-index.ts';
import { withoutUser } from './shown.ts';

/** Addresses that Kestrel takes from its section, and `Urls`: both stand before what the environment says elsewhere. */
export function settingsListens(leaves: readonly Leaf[], mode: SettingMode): ListenPort[] {
  return leaves.flatMap(({ key, text, at }) => {
    const isEndpoint = /^Kestrel:Endpoints:[^:]+:Url$/i.test(key);
    if (!isEndpoint && !/^urls$/i.test(key)) return [];
    const [first = ''] = text.split(';');
    const host = /^\w+:\/\/([^:/]+)/.exec(first)?.[1];
    return [
      {
        port: { kind: 'variable', name: environmentName(key), ...standIn(first.replace(/\/$/, ''), mode) },
        ...(host !== undefined && /^(localhost|127\.0\.0\.1)$/.test(host) && { host: { kind: 'literal', text: host } }),
        at,
      },
    ];
  });
}

/** What stands in the file for production counts there alone. */
function standIn(text: string, mode: SettingMode): Omit<Extract<CodeValue, { kind: 'variable' }>, 'kind' | 'name'> {
  if (mode !== 'production') return { fallback: text };
  const values = [{ profile: 'Production', value: { kind: 'literal' as const, text } }];
  return { profiles: { variable: 'ASPNETCORE_ENVIRONMENT', standard: ['Production'], values } };
}

/** Where a YARP proxy sends what it is asked. */
export function settingsCalls(leaves: readonly Leaf[]): OutboundCall[] {
  return leaves.flatMap(({ key, text, at }) =>
    /:Clusters:[^:]+:Destinations:[^:]+:Address$/i.test(key)
      ? [
          {
            target: { kind: 'variable', name: environmentName(key), fallback: withoutUser(text).replace(/\/$/, '') },
            protocol: 'http',
            at,
          } satisfies OutboundCall,
        ]
      : [],
  );
}
