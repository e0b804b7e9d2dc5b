import type { ConfigEntry, ConfigObject } from '../../shape/facts.ts';
import { deferred, plain, type Value } from '../../shape/value.ts';
import { entriesOf, entryOf, get, isNull, textOf, type YamlEntry } from '../../text/yaml.ts';
import { scalarValue } from '../../text/yaml-go.ts';
import { decodeBase64 } from './base64.ts';
import { booleanOf, type ManifestObject } from './manifest-object.ts';
import { isSubstitution } from './substitution.ts';

/** A ConfigMap or Secret that is written out; undefined for other kinds and for what a cluster makes by itself (N102). */
export function configObjectOf(object: ManifestObject): ConfigObject | undefined {
  if (object.group !== '' || (object.kind !== 'ConfigMap' && object.kind !== 'Secret')) return undefined;
  if (isMadeByCluster(object)) return undefined;
  const type = object.kind === 'Secret' ? (textOf(get(object.root, 'type')) ?? 'Opaque') : undefined;
  return {
    kind: object.kind,
    name: object.name,
    ...(object.namespace !== undefined && { namespace: object.namespace }),
    entries: object.kind === 'ConfigMap' ? configMapEntries(object) : secretEntries(object),
    complete: true,
    ...(type !== undefined && { type }),
    immutable: booleanOf(get(object.root, 'immutable')) ?? false,
    at: object.site.at(entryOf(get(object.root, 'metadata'), 'name')?.at ?? object.root),
  };
}

const CLUSTER_CONFIG_MAPS = /^(kube-root-ca\.crt|istio-ca-root-cert|openshift-service-ca\.crt)$/;
const CLUSTER_SECRETS =
  /^(kubernetes\.io\/service-account-token|helm\.sh\/release.*|bootstrap\.kubernetes\.io\/token)$/;

export function isMadeByCluster({ kind, name, root }: ManifestObject): boolean {
  if (kind === 'ConfigMap') return CLUSTER_CONFIG_MAPS.test(name);
  return kind === 'Secret' && CLUSTER_SECRETS.test(textOf(get(root, 'type')) ?? '');
}

function configMapEntries(object: ManifestObject): ConfigEntry[] {
  const { site, root } = object;
  const binary = entriesOf(get(root, 'binaryData')).map((entry): ConfigEntry => {
    return { key: entry.key, value: deferred('binary data'), binary: true, at: site.at(entry.at) };
  });
  const texts = entriesOf(get(root, 'data')).map((entry): ConfigEntry => {
    const text = textIn(object, entry);
    const value = text === undefined ? deferred('a value that is no string') : configMapValue(object, entry.key, text);
    return { key: entry.key, value, binary: false, at: site.at(entry.at) };
  });
  return [...texts, ...binary];
}

function configMapValue({ site }: ManifestObject, key: string, text: string): Value {
  return isSubstitution(text) ? deferred('substitution') : site.secrets.value(key, text);
}

function textIn({ site }: ManifestObject, entry: YamlEntry): string | undefined {
  if (isNull(entry.value)) return '';
  const { value } = entry;
  if (value.kind !== 'scalar') {
    site.report('unreadable', value, {
      message: `the value of key ${entry.key} is a ${value.kind}`,
      hint: 'make it a string',
    });
    return undefined;
  }
  const read = scalarValue(value);
  if (typeof read !== 'string') {
    site.report('suspicious', value, {
      message: `the value of key ${entry.key} is a ${typeof read}, which the API server refuses`,
      hint: 'put the value in quotes',
      subject: entry.key,
      refused: true,
    });
  }
  return value.text;
}

/** `stringData` wins over `data` (N012); everything in a Secret is hidden, whatever it is called. */
function secretEntries(object: ManifestObject): ConfigEntry[] {
  const { site, root } = object;
  const entries = new Map<string, ConfigEntry>();
  for (const entry of entriesOf(get(root, 'data'))) {
    entries.set(entry.key, { key: entry.key, ...encodedValue(object, entry), at: site.at(entry.at) });
  }
  for (const entry of entriesOf(get(root, 'stringData'))) {
    const text = textIn(object, entry);
    const value = text === undefined ? deferred('a value that is no string') : hide(object, text);
    entries.set(entry.key, { key: entry.key, value, binary: false, at: site.at(entry.at) });
  }
  return [...entries.values()];
}

function hide({ site }: ManifestObject, text: string): Value {
  if (text === '') return plain('');
  return isSubstitution(text) ? deferred('substitution') : site.secrets.hide(text);
}

function encodedValue(object: ManifestObject, entry: YamlEntry): Pick<ConfigEntry, 'value' | 'binary'> {
  const encoded = textIn(object, entry);
  if (encoded === undefined) return { value: deferred('a value that is no string'), binary: false };
  if (isSubstitution(encoded)) return { value: deferred('substitution'), binary: false };
  const decoded = decodeBase64(encoded);
  if (decoded.kind === 'text') return { value: hide(object, decoded.text), binary: false };
  // The encoded form is a secret too: it may be the value itself, put there without encoding.
  object.site.secrets.hide(encoded.trim());
  if (decoded.kind === 'binary') return { value: deferred('binary data'), binary: true };
  object.site.report('unreadable', entry.value, {
    message: `the value of key ${entry.key} in data is not base64`,
    hint: 'encode it, or move it to stringData',
  });
  return { value: deferred('not base64'), binary: false };
}
