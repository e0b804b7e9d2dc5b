import type { ConfigObject, Facts } from '../../shape/facts.ts';
import type { EnvironmentStep, Mount, Workload } from '../../shape/workload.ts';
import type { ManifestObject } from '../kubernetes/manifest-object.ts';

/** Where every container finds the token of its ServiceAccount (N096). */
const API_ACCESS = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Facts without what the cluster has put into the objects, or keeps beside what made them.
 *
 * @param shown everything that the snapshot holds
 */
export function withoutServerParts(facts: Facts, shown: readonly ManifestObject[]): Facts {
  // Every namespace has an account: none at all means that nobody asked for them.
  const hasAccounts = shown.some(({ kind }) => kind === 'ServiceAccount');
  return {
    ...facts,
    workloads: facts.workloads.map(
      (workload): Workload => ({
        ...workload,
        environment: workload.environment.filter((step) => !isInjected(step)),
        mounts: workload.mounts.filter((mount) => !isApiAccess(mount)),
        refersTo: (workload.refersTo ?? []).filter(({ kind }) => hasAccounts || kind !== 'ServiceAccount'),
      }),
    ),
    configObjects: withoutPromises(facts.configObjects),
  };
}

/** A controller restarts pods by a variable that holds a hash of their configuration (N274). */
function isInjected(step: EnvironmentStep): boolean {
  return step.kind === 'set' && step.name.startsWith('STAKATER_');
}

function isApiAccess({ path }: Mount): boolean {
  return path.replace(/\/$/, '') === API_ACCESS;
}

/** What will be made says nothing where what was made is there. */
function withoutPromises(objects: readonly ConfigObject[]): ConfigObject[] {
  const identity = ({ kind, namespace, name }: ConfigObject) => JSON.stringify([kind, namespace, name]);
  const there = new Set(objects.filter(({ producer }) => producer === undefined).map(identity));
  return objects.filter((object) => object.producer === undefined || !there.has(identity(object)));
}
