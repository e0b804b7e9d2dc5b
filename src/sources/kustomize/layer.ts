import type { Position } from '../../text/position.ts';
import type { Field } from './field-path.ts';

/** A place in the repository that states a field. */
export interface FieldPlace extends Position {
  readonly path: string;
  readonly text?: string;
}

/** An object of the rendered stream, with every name that it may have had on the way. */
export interface RenderedObject {
  readonly kind: string;
  readonly names: ReadonlySet<string>;
  /**
   * JSON Pointer to keyed paths: those of the rendered object, and those of the resource files, because an index of a
   * patch counts as the list was when the patch was applied.
   */
  readonly pointers: ReadonlyMap<string, readonly string[]>;
}

/** Something that states fields of objects: a patch, a generator or a resource file. */
export interface Layer {
  readonly role: 'patch' | 'generator' | 'resource';
  /** The places of the fields it states for an object, by keyed path; undefined when it says nothing about it. */
  placesFor(
    object: Pick<RenderedObject, 'kind' | 'names'> & Partial<RenderedObject>,
  ): ReadonlyMap<string, FieldPlace> | undefined;
  /** The fields of a resource file. */
  readonly fields?: readonly Field[];
}

/** Fields of one file by keyed path: the first place of each counts, which is that of the key. */
export function placesOf(
  path: string,
  fields: readonly Field[],
  move: (position: Position) => Position = (at) => at,
): Map<string, FieldPlace> {
  const places = new Map<string, FieldPlace>();
  for (const field of fields) {
    if (places.has(field.keyed)) continue;
    const { line, column } = move(field);
    places.set(field.keyed, { path, line, column, ...(field.text !== undefined && { text: field.text }) });
  }
  return places;
}
