import { INPUT_NAMES, type PathKey, type SourceOptions } from '../config/config.ts';
import { keysOfSchema } from '../config/schema-keys.ts';
import type { Entry, Flow } from '../config/written/entry.ts';
import type { Inventory } from '../discovery/inventory.ts';
import type { PlannedInput } from '../discovery/side-plan.ts';
import { cleanPath, folderOf } from '../normalise/path.ts';
import { INPUT_KINDS } from '../sources/index.ts';

const PATH_KEYS: readonly PathKey[] = ['files', 'paths', 'path', 'chart'];

/**
 * The keys of an environment in parity.yaml that stand for inputs.
 * @returns undefined where the file has no words for them: several charts with values files of their own
 */
export function spellInputs(inputs: readonly PlannedInput[], inventory: Inventory): Entry[] | undefined {
  const kinds = [...new Set(inputs.map(({ kind }) => kind))];
  const entries = kinds.map((kind) =>
    spellKind(
      inputs.filter((input) => input.kind === kind),
      inventory,
    ),
  );
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

function spellKind(inputs: readonly PlannedInput[], inventory: Inventory): Entry | undefined {
  const [first] = inputs;
  if (first === undefined || inputs.some(({ options }) => !isAlike(options, first.options))) return undefined;
  if (first.kind === 'cluster') return clusterEntry(first);
  const paths = [...new Set(inputs.flatMap((input) => spellPaths(input, inventory)))];
  const [only] = paths;
  if (only === undefined) return undefined;
  const short: Flow = paths.length === 1 ? only : paths;
  const options = Object.entries(first.options ?? {}).filter(([, value]) => value !== undefined);
  if (options.length === 0) return { key: first.kind, value: short };
  const key = PATH_KEYS.find((name) => keysOfSchema(['environments', 'local', first.kind]).includes(name));
  const isList = key === 'files' || key === 'paths';
  if (key === undefined || (!isList && paths.length > 1)) return undefined;
  return { key: first.kind, value: { [key]: isList ? paths : only, ...Object.fromEntries(options) } };
}

function isAlike(one: SourceOptions | undefined, other: SourceOptions | undefined): boolean {
  return JSON.stringify(one ?? {}) === JSON.stringify(other ?? {});
}

function clusterEntry({ label }: PlannedInput): Entry {
  const [, context = '', namespace = ''] = /^cluster:([^/]*)\/?(.*)$/.exec(label) ?? [];
  return { key: 'cluster', value: { ...(context && { context }), ...(namespace && { namespace }) } };
}

/** The fewest paths that mean the same files: as the user or the repository names them, their folders, or each of them. */
function spellPaths({ kind, paths, label }: PlannedInput, inventory: Inventory): readonly string[] {
  const expand = INPUT_KINDS.find(({ name }) => name === kind)?.expand;
  if (expand === undefined) return paths;
  const prefix = INPUT_NAMES.find((name) => label.startsWith(`${name}:`)) ?? '';
  const named = label
    .slice(prefix === '' ? 0 : prefix.length + 1)
    .split(',')
    .map(cleanPath);
  const folders = [...new Set(paths.map(folderOf))];
  const wanted = [...new Set(paths)].sort().join('\n');
  const means = (places: readonly string[]) =>
    [...new Set(places.flatMap((place) => expand(place, inventory)))].sort().join('\n') === wanted;
  return [named, folders].find(means) ?? paths;
}
