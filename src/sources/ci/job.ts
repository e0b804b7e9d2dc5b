import type { Position } from '../../text/position.ts';
import { textOf, type YamlMap, type YamlNode } from '../../text/yaml.ts';

/** One job of a pipeline, in one form for all of them. */
export interface Job {
  readonly name: string;
  readonly scripts: readonly Script[];
  /** Actions that are used, with what they are given. */
  readonly actions: readonly Action[];
}

/** One script, which begins in a folder of the repository. */
export interface Script {
  readonly text: string;
  readonly folder: string;
  /** Line of the file on which it begins. */
  readonly line: number;
  readonly column: number;
}

export interface Action extends Position {
  /** `azure/k8s-create-secret`, without version. */
  readonly uses: string;
  readonly with: YamlMap;
}

/** The script that a scalar holds. */
export function scriptOf(node: YamlNode | undefined, folder: string): Script[] {
  const text = textOf(node);
  if (node === undefined || text === undefined) return [];
  return [{ text, folder, line: node.line, column: node.column }];
}
