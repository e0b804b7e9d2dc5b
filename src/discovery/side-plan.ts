import type { Config, EnvironmentConfig } from '../config/config.ts';
import { ParityError } from '../errors.ts';
import { fileNameOf, folderOf, isInFolder, normaliseRelativePath } from '../normalise/path.ts';
import { type Candidate, type Choice, choose, isOfEnvironment } from './candidate.ts';
import type { Inventory } from './inventory.ts';

/** What is read for one side. */
export interface SidePlan {
  readonly environment: string;
  readonly inputs: readonly PlannedInput[];
  /** What was chosen among what, and why; said to the user. */
  readonly notes: readonly string[];
  /** Chosen among what the repository offers: nobody named it. */
  readonly isInferred?: boolean;
  /** Another candidate that fits just as well: the verdict about the first one is no verdict about the application. */
  readonly rival?: string;
}

export interface PlannedInput {
  readonly kind: InputKind;
  /** Files in order, one folder for kustomize, folders of charts for helm. Empty = named and not there. */
  readonly paths: readonly string[];
  /** As the user or the repository names it. */
  readonly label: string;
  readonly options?: {
    readonly envFiles?: readonly string[];
    readonly profiles?: readonly string[];
    readonly namespace?: string;
    readonly values?: readonly string[];
    readonly release?: string;
  };
}

export const INPUT_KINDS = [
  'compose',
  'dotenv',
  'procfile',
  'manifests',
  'kustomize',
  'helm',
  'score',
  'taubyte',
  'cluster',
] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

export interface SideRequest {
  readonly side: 'local' | 'target';
  /** `--local` or `--target`. */
  readonly specs: readonly string[];
  readonly config: Config | undefined;
  /** `--env`. */
  readonly wished?: string;
  readonly inventory: Inventory;
  /** What the repository offers, for when nobody names anything. */
  readonly candidates: readonly Candidate[];
  /** Names that the side should cover. */
  readonly names: readonly string[];
}

/** Decides what a side is read from: the command line, else parity.yaml, else what the repository offers. */
export function planSide(request: SideRequest): SidePlan | undefined {
  if (request.specs.length > 0) {
    const inputs = joinedInputs(request.specs.map((spec) => inputOf(spec, request.inventory)));
    const environment = request.side === 'local' ? 'local' : (request.wished ?? 'production');
    return { environment, inputs, notes: [] };
  }
  return fromConfig(request) ?? fromChoice(request);
}

function fromConfig(request: SideRequest): SidePlan | undefined {
  const environments = request.config?.environments;
  if (environments === undefined || environments.size === 0) return undefined;
  const names = [...environments.keys()];
  if (request.wished !== undefined && request.side === 'target' && !environments.has(request.wished)) {
    throw new ParityError({
      kind: 'usage',
      code: 'config/environment',
      message: `parity.yaml has no environment ${request.wished}`,
      hint: `use one of ${names.join(', ')}`,
    });
  }
  const name = request.side === 'local' ? localName(environments) : (request.wished ?? targetName(environments));
  const environment = name === undefined ? undefined : environments.get(name);
  if (name === undefined || environment === undefined) return undefined;
  const inputs = configuredInputs(environment, request.inventory);
  // An environment may say alone how it is deployed: what describes it is found as if it said nothing.
  return inputs.length === 0 ? undefined : { environment: name, inputs, notes: [] };
}

function localName(environments: ReadonlyMap<string, EnvironmentConfig>): string | undefined {
  if (environments.has('local')) return 'local';
  const isLocal = (environment: EnvironmentConfig) =>
    environment.sources.some(({ kind }) => kind === 'compose' || kind === 'dotenv' || kind === 'procfile');
  return [...environments].find(([, environment]) => isLocal(environment))?.[0];
}

function targetName(environments: ReadonlyMap<string, EnvironmentConfig>): string | undefined {
  const local = localName(environments);
  if (environments.has('production')) return 'production';
  return [...environments.keys()].find((name) => name !== local);
}

function configuredInputs(environment: EnvironmentConfig, inventory: Inventory): PlannedInput[] {
  const inputs = environment.sources.flatMap(({ kind, paths, ...options }): PlannedInput[] => {
    const inputFor = (given: readonly string[]): PlannedInput => {
      const found = [...new Set(given.flatMap((path) => expandPath(kind, path, inventory)))];
      return { kind, paths: found, label: `${kind}:${given.join(',')}`, options };
    };
    return kind === 'kustomize' ? [...new Set(paths)].map((path) => inputFor([path])) : [inputFor(paths)];
  });
  if (inputs.length > 0 || environment.cluster === undefined) return inputs;
  return [{ kind: 'cluster', paths: [], label: `cluster:${environment.cluster.context ?? ''}` }];
}

function fromChoice(request: SideRequest): SidePlan | undefined {
  const choice = choose(request.candidates, request.names, request.side === 'target' ? request.wished : undefined);
  const { chosen } = choice;
  if (chosen === undefined) return undefined;
  refuseUnknownEnvironment(request, chosen);
  const environment = request.side === 'local' ? 'local' : (request.wished ?? chosen.environment ?? 'production');
  return {
    environment,
    inputs: [
      {
        kind: chosen.kind,
        paths: chosen.paths,
        label: chosen.label,
        ...(chosen.options && { options: chosen.options }),
      },
    ],
    notes: notesOn(request.side, choice, chosen),
    isInferred: true,
    ...(choice.ambiguous && request.side === 'target' && { rival: choice.others[0]?.label ?? '' }),
  };
}

