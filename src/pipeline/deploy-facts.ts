import type { SidePlan } from '../discovery/side-plan.ts';
import { afterDeploy } from '../effective/deploy-steps.ts';
import { type Facts, noFacts } from '../shape/facts.ts';
import { ci, ciFiles } from '../sources/ci/ci.ts';
import type { SourceContext } from '../sources/source.ts';
import type { SidesRead } from './read-sides.ts';

/** Kinds of target that run in a cluster and are deployed from files. */
const DEPLOYED = /^(manifests|kustomize|helm)$/;

/** What the pipelines of the repository do when they deploy the target; nothing where none is deployed from files. */
export async function deployFacts(target: SidePlan | undefined, context: SourceContext): Promise<Facts> {
  if (!target?.inputs.some(({ kind }) => DEPLOYED.test(kind))) return noFacts();
  return ci.read({ paths: ciFiles(await context.files.list()) }, context);
}

/** Both sides, the target as it is after its deploy. */
export function withDeploy({ local, target }: SidesRead, deploy: Facts): SidesRead {
  return { local, target: target && { ...target, facts: afterDeploy(target.facts, deploy) } };
}
