import type { EffectiveVariable } from '../effective/environment.ts';
import type { EffectiveService } from '../effective/service.ts';
import type { CodeValue } from '../shape/code-facts.ts';
import { type Endpoint, endpointsIn } from '../text/endpoint.ts';

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
      return resolveVariable(value.name, value.fallback, service);
    case 'template':
      return resolveTemplate(value.parts, service);
  }
}

function resolveVariable(
  name: string,
  fallback: string | undefined,
  service: EffectiveService | undefined,
): ResolvedValue {
  const variable = service?.environment.variables.get(name);
  if (
    variable === undefined ||
    (variable.value.kind === 'plain' && variable.value.text === '' && fallback !== undefined)
  ) {
    // Where keys are unknown the variable may be set after all.
    const mayBeSet = (service?.environment.openImports.length ?? 0) > 0;
    return fallback === undefined || mayBeSet ? UNKNOWN : { kind: 'known', text: fallback };
  }
  if (variable.value.kind === 'plain') return { kind: 'known', text: variable.value.text, variable };
  if (variable.value.kind === 'secret')
    return { kind: 'secret', endpoints: variable.value.secret.facets.endpoints, variable };
  return UNKNOWN;
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
    const resolved = resolveVariable(part.variable, part.fallback, service);
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
