import type { Origin } from '../../shape/origin.ts';
import { parseYaml, type YamlNode } from '../../text/yaml.ts';
import { type AssembledText, concat, fixed, UNKNOWN } from '../assembled-text.ts';
import { erbPieces, type MaskedErb, maskErb } from './erb.ts';
import type { Reading } from './reading.ts';
import { evaluate } from './values.ts';

/** A file of YAML with the programs in it. */
export interface YamlFile {
  readonly path: string;
  readonly masked: MaskedErb;
  readonly root: YamlNode | undefined;
}

export function yamlFile(path: string, text: string): YamlFile {
  const masked = maskErb(text);
  const { documents, errors } = parseYaml(masked.text);
  return { path, masked, root: errors.length > 0 ? undefined : documents[0]?.root };
}

/** The value under a path of keys; keys may be written as symbols (`:queues`). */
export function nodeAt(node: YamlNode | undefined, ...keys: readonly string[]): YamlNode | undefined {
  let at = node;
  for (const key of keys) {
    if (at?.kind !== 'map') return undefined;
    at = at.entries.find((entry) => entry.key === key || entry.key === `:${key}`)?.value;
  }
  return at;
}

/** What a scalar stands for, its tags evaluated. */
export function scalarText(reading: Reading, yaml: YamlFile, node: YamlNode | undefined): AssembledText {
  if (node?.kind !== 'scalar') return UNKNOWN;
  return concat(
    erbPieces(node.text, yaml.masked.tags).map((piece) => {
      if (typeof piece === 'string') return fixed(piece);
      const program = reading.file.root.children.filter(({ start, end }) => start >= piece.start && end <= piece.end);
      return program.length === 1 ? evaluate(reading, program[0]) : UNKNOWN;
    }),
  );
}

export function originOf(
  { path }: YamlFile,
  { line, column }: { readonly line: number; readonly column: number },
): Origin {
  return { source: 'ruby', path, line, column };
}

/** Every value of a map with its whole key: `redis.url`. */
export function leavesOf(node: YamlNode | undefined, key = ''): { readonly key: string; readonly node: YamlNode }[] {
  if (node === undefined) return [];
  if (node.kind === 'scalar') return [{ key, node }];
  if (node.kind === 'list') return [];
  return node.entries.flatMap((entry) => leavesOf(entry.value, key === '' ? entry.key : `${key}.${entry.key}`));
}
