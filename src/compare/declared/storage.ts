import type { EffectiveService } from '../../effective/service.ts';
import { normaliseMountPath } from '../../normalise/path.ts';
import type { MountSource } from '../../shape/workload.ts';
import type { Comparison, ServicePair, Side } from '../comparison.ts';
import { wantedDatabases } from '../databases.ts';
import { bucketUses } from '../meeting-points.ts';
import { type MountedPath, mountAt, mountedPaths, storeName } from '../storage.ts';
import { type Breach, type BreachKind, type DeclaredOfTarget, expectedIn, type Group, isNeeded } from './declared.ts';
import { namesIt } from './named-values.ts';
import { isVariable, variableBreaches, variableNames } from './variables.ts';

/** Volumes by path or name; databases and buckets by name or by the variable that names them. */
export const storage: Group = {
  kinds: ['volume', 'ephemeral', 'extra', 'bucket', 'database'],
  things(pair, comparison) {
    return [
      ...mountNames(pair, comparison),
      ...storeNames(pair, comparison).map(({ names }) => names),
      ...variableNames(pair).map((name) => [name]),
    ];
  },
  breaches(of) {
    const { name, pair, comparison } = of;
    if (!name.startsWith('/') && isVariable(name, pair)) return variableBreaches(of, kindOf(name, pair, comparison));
    return isNeeded(of.declaration) ? unkept(of) : unwanted(of);
  },
  means: (declared, name) => declared === name || (declared.startsWith('/') && normaliseMountPath(declared) === name),
};

/** One entry for each path: what is mounted there on either side is one thing. */
function mountNames(pair: ServicePair, { target }: Comparison): string[][] {
  const beside = pair.target ? inPodOf(pair.target, target) : [];
  const mounts = [pair.local, ...beside].flatMap((service) => (service ? mountedPaths(service) : []));
  const byPath = new Map<string, Set<string>>();
  for (const { path, mount } of mounts) {
    const names = byPath.get(path) ?? new Set([path]);
    byPath.set(path, names.add(storeName(mount)));
    if (mount.source.kind === 'ephemeral' && mount.source.name !== undefined) names.add(mount.source.name);
  }
  return [...byPath.values()].map((names) => [...names]);
}

/** The container, and those that run in the same pod. */
function inPodOf(service: EffectiveService, side: Side | undefined): EffectiveService[] {
  const { kind, name, namespace } = service.workload;
  const others = (side?.containers ?? []).filter(
    ({ workload }) => workload.kind === kind && workload.name === name && workload.namespace === namespace,
  );
  return [service, ...others];
}

/** Buckets and databases with the variables that name them. */
function storeNames(pair: ServicePair, comparison: Comparison): { names: string[]; kind: BreachKind }[] {
  return (['local', 'target'] as const).flatMap((of) => {
    const [side, service] = [comparison[of], pair[of]];
    const buckets = bucketUses(comparison, of).filter((use) => use.pair === pair);
    const databases = side && service ? wantedDatabases(pair, service, { side, comparison }) : [];
    return [
      ...buckets.map(({ name, variable }) => ({ names: named(name, variable), kind: 'bucket' as const })),
      ...databases.map(({ name, variable }) => ({ names: named(name, variable), kind: 'database' as const })),
    ];
  });
}

function named(name: string, variable: string | undefined): string[] {
  return variable === undefined ? [name] : [name, variable];
}

function kindOf(name: string, pair: ServicePair, comparison: Comparison): BreachKind {
  const known = storeNames(pair, comparison).find(({ names }) => names.includes(name))?.kind;
  if (known !== undefined) return known;
  if (/BUCKET|CONTAINER/i.test(name)) return 'bucket';
  return /(^|_)(DB|DATABASE|PG|POSTGRES|MYSQL|MONGO)/i.test(name) ? 'database' : 'volume';
}

/** A path or volume that the target does not keep, or a bucket or database that nothing names. */
function unkept(of: DeclaredOfTarget): Breach[] {
  const { name, pair, service, comparison } = of;
  // A process of the host keeps its files there.
  if (service.workload.kind === 'process') return [];
  const mounts = mountedPaths(service);
  const paths = pathsOf(name, pair);
  if (mounts.some(({ mount }) => storeName(mount) === name && outlives(mount.source))) return [];
  const there = paths.flatMap((path) => mountAt(path, mounts) ?? []);
  if (there.some(({ mount }) => outlives(mount.source))) return [];
  if (paths.length > 0) return [unmounted(of, { paths, there })];
  const uses = pair.code.stores.map((use) => use.name);
  if (namesIt(name, service, uses) !== 'no') return [];
  return [unnamed(of, kindOf(name, pair, comparison))];
}

/** Where a volume lies locally, or the path itself. */
function pathsOf(name: string, { local }: ServicePair): string[] {
  if (name.startsWith('/')) return [normaliseMountPath(name)];
  if (local === undefined) return [];
  return mountedPaths(local)
    .filter(({ mount }) => storeName(mount) === name)
    .map(({ path }) => path);
}

/** NFS, CSI and the rest are not ours to judge. */
function outlives({ kind }: MountSource): boolean {
  return kind === 'persistent' || kind === 'host' || kind === 'other';
}

function unmounted(
  of: DeclaredOfTarget,
  { paths, there }: { readonly paths: readonly string[]; readonly there: readonly MountedPath[] },
): Breach {
  const { name, pair, side, service } = of;
  const path = paths[0] ?? name;
  const mounted = there.find(({ mount }) => mount.source.kind === 'ephemeral');
  const ours = pair.local && mountedPaths(pair.local).find((each) => each.path === path);
  const found = mounted ? 'has a volume there that dies with the pod' : 'keeps nothing there';
  return {
    kind: mounted ? 'ephemeral' : 'volume',
    level: 'error',
    subject: ours ? storeName(ours.mount) : name,
    message: `parity.yaml says that ${pair.name} keeps ${path === name ? name : `${name} at ${path}`}; ${side.environment} ${found}`,
    remedy: `mount a PersistentVolumeClaim at ${path} in ${service.workload.id}`,
    places: [
      expectedIn(of),
      ...(mounted ? [{ role: 'target' as const, at: mounted.mount.at }] : []),
      ...(ours ? [{ role: 'local' as const, at: ours.mount.at }] : []),
    ],
  };
}

function unnamed(of: DeclaredOfTarget, kind: BreachKind): Breach {
  const { name, pair, side, service } = of;
  return {
    kind,
    level: 'error',
    subject: name,
    message: `parity.yaml says that ${pair.name} needs storage ${name}; ${side.environment} mounts no such volume, and nothing that it receives names it`,
    remedy: `mount or name ${name} in ${service.workload.id}`,
    places: [expectedIn(of)],
  };
}

/** Declared to be local, and the target keeps it all the same. */
function unwanted({ name, pair, declaration, service, side }: DeclaredOfTarget): Breach[] {
  if (declaration.parity !== 'local-only') return [];
  const paths = pathsOf(name, pair);
  return mountedPaths(service).flatMap(({ path, mount }): Breach[] => {
    if (mount.source.kind !== 'persistent' || (mount.source.name !== name && !paths.includes(path))) return [];
    return [
      {
        kind: 'extra',
        level: 'warning',
        subject: mount.source.name,
        message: `parity.yaml says that ${name} of ${pair.name} is for the local side only; ${side.environment} keeps ${path} in a volume`,
        remedy: `take the volume out of ${service.workload.id}, or correct its declaration`,
        places: [{ role: 'target', at: mount.at }],
      },
    ];
  });
}
