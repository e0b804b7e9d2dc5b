import type { EffectiveVariable } from '../effective/environment.ts';
import type { EffectiveService } from '../effective/service.ts';
import { isWithin, normaliseMountPath } from '../normalise/path.ts';
import type { CodeValue } from '../shape/code-facts.ts';
import type { Origin } from '../shape/origin.ts';
import type { ServicePair } from './comparison.ts';
import { declarationOf, isAnyValue } from './declarations.ts';
import { keptPaths, type MountedPath, mountAt, mountedPaths } from './storage.ts';
import { plainText } from './variables.ts';

/** A folder for data that a variable of the target moves off the volume, which stays where the local side has it. */
export interface LostFolder {
  readonly name: string;
  /** Where the target has the code keep its data. */
  readonly path: string;
  readonly variable: EffectiveVariable;
  readonly given: EffectiveVariable;
  /** The volume of the target that is meant for it. */
  readonly volume: MountedPath;
  readonly read: Origin | undefined;
}

const FOLDER_NAME = /(^|_)(DIR|DIRECTORY|FOLDER|PATH|ROOT)$/i;

/** Folders that locally lie on a volume, and in the target beside it. */
export function lostFolders(pair: ServicePair, local: EffectiveService, target: EffectiveService): LostFolder[] {
  const mounts = mountedPaths(target);
  const kept = keptPaths(local);
  return [...target.environment.variables.values()].flatMap((variable) => {
    const { name } = variable;
    const given = local.environment.variables.get(name);
    const [ours, theirs] = [folderIn(given), folderIn(variable)];
    if (given === undefined || ours === undefined || theirs === undefined || ours === theirs) return [];
    const read = useOf(name, pair);
    if (read === undefined || isAnyValue(declarationOf(pair, name)) || mountAt(theirs, mounts) !== undefined) return [];
    // Where volumes lie below the folder, its data is on them.
    if (mounts.some((other) => isWithin(other.path, theirs)) || mountAt(ours, kept) === undefined) return [];
    const volume = mountAt(ours, mounts);
    return volume?.mount.source.kind === 'persistent' ? [{ name, path: theirs, variable, given, volume, read }] : [];
  });
}

function folderIn(variable: EffectiveVariable | undefined): string | undefined {
  const text = plainText(variable?.value);
  return text !== undefined && /^\/[\w./-]+$/.test(text) ? normaliseMountPath(text) : undefined;
}

/** Where the code uses the folder: for files, or by a variable that is named like one. */
function useOf(name: string, { code, requirements }: ServicePair): Origin | undefined {
  const file = code.files.find(({ path }) => startsWith(path, name));
  if (file !== undefined) return file.at;
  return FOLDER_NAME.test(name)
    ? requirements.find((requirement) => requirement.name === name)?.strictest.at
    : undefined;
}

function startsWith(path: CodeValue, name: string): boolean {
  if (path.kind === 'variable') return path.name === name;
  if (path.kind !== 'template') return false;
  const [first] = path.parts;
  return typeof first === 'object' && first.variable === name;
}
