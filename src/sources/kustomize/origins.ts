import type { Position } from '../../text/position.ts';
import { get, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';
import { type Field, objectFields } from './field-path.ts';
import type { Kustomization } from './kustomization.ts';
import type { FieldPlace, Layer, RenderedObject } from './layer.ts';
import { layersOf } from './layers.ts';
import { allKustomizations, imagePlace, replicasPlace } from './transformers.ts';

/** Makes a function from a place in the rendered stream to the place in the repository that states it. */
export function originFinder(kustomization: Kustomization, rendered: string): (position: Position) => FieldPlace {
  const all = allKustomizations(kustomization);
  const layers = layersOf(kustomization);
  const fields = new Map<string, { readonly field: Field; readonly search: Search }>();
  for (const { root } of parseYaml(rendered).documents) {
    if (root === undefined) continue;
    const own = objectFields(root);
    const object = renderedObject(root, own, { all, layers });
    const search = { all, object, layers: layers.flatMap((layer) => statedBy(layer, object)) };
    // An inner field that begins where its item begins says more than the item.
    for (const field of own) fields.set(`${field.line}:${field.column}`, { field, search });
  }
  return ({ line, column }) => {
    const found = fields.get(`${line}:${column}`);
    return (found && placeOf(found.field, found.search)) ?? { path: kustomization.path, line: 1, column: 1 };
  };
}

interface Search {
  readonly all: readonly Kustomization[];
  readonly object: RenderedObject;
  /** What each layer states about the object, from the one applied last. */
  readonly layers: readonly StatedFields[];
}

interface StatedFields {
  readonly role: Layer['role'];
  readonly places: ReadonlyMap<string, FieldPlace>;
}

function statedBy(layer: Layer, object: RenderedObject): StatedFields[] {
  const places = layer.placesFor(object);
  return places === undefined ? [] : [{ role: layer.role, places }];
}

function renderedObject(
  root: YamlNode,
  own: readonly Field[],
  { all, layers }: { readonly all: readonly Kustomization[]; readonly layers: readonly Layer[] },
): RenderedObject {
  const kind = textOf(get(root, 'kind')) ?? '';
  const names = formerNames(textOf(get(root, 'metadata', 'name')) ?? '', kind, all);
  const written = layers.flatMap((layer) => (layer.fields && layer.placesFor({ kind, names }) ? layer.fields : []));
  const pointers = new Map<string, string[]>();
  for (const { pointer, keyed } of [...own, ...written]) {
    const known = pointers.get(pointer);
    if (known === undefined) pointers.set(pointer, [keyed]);
    else if (!known.includes(keyed)) known.push(keyed);
  }
  return { kind, names, pointers };
}

const HASH = /-[a-z0-9]{10}$/;

/** A name with the hash, prefixes and suffixes taken off, in every order (N022, N023). */
function formerNames(name: string, kind: string, all: readonly Kustomization[]): Set<string> {
  const names = new Set([name]);
  if (/^(ConfigMap|Secret)$/.test(kind)) names.add(name.replace(HASH, ''));
  const affixes = (field: string) =>
    all.flatMap(({ root }) => textOf(get(root, field)) ?? []).filter((text) => text !== '');
  const prefixes = affixes('namePrefix');
  const suffixes = affixes('nameSuffix');
  for (const known of names) {
    for (const prefix of prefixes) if (known.startsWith(prefix)) names.add(known.slice(prefix.length));
    for (const suffix of suffixes) if (known.endsWith(suffix)) names.add(known.slice(0, -suffix.length));
  }
  return names;
}

function placeOf(field: Field, { all, object, layers }: Search): FieldPlace | undefined {
  for (let keyed = field.keyed; keyed !== ''; keyed = keyed.slice(0, keyed.lastIndexOf('/'))) {
    const candidates = layers.flatMap((layer) => placeIn(layer, keyed) ?? []);
    const isWhole = keyed === field.keyed;
    const transformed = isWhole ? transformedPlace(field, object, { all, candidates }) : undefined;
    if (transformed !== undefined) return transformed;
    if (candidates.length === 0) continue;
    // A patch repeats the names of object and container only to say what it is for.
    if (IDENTITY.test(keyed)) return candidates.at(-1);
    const isValue = isWhole && !keyed.endsWith('/name');
    return (isValue ? candidates.find((place) => place.text === field.text) : undefined) ?? candidates[0];
  }
  return layers.flatMap(({ places }) => places.get('/metadata/name') ?? []).at(-1);
}

const IDENTITY = /^\/metadata\/name$|\/(initContainers|containers)\/\[[^/]*\](\/name)?$/;

/** A JSON Patch states a part of a field, such as the value of a variable, without stating the field. */
function placeIn({ role, places }: StatedFields, keyed: string): FieldPlace | undefined {
  const exact = places.get(keyed);
  if (exact !== undefined || role !== 'patch' || IDENTITY.test(keyed)) return exact;
  const whole = keyed.replace(/(\/env\/\[[^/]*\])\/name$/, '$1');
  for (const [stated, place] of places) if (stated.startsWith(`${whole}/`)) return place;
  return undefined;
}

function transformedPlace(
  { keyed, text }: Field,
  object: RenderedObject,
  { all, candidates }: { readonly all: readonly Kustomization[]; readonly candidates: readonly FieldPlace[] },
): FieldPlace | undefined {
  if (candidates.some((place) => place.text === text)) return undefined;
  if (keyed.endsWith('/image'))
    return imagePlace(
      all,
      text ?? '',
      candidates.flatMap((place) => place.text ?? []),
    );
  return keyed === '/spec/replicas' ? replicasPlace(all, object) : undefined;
}
