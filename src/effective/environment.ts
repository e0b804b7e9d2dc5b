// The kubelet's algorithm (makeEnvironmentVariables), which also serves compose: its steps arrive merged and interpolated.

import type { Vault } from '../secrets/vault.ts';
import type { ConfigObject } from '../shape/facts.ts';
import type { ImageVariable } from '../shape/image-recipe.ts';
import type { Origin } from '../shape/origin.ts';
import { deferred, plain, type Value } from '../shape/value.ts';
import type { ConfigKind, EnvironmentStep } from '../shape/workload.ts';
import { expandReferences, referencesIn, splitReferences } from '../text/reference.ts';

/** What a process really finds under one name. */
export interface EffectiveVariable {
  readonly name: string;
  readonly value: Value;
  /** The place that decided: the env entry, the key of the ConfigMap, the Dockerfile's ENV. */
  readonly at: Origin;
  /** The place in the workload that brought it in, when that is another one: the envFrom or valueFrom entry. */
  readonly through?: Origin;
  readonly from: 'image' | 'workload' | ConfigKind;
  /** Name of the ConfigMap or Secret. */
  readonly objectName?: string;
  /** The program itself takes it from a dotenv file that it loads. */
  readonly isLoaded?: true;
}

/** What the dotenv files give that a program loads by itself. */
export interface LoadedVariables {
  /** Each name once for each kind: those that win over the environment, and those that give way to it. */
  readonly variables: readonly { readonly variable: EffectiveVariable; readonly overrides: boolean }[];
  /** One of the files is there, and nobody knows what it holds. */
  readonly isOpen: boolean;
}

/** A step that asks for an object or key that the side does not show. */
export interface BrokenReference {
  readonly step: Extract<EnvironmentStep, { kind: 'reference' | 'import' }>;
  /** `object`: there is none of that name. `key`: it is there, complete, and lacks the key. */
  readonly lacks: 'object' | 'key';
  readonly object?: ConfigObject;
}

export interface EffectiveEnvironment {
  readonly variables: ReadonlyMap<string, EffectiveVariable>;
  /** Objects imported whole whose keys nobody knows: any name may come from them. */
  readonly openImports: readonly { readonly step: EnvironmentStep; readonly object: ConfigObject | undefined }[];
  readonly broken: readonly BrokenReference[];
  /** `$(NAME)` that stays literally; `later` when NAME is set further down (N122). */
  readonly unexpanded: readonly {
    readonly variable: string;
    readonly reference: string;
    readonly later: boolean;
    readonly at: Origin;
  }[];
  /** Names that compose takes away although the image sets them. */
  readonly unset: ReadonlySet<string>;
  /** The program loads a file of which nobody knows what it holds: any name may come from it. */
  readonly hasUnreadFile?: boolean;
}

export interface EnvironmentInput {
  readonly steps: readonly EnvironmentStep[];
  /** ENV of the image, beneath everything (N128). */
  readonly imageVariables: readonly ImageVariable[];
  /** Beneath even the image's, or over everything where the program says so. */
  readonly loaded?: LoadedVariables | undefined;
  /** Finds a ConfigMap or Secret in the workload's own namespace. */
  readonly find: (kind: ConfigKind, name: string) => ConfigObject | undefined;
  readonly secrets: Vault;
}

/** Works out the environment of one container: later steps win, references expand with earlier names only. */
export function effectiveEnvironment(input: EnvironmentInput): EffectiveEnvironment {
  const run: Run = { input, declared: new Map(), openImports: [], broken: [], unexpanded: [], unset: new Set() };
  for (const step of input.steps) applyStep(run, step);
  const variables = new Map<string, EffectiveVariable>();
  const loaded = (isOver: boolean) =>
    (input.loaded?.variables ?? []).flatMap(({ variable, overrides }) => (overrides === isOver ? [variable] : []));
  for (const variable of loaded(false)) variables.set(variable.name, variable);
  for (const { name, value, at } of input.imageVariables) {
    if (value !== undefined && !run.unset.has(name)) variables.set(name, { name, value, at, from: 'image' });
  }
  for (const [name, variable] of run.declared) variables.set(name, variable);
  for (const variable of loaded(true)) variables.set(variable.name, variable);
  const { openImports, broken, unexpanded, unset } = run;
  return {
    variables,
    openImports,
    broken,
    unexpanded,
    unset,
    ...(input.loaded?.isOpen === true && { hasUnreadFile: true }),
  };
}

