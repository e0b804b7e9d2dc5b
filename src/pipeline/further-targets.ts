import type { EnvironmentConfig } from '../config/config.ts';
import type { ProposedEnvironment } from '../config/written/proposal.ts';
import { INFERRED, isOfEnvironment, isSidePath } from '../discovery/candidate.ts';
import { environmentRoles } from '../discovery/environment-roles.ts';
import type { OtherInput, SidePlan } from '../discovery/side-plan.ts';
import { INPUT_KINDS } from '../sources/index.ts';
import type { Model } from './model.ts';
import { spellInputs } from './spell-input.ts';

/** A target with less of the application than this is something else. */
const LEAST_COVERAGE = 0.5;

/** Other environments for which the repository offers a target of the same application, as `--env` would choose it. */
export function furtherInputs(plan: SidePlan | undefined): (OtherInput & { readonly environment: string })[] {
  const others = (plan?.choice?.others ?? []).filter(
    ({ coverage, paths }) => coverage >= LEAST_COVERAGE && !paths.some(isSidePath),
  );
  return INFERRED.filter((name) => name !== plan?.environment).flatMap((environment) => {
    const other = others.find((each) => isOfEnvironment(each, environment));
    return other === undefined ? [] : [{ ...other, environment }];
  });
}

/** @param sides what is proposed for the two sides: the target of a check stays the one it is */
export function furtherTargets(sides: readonly ProposedEnvironment[], model: Model): ProposedEnvironment[] {
  const { target } = model.plans;
  const further = furtherInputs(target).flatMap(({ environment, ...input }): ProposedEnvironment[] => {
    const sources = spellInputs([input], model.inventory);
    return sources === undefined ? [] : [{ name: environment, sources, remarks: [], isOpen: false }];
  });
  const decided = sides.filter(({ isOpen }) => !isOpen);
  const isKept =
    decided.some(({ name }) => name === target?.environment) && first([...decided, ...further]) === target?.environment;
  return isKept ? further : further.map((environment) => ({ ...environment, isOpen: true }));
}

/** The target that a check would take if all of them stood in parity.yaml. */
function first(all: readonly ProposedEnvironment[]): string | undefined {
  const environments = all.map(({ name, sources }): [string, EnvironmentConfig] => [
    name,
    { sources: sources.flatMap(({ key }) => kindsCalled(key).map((kind) => ({ kind, paths: [] }))) },
  ]);
  return environmentRoles(new Map(environments), INPUT_KINDS).targets[0];
}

function kindsCalled(key: string) {
  return INPUT_KINDS.flatMap(({ name }) => (name === key ? [name] : []));
}
