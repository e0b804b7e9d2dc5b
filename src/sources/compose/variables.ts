// The variables that feed interpolation: `.env` and its kind. They are not the container's environment (N150).
import type { Origin } from '../../shape/origin.ts';
import type { Value } from '../../shape/value.ts';
import { type Absence, type EnvLine, readEnvFile } from './env-file.ts';
import type { Place } from './node.ts';
import { belowRoot } from './paths.ts';
import type { Reading } from './reading.ts';

export interface Variable {
  readonly value: Value;
  /** The line that gives it. */
  readonly at: Origin;
  /** Only the example of a file that is not there has the name: a default counts before it. */
  readonly isDeclaredOnly?: boolean;
}

export type Variables = ReadonlyMap<string, Variable>;

export interface VariableFiles {
  readonly paths: readonly string[];
  readonly absence: Absence;
  /** Where they are named. */
  readonly place: Place;
  /** Variables that win over those of the files. */
  readonly stronger: Variables;
}

/** Reads the files in order; a later file wins, and each line sees the lines before it. */
export async function readVariables(files: VariableFiles, reading: Reading): Promise<Variables> {
  const found = new Map<string, Variable>();
  for (const path of files.paths) {
    const lookup = (name: string) => strongest(files.stronger.get(name), found.get(name));
    const lines = await readEnvFile({ path, place: files.place, lookup, absence: files.absence }, reading);
    for (const line of lines) setLine(found, line);
  }
  // A name that only an example declares is weaker than any value.
  const stronger = [...files.stronger].filter(([name, variable]) => !variable.isDeclaredOnly || !found.has(name));
  return new Map([...found, ...stronger]);
}

function strongest(stronger: Variable | undefined, found: Variable | undefined): Variable | undefined {
  return stronger?.isDeclaredOnly === true ? (found ?? stronger) : (stronger ?? found);
}

function setLine(found: Map<string, Variable>, line: EnvLine): void {
  if (line.value === undefined || (line.isDeclaredOnly === true && found.has(line.name))) return;
  const isDeclaredOnly = line.isDeclaredOnly === true && { isDeclaredOnly: true };
  found.set(line.name, { value: line.value, at: line.at, ...isDeclaredOnly });
}

/** `.env` of a folder. */
export function defaultEnvFile(folder: string): string {
  return belowRoot(folder, '.env') ?? '.env';
}
