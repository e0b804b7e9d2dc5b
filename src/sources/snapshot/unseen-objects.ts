// A snapshot shows the kinds that somebody asked for: of the others nothing may be concluded.
import { type ConfigObject, type Facts, noFacts } from '../../shape/facts.ts';
import type { Origin, Problem } from '../../shape/origin.ts';
import type { ConfigKind } from '../../shape/workload.ts';
import type { ManifestObject } from '../kubernetes/manifest-object.ts';

interface Needed {
  readonly kind: ConfigKind | 'PersistentVolumeClaim';
  readonly name: string;
  readonly namespace: string | undefined;
  readonly at: Origin;
}

/** What workloads refer to and the snapshot cannot show, as objects of which only the name is known, and a word on it. */
export function unseenObjects(facts: Facts, shown: readonly ManifestObject[]): Facts {
  const [first] = facts.workloads;
  if (first === undefined) return noFacts();
  // Every namespace has objects of these kinds, be it the cluster's own: none at all means that nobody asked.
  const isUnseen = (kind: string) => !shown.some((object) => object.group === '' && object.kind === kind);
  const needed = neededBy(facts).filter(({ kind }) => isUnseen(kind));
  const kinds = [...new Set(needed.map(({ kind }) => kind)), ...(isUnseen('Service') ? ['Service'] : [])];
  return {
    ...noFacts(),
    configObjects: needed.flatMap((each) => openObject(each)),
    claims: needed.flatMap(({ kind, name, namespace, at }) =>
      kind === 'PersistentVolumeClaim'
        ? [{ name, ...(namespace !== undefined && { namespace }), kind, external: true, at }]
        : [],
    ),
    problems: kinds.length === 0 ? [] : [unseen(kinds.sort(), first.at)],
  };
}

function neededBy({ workloads, objects }: Facts): Needed[] {
  const named = [...workloads, ...objects].flatMap(({ refersTo = [], namespace }) =>
    refersTo.flatMap(({ kind, name, at }): Needed[] => (kind === 'Secret' ? [{ kind, name, namespace, at }] : [])),
  );
  const used = workloads.flatMap(({ environment, mounts, namespace }) => [
    ...environment.flatMap((step) =>
      step.kind === 'import' || step.kind === 'reference'
        ? [{ kind: step.object, name: step.objectName, namespace, at: step.at }]
        : [],
    ),
    ...mounts.flatMap(({ source, at }): Needed[] => {
      if (source.kind === 'persistent' && source.via === 'claim')
        return [{ kind: 'PersistentVolumeClaim', name: source.name, namespace, at }];
      if (source.kind !== 'config' || (source.object !== 'ConfigMap' && source.object !== 'Secret')) return [];
      return [{ kind: source.object, name: source.objectName, namespace, at }];
    }),
  ]);
  return [...used, ...named];
}

function openObject({ kind, name, namespace, at }: Needed): ConfigObject[] {
  if (kind === 'PersistentVolumeClaim') return [];
  return [
    {
      kind,
      name,
      ...(namespace !== undefined && { namespace }),
      entries: [],
      complete: false,
      producer: `${kind} ${name}, which the snapshot does not show`,
      immutable: false,
      at,
    },
  ];
}

const SHORT: Readonly<Record<string, string>> = {
  ConfigMap: 'configmaps',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Secret: 'secrets',
  Service: 'services',
};

function unseen(kinds: readonly string[], { source, path }: Origin): Problem {
  return {
    kind: 'unresolved',
    source,
    path,
    line: 1,
    column: 1,
    message: `the snapshot holds no ${kinds.join(' and no ')}: what leads to one is not judged`,
    hint: `add ${kinds.map((kind) => SHORT[kind] ?? kind).join(',')} to what kubectl get is asked for`,
    ...(kinds.includes('Service') && { hidesObjects: true }),
  };
}
