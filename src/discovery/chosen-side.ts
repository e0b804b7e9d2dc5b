import { ParityError } from '../errors.ts';
import { type Candidate, type Choice, choose, coverage, isOfEnvironment } from './candidate.ts';
import { chooseLocal } from './choose-local.ts';
import type { SideRequest } from './plan-side.ts';
import type { OtherInput, PlannedInput, SidePlan } from './side-plan.ts';

/** The best of what the repository offers; undefined when it offers nothing. */
export function chosenSide(request: SideRequest): SidePlan | undefined {
  const { candidates, names, weights } = request;
  const choice =
    request.side === 'local'
      ? chooseLocal(candidates, request.programs ?? new Map())
      : choose(candidates, names, { weights, wished: request.wished });
  const { chosen } = choice;
  if (chosen === undefined) return undefined;
  refuseUnknownEnvironment(request, chosen);
  const environment = request.side === 'local' ? 'local' : (request.wished ?? chosen.environment ?? 'production');
  return {
    environment,
    inputs: [inputOf(chosen)],
    notes: notesOn(request.side, choice, chosen),
    isInferred: true,
    choice: { reason: choice.reason, others: choice.others.map((other) => otherInput(other, request)) },
    ...(choice.ambiguous && request.side === 'target' && { rival: choice.others[0]?.label ?? '' }),
  };
}

function inputOf({ kind, paths, label, options }: Candidate): PlannedInput {
  return { kind, paths, label, ...(options && { options }) };
}

function otherInput(candidate: Candidate, { names, weights }: SideRequest): OtherInput {
  const { environment, elsewhere } = candidate;
  return {
    ...inputOf(candidate),
    ...(environment && { environment }),
    ...(elsewhere && { elsewhere }),
    coverage: coverage(candidate, names, weights),
  };
}

/** `--env stagin` must not quietly check production; a target whose path names no environment is production's. */
function refuseUnknownEnvironment({ side, wished, candidates }: SideRequest, chosen: Candidate): void {
  if (side === 'local' || wished === undefined || isOfEnvironment(chosen, wished)) return;
  if (wished === (chosen.environment ?? 'production')) return;
  const known = [...new Set(candidates.flatMap(({ environment }) => environment ?? []))].sort();
  throw new ParityError({
    kind: 'usage',
    code: 'discovery/environment',
    message: `no target of this repository is for an environment called ${wished}`,
    hint:
      known.length > 0
        ? `use one of ${known.join(', ')}, or name the target with --target`
        : 'name the target with --target, or describe the environment in parity.yaml',
  });
}

/** More of them would hide the rest of the sentence; each of them can be named. */
const MOST_NAMED = 8;

function notesOn(side: 'local' | 'target', choice: Choice, chosen: Candidate): string[] {
  if (choice.others.length === 0) return [];
  const names = choice.others.slice(0, MOST_NAMED).map(nameOf);
  const more = choice.others.length > names.length ? ` and ${choice.others.length - names.length} more` : '';
  const tie = choice.ambiguous ? '; another one fits as well' : '';
  const how = `choose with --${side} or under environments in parity.yaml`;
  return [`${side}: ${chosen.label} (${choice.reason}${tie}); not ${names.join(', ')}${more}: ${how}`];
}

function nameOf({ label, elsewhere }: Candidate): string {
  return elsewhere === undefined ? label : `${label} (its name says ${elsewhere})`;
}
