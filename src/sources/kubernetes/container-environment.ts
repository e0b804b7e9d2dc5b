// Steps in the order in which the kubelet takes them: every envFrom, then every env (N120, N122).

import { deferred, plain, type Value } from '../../shape/value.ts';
import type { ConfigKind, EnvironmentStep } from '../../shape/workload.ts';
import { entryOf, get, isNull, itemsOf, textOf, type YamlEntry, type YamlNode } from '../../text/yaml.ts';
import { scalarValue } from '../../text/yaml-go.ts';
import { booleanOf, type Site } from './manifest-object.ts';
import { substitutionsIn } from './substitution.ts';
import { twinsOf } from './twins.ts';

/** What `envFrom` and `env` of one container say. */
export function containerEnvironment(container: YamlNode, site: Site): EnvironmentStep[] {
  const entries = itemsOf(get(container, 'env'));
  reportDuplicates(entries, site);
  return [
    ...itemsOf(get(container, 'envFrom')).flatMap((item) => importStep(item, site)),
    ...entries.flatMap((item) => variableStep(item, site)),
  ];
}

function importStep(item: YamlNode, site: Site): EnvironmentStep[] {
  const prefix = textOf(get(item, 'prefix')) ?? '';
  const kinds: readonly [string, ConfigKind][] = [
    ['configMapRef', 'ConfigMap'],
    ['secretRef', 'Secret'],
  ];
  return kinds.flatMap(([field, object]): EnvironmentStep[] => {
    const entry = entryOf(item, field);
    const objectName = textOf(get(entry?.value, 'name'));
    if (entry === undefined || objectName === undefined) return [];
    const optional = booleanOf(get(entry.value, 'optional')) ?? false;
    const at = site.at(entryOf(entry.value, 'name')?.at ?? entry.at);
    return [{ kind: 'import', object, objectName, prefix, optional, at }];
  });
}

function variableStep(item: YamlNode, site: Site): EnvironmentStep[] {
  const named = entryOf(item, 'name');
  const name = textOf(named?.value);
  if (named === undefined || name === undefined || name === '') return [];
  const at = site.at(named.at);
  const valueFrom = get(item, 'valueFrom');
  if (valueFrom !== undefined && !isNull(valueFrom)) return [referenceStep(name, valueFrom, at)];
  return [{ kind: 'set', name, value: literal(name, entryOf(item, 'value'), site), expand: true, at }];
}

function referenceStep(name: string, valueFrom: YamlNode, at: EnvironmentStep['at']): EnvironmentStep {
  const kinds: readonly [string, ConfigKind][] = [
    ['configMapKeyRef', 'ConfigMap'],
    ['secretKeyRef', 'Secret'],
  ];
  for (const [field, object] of kinds) {
    const reference = get(valueFrom, field);
    const objectName = textOf(get(reference, 'name'));
    const key = textOf(get(reference, 'key'));
    if (objectName === undefined || key === undefined) continue;
    const optional = booleanOf(get(reference, 'optional')) ?? false;
    return { kind: 'reference', name, object, objectName, key, optional, at };
  }
  return { kind: 'set', name, value: deferred(runtimeReason(valueFrom)), expand: false, at };
}

/** What the kubelet fills in (N124): the name is known, the value is not. */
function runtimeReason(valueFrom: YamlNode): string {
  const field = textOf(get(valueFrom, 'fieldRef', 'fieldPath'));
  if (field !== undefined) return `field ${field}`;
  const resource = textOf(get(valueFrom, 'resourceFieldRef', 'resource'));
  if (resource !== undefined) return `resource ${resource}`;
  const fileKey = textOf(get(valueFrom, 'fileKeyRef', 'key'));
  return fileKey === undefined ? 'a valueFrom that names nothing known' : `key ${fileKey} of a file in the pod`;
}

function literal(name: string, entry: YamlEntry | undefined, site: Site): Value {
  // A missing value and an empty one are both "set to empty" for the process (N009).
  if (entry === undefined || isNull(entry.value)) return plain('');
  const { value } = entry;
  if (value.kind !== 'scalar') {
    site.report('unreadable', value, { message: `the value of ${name} is a ${value.kind}`, hint: 'make it a string' });
    return deferred('a value that is no string');
  }
  const read = scalarValue(value);
  if (typeof read !== 'string') {
    site.report('suspicious', value, {
      message: `the value of ${name} is a ${typeof read}, which the API server refuses`,
      hint: 'put the value in quotes',
      subject: name,
      refused: true,
    });
  }
  const substitutions = substitutionsIn(value.text);
  if (substitutions.length === 0) return site.secrets.value(name, value.text);
  site.report('unresolved', value, {
    message: `the value of ${name} holds \${${substitutions[0]}}, which Kubernetes does not expand`,
    hint: 'name the rendered manifest, or use $(NAME) when Kubernetes is to expand it',
  });
  return deferred(`substitution of ${substitutions.join(', ')}`);
}

/** Kubernetes keeps the last of equal names; a patch with such a list is refused or loses one (N015). */
function reportDuplicates(items: readonly YamlNode[], site: Site): void {
  for (const { name, entry, first } of twinsOf(items)) {
    site.report('suspicious', entry.at, {
      message: `env ${name} stands twice; the last one counts`,
      hint: `remove one of the two entries of ${name}`,
      also: first.at,
    });
  }
}
