import type { Comparison, Side } from '../compare/comparison.ts';
import type { Finding, Place } from '../findings/finding.ts';
import type { Origin } from '../shape/origin.ts';

/** Tells which side a place of a finding is on; undefined for code, images and parity.yaml. */
export type SideOf = (place: Place) => 'local' | 'target' | undefined;

/** Made once for a run: it looks through all that both sides say. */
export function placeSides({ local, target }: Comparison): SideOf {
  const [ours, theirs] = [pathsOf(local), pathsOf(target)];
  return ({ role, path }) => {
    if (role === 'local' || role === 'target') return role;
    // What is expected, or refers to something, may be on either side: it is where its file is.
    if (role !== 'expected' && role !== 'reference') return undefined;
    return theirs.has(path) ? 'target' : ours.has(path) ? 'local' : undefined;
  };
}

/** Whether a finding says how one side is beside the other. */
export function comparesSides({ places }: Finding, sideOf: SideOf): boolean {
  const sides = places.map(sideOf);
  return sides.includes('local') && sides.includes('target');
}

/** The files that say something of what a side runs. */
function pathsOf(side: Side | undefined): Set<string> {
  const { workloads = [], configObjects = [], networkServices = [], routes = [], claims = [] } = side?.facts ?? {};
  const places: Origin[] = [
    ...workloads.flatMap(({ at, environment, ports, mounts, probes }) => [
      at,
      ...[...environment, ...ports, ...mounts, ...probes].map((part) => part.at),
    ]),
    ...configObjects.flatMap(({ at, entries }) => [at, ...entries.map((entry) => entry.at)]),
    ...networkServices.flatMap(({ at, ports }) => [at, ...ports.map((port) => port.at)]),
    ...routes.map(({ at }) => at),
    ...claims.map(({ at }) => at),
  ];
  return new Set(places.map(({ path }) => path));
}
