// The variables that feed interpolation: `.env` and its kind. They are not the container's environment (N150).
import type { Origin } from '../../shape/origin.ts';
import type { Value } from '../../shape/value.ts';
import { type EnvLine, readEnvFile } from './env-file.ts';
import type { Place } from './node.ts';
import { belowRoot } from './paths.ts';
import type { Reading } from './reading.ts';

export interface Variable {
  readonly value: Value;
  /** The line that gives it. */
  readonly at: Origin;
}

export type Variables = ReadonlyMap<string, Variable>;

export interface VariableFiles {
  readonly paths: readonly string[];
  /** Whether somebody named the files: then they must be there. */
  readonly named: boolean;
  /** Where they are named. */
  readonly place: Place;
  /** Variables that win over those of the files. */
  readonly stronger: Variables;
}

/** Reads the files in order; a later file wins, and each line sees the lines before it. */
export async function readVariables(files: VariableFiles, reading: Reading): Promise<Variables> {
  const found = new Map<string, Variable>();
  for (const path of files.paths) {
    const lookup = (name: string) => files.stronger.get(name) ?? found.get(name);
    const lines = await readEnvFile({ path, place: files.place, lookup, required: files.named }, reading);
    for (const line of lines) setLine(found, line);
  }
  return new Map([...found, ...files.stronger]);
}

function setLine(found: Map<string, Variable>, line: EnvLine): void {
  if (line.value !== undefined) found.set(line.name, { value: line.value, at: line.at });
}

/** `.env` of a folder. */
export function defaultEnvFile(folder: string): string {
  return belowRoot(folder, '.env') ?? '.env';
}
