import type { EffectiveVariable } from '../effective/environment.ts';
import type { EffectiveService } from '../effective/service.ts';
import type { CodeValue, ProfileValues, StandIn } from '../shape/code-facts.ts';
import { type Endpoint, endpointsIn } from '../text/endpoint.ts';
import { isConfiguredFromOutside, isPropertyName } from './outside-configuration.ts';

/** What a name or number in code is on one side. */
export type ResolvedValue =
  | { readonly kind: 'known'; readonly text: string; readonly variable?: EffectiveVariable }
  /** It comes from a secret: only the hosts that it names can be told. */
  | { readonly kind: 'secret'; readonly endpoints: readonly Endpoint[]; readonly variable: EffectiveVariable }
  | { readonly kind: 'unknown' };

const UNKNOWN: ResolvedValue = { kind: 'unknown' };

/** Follows a value of the code into the environment that a side gives. */
export function resolveCodeValue(value: CodeValue, service: EffectiveService | undefined): ResolvedValue {
  switch (value.kind) {
    case 'literal':
      return { kind: 'known', text: value.text };
    case 'computed':
      return UNKNOWN;
    case 'variable':
      return resolveVariable(value.name, value, service);
    case 'template':
      return resolveTemplate(value.parts, service);
  }
}

function resolveVariable(name: string, standIn: StandIn, service: EffectiveService | undefined): ResolvedValue {
  const { fallback, otherwise, profiles } = standIn;
  const variable = firstSet([name, ...(standIn.others ?? [])], service);
  const isEmpty = variable?.value.kind === 'plain' && variable.value.text === '';
  if (variable !== undefined && !(isEmpty && fallback !== undefined)) return readOf(variable);
  // Where keys are unknown the variable may be set after all.
  if ((service?.environment.openImports.length ?? 0) > 0) return UNKNOWN;
  const isProperty = (standIn.others ?? []).some(isPropertyName);
  if (isProperty && service !== undefined && isConfiguredFromOutside(service)) return UNKNOWN;
  const ofProfile = profiles && valueOfProfile(profiles, service);
  if (ofProfile) return resolveCodeValue(ofProfile, service);
  if (otherwise) return resolveCodeValue(otherwise, service);
  return fallback === undefined ? UNKNOWN : { kind: 'known', text: fallback };
}

function firstSet(names: readonly string[], service: EffectiveService | undefined): EffectiveVariable | undefined {
  for (const name of names) {
    const variable = service?.environment.variables.get(name);
    if (variable) return variable;
  }
  // Sections of a configuration do not distinguish case, and `Redis:Host` is as good as `Redis__Host`.
  const sections = names.filter((name) => name.includes('__')).map(sectionName);
  if (sections.length === 0) return undefined;
  return [...(service?.environment.variables.values() ?? [])].find(({ name }) => sections.includes(sectionName(name)));
}

function sectionName(name: string): string {
  return name.replaceAll(':', '__').toLowerCase();
}

function readOf(variable: EffectiveVariable): ResolvedValue {
  if (variable.value.kind === 'plain') return { kind: 'known', text: variable.value.text, variable };
  if (variable.value.kind === 'secret')
    return { kind: 'secret', endpoints: variable.value.secret.facets.endpoints, variable };
  return UNKNOWN;
}

const COMPUTED: CodeValue = { kind: 'computed' };

/** The value of the profile that counts; undefined when no active one has any. */
function valueOfProfile(profiles: ProfileValues, service: EffectiveService | undefined): CodeValue | undefined {
  if (profiles.values.some(({ profile }) => profile === '*')) return COMPUTED;
  const active = activeProfiles(profiles, service);
  if (active === undefined) return COMPUTED;
  return active.flatMap((name) => profiles.values.filter(({ profile }) => profile === name)).at(-1)?.value;
}

/** Undefined where it cannot be told. */
function activeProfiles(
  { variable, standard }: ProfileValues,
  service: EffectiveService | undefined,
): readonly string[] | undefined {
  if (service === undefined) return undefined;
  const value = service.environment.variables.get(variable)?.value;
  if (value !== undefined && value.kind !== 'plain') return undefined;
  const named = value?.text ?? namedByCommand(variable, service);
  return named === undefined || named === '' ? standard : named.split(',').map((name) => name.trim());
}

/** `java -Dspring.profiles.active=prod`, `--spring.profiles.active=prod`, in the command or in the options of the JVM. */
function namedByCommand(variable: string, { workload, image, environment }: EffectiveService): string | undefined {
  const property = variable.toLowerCase().replaceAll('_', '.');
  const commands = [workload.entrypoint ?? image?.entrypoint, workload.command ?? image?.command];
  const options = ['JAVA_TOOL_OPTIONS', 'JAVA_OPTS', 'JDK_JAVA_OPTIONS'].map((name) => environment.variables.get(name));
  const texts = [
    ...commands.flatMap((command) => command?.words ?? []),
    ...options.flatMap((option) => (option?.value.kind === 'plain' ? [option.value.text] : [])),
  ];
  const pattern = new RegExp(`(?:-D|--)${property.replaceAll('.', '\\.')}=([^\\s"']+)`);
  return texts.map((text) => pattern.exec(text)?.[1]).find((name) => name !== undefined);
}

type TemplatePart = Extract<CodeValue, { kind: 'template' }>['parts'][number];

function resolveTemplate(parts: readonly TemplatePart[], service: EffectiveService | undefined): ResolvedValue {
  let text = '';
  let last: EffectiveVariable | undefined;
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const resolved = resolveVariable(part.variable, part, service);
    if (resolved.kind !== 'known') return UNKNOWN;
    text += resolved.text;
    last ??= resolved.variable;
  }
  return { kind: 'known', text, ...(last && { variable: last }) };
}

/** The endpoints a resolved value names; a bare word counts as a host when its use says that it is one. */
export function endpointsOf(resolved: ResolvedValue, isHost: boolean): readonly Endpoint[] {
  if (resolved.kind === 'unknown') return [];
  if (resolved.kind === 'secret') return resolved.endpoints;
  const found = endpointsIn(resolved.text);
  if (found.length > 0 || !isHost || !/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i.test(resolved.text)) return found;
  return [{ host: resolved.text.toLowerCase() }];
}
