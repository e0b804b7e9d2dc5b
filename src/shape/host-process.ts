import type { Origin } from './origin.ts';
import type { CommandLine, EnvironmentStep, Workload } from './workload.ts';

/** A process that runs on the machine itself: what a container has around it, it has not. */
export function hostProcess(
  name: string,
  at: Origin,
  runs: { readonly environment: readonly EnvironmentStep[]; readonly command?: CommandLine },
): Workload {
  return {
    id: name,
    kind: 'process',
    name,
    container: name,
    role: 'main',
    at,
    labels: {},
    environment: runs.environment,
    ports: [],
    mounts: [],
    probes: [],
    ...(runs.command && { command: runs.command }),
    dependsOn: [],
    profiles: [],
    aliases: [],
    extraHosts: [],
  };
}
