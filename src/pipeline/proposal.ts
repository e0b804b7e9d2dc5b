import type { ServicePair } from '../compare/comparison.ts';
import { entryText } from '../config/written/entry.ts';
import type { Proposal, ProposedEnvironment, ProposedService } from '../config/written/proposal.ts';
import type { OtherInput, SidePlan } from '../discovery/side-plan.ts';
import { isInFolder, normaliseRelativePath } from '../normalise/path.ts';
import { furtherTargets } from './further-targets.ts';
import type { Model } from './model.ts';
import { requiredLines } from './required-lines.ts';
import { spellInputs } from './spell-input.ts';

/** What parity.yaml would say of a model, so that a check with it says what one without it says. */
export function proposalOf(model: Model): Proposal {
  const { local, target } = model.plans;
  const { stranger } = model;
  const isStrange = stranger !== undefined;
  const environments = [
    ...(local === undefined ? [] : [proposedSide(local, isStrange, model)]),
    ...(target === undefined ? [] : [proposedSide(target, isStrange || target.rival !== undefined, model)]),
    ...(stranger === undefined ? [] : [proposedSide(stranger.plan, true, model)]),
  ];
  return {
    environments: [...environments, ...furtherTargets(environments, model)],
    services: proposedServices(model),
  };
}

/** Without those of which nothing is sure, and of two with one name the first. */
function proposedServices(model: Model): ProposedService[] {
  const all = model.comparison.services.map((pair) => proposedService(pair, model));
  const isFirst = ({ name }: ProposedService, at: number) => all.findIndex((other) => other.name === name) === at;
  return all.filter((one, at) => isFirst(one, at) && (one.local ?? one.target ?? one.code[0]) !== undefined);
}

const MOST_OTHERS = 6;

/** @param isOpen nobody can tell whether it is the one: then that stays inference's to decide */
function proposedSide(plan: SidePlan, isOpen: boolean, model: Model): ProposedEnvironment {
  const sources = spellInputs(plan.inputs, model.inventory);
  const others = plan.choice?.others ?? [];
  const more = others.length - MOST_OTHERS;
  const remarks = [
    ...(others.length > 0 ? [`${plan.choice?.reason ?? ''}; not:`] : []),
    ...others.slice(0, MOST_OTHERS).map((other) => otherText(other, model)),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
  return {
    name: plan.environment,
    sources: sources ?? [],
    remarks,
    isOpen: isOpen || sources === undefined,
  };
}

function otherText(other: OtherInput, { inventory }: Model): string {
  const entries = spellInputs([other], inventory);
  const spelled = entries === undefined ? other.label : entries.map(entryText).join(', ');
  return other.elsewhere === undefined ? `  ${spelled}` : `  ${spelled}   its name says ${other.elsewhere}`;
}

function proposedService(pair: ServicePair, model: Model): ProposedService {
  const { name, local, target, reason, ambiguous } = pair;
  const folders = model.code.get(name)?.ownFolders ?? [];
  const code = folders.filter((folder) => holdsFiles(folder, model.inventory.all));
  // While it is open which of several targets is whose, nobody takes one of them away.
  const contested = model.comparison.services.flatMap((other) => other.ambiguous);
  const isSure = target !== undefined && !contested.includes(target.workload.id);
  return {
    name,
    code,
    ...(local && { local: local.workload.id }),
    ...(isSure && { target: target.workload.id }),
    reason: ambiguous.length > 0 ? `target: ${ambiguous.join(' or ')}, which fit equally well` : reason,
    remarks: requiredLines(pair),
  };
}

function holdsFiles(folder: string, all: readonly string[]): boolean {
  const clean = normaliseRelativePath(folder);
  return clean !== undefined && all.some((path) => isInFolder(path, clean));
}
