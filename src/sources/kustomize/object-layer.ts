import type { Position } from '../../text/position.ts';
import { get, itemsOf, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';
import { objectFields } from './field-path.ts';
import { type Layer, placesOf } from './layer.ts';

/** Selects the objects that a patch is for; without it the patch names its object itself. */
export interface PatchTarget {
  readonly kind?: string;
  readonly name?: string;
}

export interface PlacedText {
  readonly path: string;
  readonly text: string;
  /** From a place in the text to the place in the file that holds it. */
  readonly move: (position: Position) => Position;
}

/** Layers of a text that holds whole objects or strategic merge patches. */
export function objectLayers(
  { path, text, move }: PlacedText,
  role: 'patch' | 'resource',
  target?: PatchTarget,
): Layer[] {
  return parseYaml(text)
    .documents.flatMap(({ root }) => (root === undefined ? [] : listItems(root)))
    .map((root): Layer => {
      const fields = objectFields(root);
      const places = placesOf(path, fields, move);
      const own = { kind: textOf(get(root, 'kind')) ?? '', name: textOf(get(root, 'metadata', 'name')) ?? '' };
      return {
        role,
        ...(role === 'resource' && { fields }),
        placesFor: ({ kind, names }) => {
          const isMeant =
            target === undefined ? kind === own.kind && names.has(own.name) : selects(target, kind, names);
          return isMeant ? places : undefined;
        },
      };
    });
}

function listItems(root: YamlNode): readonly YamlNode[] {
  const items = get(root, 'items');
  return items?.kind === 'list' && textOf(get(root, 'kind'))?.endsWith('List') ? itemsOf(items) : [root];
}

/** Names and kinds of a target are anchored regular expressions. */
export function selects(target: PatchTarget, kind: string, names: ReadonlySet<string>): boolean {
  return matches(target.kind, kind) && [...names].some((name) => matches(target.name, name));
}

function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined || pattern === '' || pattern === text) return true;
  // A plain prefix or suffix pattern is all that is followed: an arbitrary pattern from a file may take for ever.
  if (!/^[\w-]*(\.\*[\w-]*)*$/.test(pattern) || pattern.length > 200) return false;
  const parts = pattern.split('.*');
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const found =
      index === 0
        ? text.startsWith(part)
          ? 0
          : -1
        : index === parts.length - 1 && part !== ''
          ? text.lastIndexOf(part)
          : text.indexOf(part, at);
    if (found < at || found === -1) return false;
    at = found + part.length;
  }
  return parts.length === 1 ? at === text.length : parts.at(-1) === '' || at === text.length;
}
