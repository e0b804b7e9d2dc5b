import type { Origin } from '../../shape/origin.ts';
import type { ExportedBinding } from '../language.ts';

/** Which appsettings file a value stands in, and so when it holds. */
export type SettingMode = 'base' | 'production' | 'environment' | 'development';

export interface Setting {
  readonly text: string;
  readonly at: Origin;
}

/** The keys of the appsettings files of a service; keys do not distinguish case. */
export interface SettingsIndex {
  /** What the file for production says stands before the base. */
  find(key: string, mode: SettingMode): Setting | undefined;
}

const MARK = '#setting:';

/** A value of an appsettings file as what other files are given; each file is found by the last word of its keys. */
export function settingBindings(
  path: string,
  mode: SettingMode,
  { key, text, at }: { readonly key: string; readonly text: string; readonly at: Origin },
): ExportedBinding[] {
  const word = key.split(/[:.]/).findLast((part) => /^[A-Za-z_]/.test(part)) ?? key;
  const spellings = [word, word.toLowerCase(), word.toUpperCase(), word.charAt(0).toLowerCase() + word.slice(1)];
  return [...new Set(spellings)].map((spelling) => ({
    name: `${spelling}.${MARK}${mode}:${key}`,
    path,
    value: { kind: 'variable', name: environmentName(key), fallback: text },
    at,
  }));
}

/** `Redis:Host` is set by `Redis__Host`. */
export function environmentName(key: string): string {
  return key.replaceAll(':', '__');
}

export function settingsIndex(bindings: readonly ExportedBinding[]): SettingsIndex {
  const known = new Map<string, Setting>();
  for (const { name, value, at } of bindings) {
    const mark = name.indexOf(`.${MARK}`);
    if (mark < 0 || at === undefined || value.kind !== 'variable') continue;
    const key = name.slice(mark + 1 + MARK.length).toLowerCase();
    if (!known.has(key)) known.set(key, { text: value.fallback ?? '', at });
  }
  const of = (mode: SettingMode, key: string) => known.get(`${mode}:${key.toLowerCase()}`);
  return { find: (key, mode) => (mode === 'base' ? of('production', key) : undefined) ?? of(mode, key) };
}