/** `--env stagin` must not quietly check production; a target whose path names no environment is production's. */
function refuseUnknownEnvironment({ side, wished, candidates }: SideRequest, chosen: Candidate): void {
  if (side === 'local' || wished === undefined || isOfEnvironment(chosen, wished)) return;
  if (wished === (chosen.environment ?? 'production')) return;
  const known = [...new Set(candidates.flatMap(({ environment }) => environment ?? []))].sort();
  throw new ParityError({
    kind: 'usage',
    code: 'discovery/environment',
    message: `no target of this repository is for an environment called ${wished}`,
    hint:
      known.length > 0
        ? `use one of ${known.join(', ')}, or name the target with --target`
        : 'name the target with --target, or describe the environment in parity.yaml',
  });
}

function notesOn(side: 'local' | 'target', choice: Choice, chosen: Candidate): string[] {
  if (choice.others.length === 0) return [];
  const names = choice.others.slice(0, 3).map((other) => other.label);
  const more = choice.others.length > names.length ? ` and ${choice.others.length - names.length} more` : '';
  const tie = choice.ambiguous ? '; another one fits as well' : '';
  return [`${side}: ${chosen.label} (${choice.reason}${tie}); not ${names.join(', ')}${more}: choose with --${side}`];
}

const ONE_TOGETHER: readonly InputKind[] = ['compose', 'dotenv', 'procfile', 'manifests'];

/** Several compose files are one project, in order, and several places of manifests one target; nothing counts twice. */
function joinedInputs(inputs: readonly PlannedInput[]): PlannedInput[] {
  const joined: PlannedInput[] = [];
  for (const input of inputs) {
    const at = joined.findIndex(({ kind, label }) =>
      ONE_TOGETHER.includes(kind) ? kind === input.kind : label === input.label,
    );
    const before = joined[at];
    if (before === undefined) joined.push({ ...input, paths: [...new Set(input.paths)] });
    else if (input.paths.some((path) => !before.paths.includes(path))) joined[at] = together(before, input);
  }
  return joined;
}

function together(before: PlannedInput, after: PlannedInput): PlannedInput {
  const label = `${before.label},${after.label.slice(after.label.indexOf(':') + 1)}`;
  return { ...before, paths: [...new Set([...before.paths, ...after.paths])], label };
}

/** `compose:compose.yaml`, `k8s/`, `overlays/prod`: a path, or a kind and a path. */
function inputOf(spec: string, inventory: Inventory): PlannedInput {
  const colon = spec.indexOf(':');
  const prefix = colon === -1 ? undefined : spec.slice(0, colon);
  if (prefix === 'cluster') return { kind: 'cluster', paths: [], label: spec };
  const kind = INPUT_KINDS.find((known) => known === prefix);
  if (prefix !== undefined && kind === undefined && !prefix.includes('/') && !inventory.all.includes(spec)) {
    throw new ParityError({
      kind: 'usage',
      code: 'flag/source-kind',
      message: `${spec}: ${prefix} is no kind of source`,
      hint: `use one of ${INPUT_KINDS.join(', ')}, or a path alone`,
    });
  }
  const path = kind === undefined ? spec : spec.slice(colon + 1);
  const clean = normaliseRelativePath(path.replace(/\/+$/, '')) ?? path;
  const inferred = kind ?? inferKind(clean, inventory);
  if (kind === 'helm') return helmInput(path);
  return { kind: inferred, paths: expandPath(inferred, clean, inventory), label: `${inferred}:${clean}` };
}

/** `charts/shop`, several charts, and values files: `charts/shop,charts/shop/values-prod.yaml`. */
function helmInput(list: string): PlannedInput {
  const all = list.split(',').map((path) => normaliseRelativePath(path.replace(/\/+$/, '')) ?? path);
  const isValues = (path: string) => /\.ya?ml$/.test(path) && fileNameOf(path) !== 'Chart.yaml';
  const values = all.filter(isValues);
  const paths = all.filter((path) => !isValues(path));
  return { kind: 'helm', paths, label: `helm:${all.join(',')}`, ...(values.length > 0 && { options: { values } }) };
}

const KUSTOMIZATION = /^(kustomization\.ya?ml|Kustomization)$/;

function inferKind(path: string, inventory: Inventory): InputKind {
  const name = fileNameOf(path);
  if (KUSTOMIZATION.test(name)) return 'kustomize';
  if (inventory.kustomizations.includes(path)) return 'kustomize';
  if (inventory.charts.includes(path)) return 'helm';
  if (inventory.compose.includes(path) || /compose.*\.ya?ml$/.test(name)) return 'compose';
  if (/^\.env|\.env$/.test(name)) return 'dotenv';
  if (/^Procfile/.test(name)) return 'procfile';
  return 'manifests';
}

/** Files of a named input; a folder of manifests means every YAML and JSON file below it. */
function expandPath(kind: InputKind, path: string, inventory: Inventory): string[] {
  const clean = normaliseRelativePath(path.replace(/\/+$/, '')) ?? path;
  if (kind === 'kustomize' && KUSTOMIZATION.test(fileNameOf(clean))) return [folderOf(clean)];
  if (kind === 'kustomize' || kind === 'helm' || kind === 'taubyte') return [clean];
  if (kind !== 'manifests' || inventory.all.includes(clean)) return [clean];
  // Several places that make one target: as a choice among them names it.
  if (clean.includes(',')) return [...new Set(clean.split(',').flatMap((each) => expandPath(kind, each, inventory)))];
  const inside = inventory.all.filter((file) => isBelowPlace(file, clean) && /\.(ya?ml|json)$/.test(file));
  return inside.length > 0 ? inside : [clean];
}

/** A `*` stands for one folder, whatever its name. */
function isBelowPlace(file: string, place: string): boolean {
  if (!place.startsWith('*/')) return isInFolder(file, place);
  return isInFolder(file.slice(file.indexOf('/') + 1), place.slice(2)) && file.includes('/');
}
