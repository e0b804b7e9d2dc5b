import { afterDeploy } from '../effective/deploy-steps.ts';
import { type Facts, noFacts } from '../shape/facts.ts';
import { ci, ciFiles } from '../sources/ci/ci.ts';
import type { SourceContext } from '../sources/source.ts';
import type { SidesRead } from './read-sides.ts';

/** What the pipelines of the repository do when they deploy; nothing where no target in a cluster is compared. */
export async function deployFacts({ target }: SidesRead, context: SourceContext): Promise<Facts> {
  const isCluster = target?.facts.workloads.some(({ kind }) => kind !== 'compose' && kind !== 'process');
  if (!isCluster) return noFacts();
  return ci.read({ paths: ciFiles(await context.files.list()) }, context);
}

/** Both sides, the target as it is after its deploy. */
export function withDeploy({ local, target }: SidesRead, deploy: Facts): SidesRead {
  return { local, target: target && { ...target, facts: afterDeploy(target.facts, deploy) } };
}
