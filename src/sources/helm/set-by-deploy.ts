import type { DeployStep } from '../../shape/deploy-step.ts';

/** Parts of a chart that are no settings of the program: a text in them would change what is rendered. */
const STRUCTURE =
  /(^|\.)(image|ingress|service|serviceAccount|resources|replicas?|replicaCount|autoscaling|persistence|nodeSelector|tolerations|affinity|probes?)\b|(enabled|create|port|count|tag|size|namespace|replicas)$/i;

/** The values of a chart that a deploy sets and nobody here knows, as `helm --set` takes their keys. */
export function unknownValues(chart: string, steps: readonly DeployStep[] = []): string[] {
  const keys = steps
    .filter(({ on }) => on.paths?.includes(chart))
    .flatMap(({ setsValues = [] }) => setsValues)
    .filter((key) => /^[\w.-]+$/.test(key) && !STRUCTURE.test(key));
  return [...new Set(keys)];
}

/** Said of a value that a pipeline gives to the chart. */
export const SET_BY_DEPLOY = 'set by the pipeline that deploys it';

/** Two texts that nothing else has: what differs between their renderings comes of the values that are set. */
export const STAND_INS = ['set-by-the-deploy', 'set-when-it-is-deployed'] as const;
