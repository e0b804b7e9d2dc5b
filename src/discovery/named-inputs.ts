import { INPUT_NAMES, type InputName } from '../config/config.ts';
import { ParityError } from '../errors.ts';
import { cleanPath } from '../normalise/path.ts';
import type { InputKind, NamedInput } from './input-kind.ts';
import type { Inventory } from './inventory.ts';
import type { PlannedInput } from './side-plan.ts';

interface Known {
  readonly side: 'local' | 'target';
  readonly kinds: readonly InputKind[];
  readonly inventory: Inventory;
}

/**
 * What `--local` or `--target` names. Several compose files are one project, in order, and several places of manifests
 * one target; nothing counts twice.
 */
export function namedInputs(specs: readonly string[], known: Known): PlannedInput[] {
  const joined: PlannedInput[] = [];
  refuseNothing(specs, known.side);
  for (const input of specs.map((spec) => inputOf(spec, known))) {
    const isWhole = known.kinds.some(({ name, span }) => name === input.kind && span === 'all');
    const at = joined.findIndex(({ kind, label }) => (isWhole ? kind === input.kind : label === input.label));
    const before = joined[at];
    if (before === undefined) joined.push({ ...input, paths: [...new Set(input.paths)] });
    else if (input.paths.some((path) => !before.paths.includes(path))) joined[at] = together(before, input);
  }
  return joined;
}

/** An empty variable of a script must not turn into another place than it was meant to name. */
function refuseNothing(specs: readonly string[], side: Known['side']): void {
  const bare = INPUT_NAMES.filter((name) => name !== 'cluster').map((name) => `${name}:`);
  const empty = specs.map((spec) => spec.trim()).find((spec) => spec === '' || bare.includes(spec));
  if (empty === undefined) return;
  throw new ParityError({
    kind: 'usage',
    code: 'flag/source-path',
    message: `--${side}${empty === '' ? '' : ` ${empty}`} names nothing`,
    hint: 'give a path, or a kind and a path such as compose:compose.yaml',
  });
}

function together(before: PlannedInput, after: PlannedInput): PlannedInput {
  const label = `${before.label},${after.label.slice(after.label.indexOf(':') + 1)}`;
  return { ...before, paths: [...new Set([...before.paths, ...after.paths])], label };
}

/** `compose:compose.yaml`, `k8s/`, `overlays/prod`: a path, or a kind and a path. */
function inputOf(spec: string, known: Known): PlannedInput {
  const colon = spec.indexOf(':');
  const prefix = colon === -1 ? undefined : spec.slice(0, colon);
  if (prefix === 'cluster') return { kind: 'cluster', paths: [], label: spec };
  const name = INPUT_NAMES.find((each) => each === prefix);
  if (name === undefined) {
    if (prefix !== undefined && !prefix.includes('/') && !known.inventory.all.includes(spec)) {
      throw unknownKind(spec, prefix);
    }
    const kind = kindOf(cleanPath(spec), known);
    return planned(spec, kind, known.inventory);
  }
  // A kind that nothing reads yet may be named: reading the side says so.
  const kind = known.kinds.find((each) => each.name === name) ?? { name };
  return planned(spec.slice(colon + 1), kind, known.inventory);
}

function kindOf(path: string, { kinds, inventory }: Known): InputKind {
  const claiming = kinds.find(({ claims }) => claims !== 'rest' && claims(path, inventory));
  const kind = claiming ?? kinds.find(({ claims }) => claims === 'rest');
  if (kind === undefined) throw new Error('no kind of input takes what no other one claims');
  return kind;
}

function planned(text: string, kind: Reading, inventory: Inventory): PlannedInput {
  const path = cleanPath(text);
  const { paths, options }: NamedInput = kind.parse?.(text) ?? { paths: kind.expand?.(path, inventory) ?? [path] };
  const label = kind.parse ? text.split(',').map(cleanPath).join(',') : path;
  return { kind: kind.name, paths, label: `${kind.name}:${label}`, ...(options && { options }) };
}

type Reading = { readonly name: InputName } & Partial<Pick<InputKind, 'parse' | 'expand'>>;

function unknownKind(spec: string, prefix: string): ParityError {
  return new ParityError({
    kind: 'usage',
    code: 'flag/source-kind',
    message: `${spec}: ${prefix} is no kind of source`,
    hint: `use one of ${INPUT_NAMES.join(', ')}, or a path alone`,
  });
}