interface Run {
  readonly input: EnvironmentInput;
  readonly declared: Map<string, EffectiveVariable>;
  readonly openImports: { step: EnvironmentStep; object: ConfigObject | undefined }[];
  readonly broken: BrokenReference[];
  readonly unexpanded: { variable: string; reference: string; later: boolean; at: Origin }[];
  readonly unset: Set<string>;
}

function applyStep(run: Run, step: EnvironmentStep): void {
  switch (step.kind) {
    case 'unset':
      run.declared.delete(step.name);
      run.unset.add(step.name);
      return;
    case 'set':
      run.unset.delete(step.name);
      run.declared.set(step.name, { name: step.name, value: expand(run, step), at: step.at, from: 'workload' });
      return;
    case 'reference':
      applyReference(run, step);
      return;
    case 'import':
      applyImport(run, step);
      return;
  }
}

function applyReference(run: Run, step: Extract<EnvironmentStep, { kind: 'reference' }>): void {
  const object = run.input.find(step.object, step.objectName);
  const entry = object?.entries.find((candidate) => candidate.key === step.key);
  const shared = { name: step.name, from: step.object, objectName: step.objectName } as const;
  if (entry !== undefined) {
    run.declared.set(step.name, { ...shared, value: entry.value, at: entry.at, through: step.at });
  } else if (object !== undefined && !object.complete) {
    const reason = `from ${object.producer ?? `${step.object} ${step.objectName}`}`;
    run.declared.set(step.name, { ...shared, value: deferred(reason), at: step.at });
  } else {
    run.broken.push({ step, lacks: object === undefined ? 'object' : 'key', ...(object && { object }) });
    // The name stays known: what is wrong is the reference, and it has a rule of its own.
    if (!step.optional)
      run.declared.set(step.name, {
        ...shared,
        value: deferred(`from ${step.object} ${step.objectName}`),
        at: step.at,
      });
  }
}

function applyImport(run: Run, step: Extract<EnvironmentStep, { kind: 'import' }>): void {
  const object = run.input.find(step.object, step.objectName);
  if (object === undefined) {
    run.broken.push({ step, lacks: 'object' });
    // A Secret may be made by hand; an optional ConfigMap that is not there brings nothing.
    if (step.object === 'Secret' || !step.optional) run.openImports.push({ step, object });
    return;
  }
  if (!object.complete) run.openImports.push({ step, object });
  for (const entry of object.entries) {
    if (entry.binary) continue;
    const name = `${step.prefix}${entry.key}`;
    run.declared.set(name, {
      name,
      value: entry.value,
      at: entry.at,
      through: step.at,
      from: step.object,
      objectName: step.objectName,
    });
  }
}

function expand(run: Run, step: Extract<EnvironmentStep, { kind: 'set' }>): Value {
  const { value } = step;
  if (!step.expand || value.kind === 'deferred') return value;
  const references = value.kind === 'secret' ? value.secret.facets.references : referencesIn(value.text);
  for (const reference of references) {
    if (run.declared.has(reference)) continue;
    const own = run.input.steps.indexOf(step);
    const later = run.input.steps.slice(own + 1).some((other) => 'name' in other && other.name === reference);
    run.unexpanded.push({ variable: step.name, reference, later, at: step.at });
  }
  if (value.kind === 'secret')
    return { kind: 'secret', secret: value.secret.expand((name) => textOrSecret(run.declared.get(name)?.value)) };
  return references.length === 0 ? plain(expandReferences(value.text, () => undefined)) : join(run, value.text);
}

function join(run: Run, text: string): Value {
  const parts = splitReferences(text).map((part) =>
    typeof part === 'string' ? plain(part) : (run.declared.get(part.name)?.value ?? plain(part.written)),
  );
  return run.input.secrets.join(parts);
}

function textOrSecret(value: Value | undefined) {
  if (value === undefined || value.kind === 'deferred') return undefined;
  return value.kind === 'secret' ? value.secret : value.text;
}
