import type { ConfigEntry, ConfigObject } from '../../../shape/facts.ts';
import { deferred } from '../../../shape/value.ts';
import type { Position } from '../../../text/position.ts';
import { entryOf, get, textOf, type YamlEntry } from '../../../text/yaml.ts';
import { type ManifestObject, objectId } from '../manifest-object.ts';

/** A kind that makes a Secret or ConfigMap at run time (N230): which one, and which keys it will have. */
export interface Producer {
  readonly group: RegExp;
  readonly kinds: readonly string[];
  produce(object: ManifestObject): readonly Produced[];
}

export interface Produced {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly keys: readonly ProducedKey[];
  /** False when it will have keys that the manifest does not show. */
  readonly complete: boolean;
  readonly type?: string;
  /** Where the name of the result stands; the object's own name when left out. */
  readonly at?: Position;
}

export interface ProducedKey {
  readonly key: string;
  /** Where the key stands; the object's name when the kind fixes it. */
  readonly at?: Position;
}

/** What a producer makes, as the configuration object that workloads refer to. */
export function configObject(object: ManifestObject, produced: Produced): ConfigObject {
  const { site, namespace } = object;
  const producer = objectId(object);
  const own = entryOf(get(object.root, 'metadata'), 'name')?.at ?? object.root;
  const entries = new Map<string, ConfigEntry>();
  for (const { key, at } of produced.keys) {
    entries.set(key, { key, value: deferred(producer), binary: false, at: site.at(at ?? produced.at ?? own) });
  }
  return {
    kind: produced.kind,
    name: produced.name,
    ...(namespace !== undefined && { namespace }),
    entries: [...entries.values()],
    complete: produced.complete,
    producer,
    ...(produced.type !== undefined && { type: produced.type }),
    immutable: false,
    at: site.at(produced.at ?? own),
  };
}

/** A Secret of which only the name is known. */
export function openSecret(named: YamlEntry | undefined): Produced[] {
  const name = textOf(named?.value);
  return named === undefined || name === undefined
    ? []
    : [{ kind: 'Secret', name, keys: [], complete: false, at: named.at }];
}
