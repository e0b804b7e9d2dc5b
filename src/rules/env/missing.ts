import { weighAbsence } from '../../compare/absence.ts';
import type { Comparison, ServicePair, Side } from '../../compare/comparison.ts';
import { declarationOf, mayBeMissing } from '../../compare/declarations.ts';
import { fallsBackOnItself } from '../../compare/default-address.ts';
import { isOfIdleFeature } from '../../compare/idle-features.ts';
import { localLeads } from '../../compare/local-stand-in.ts';
import { formerName } from '../../compare/renamed-variables.ts';
import type { Requirement } from '../../compare/requirement.ts';
import { serviceLinkOf } from '../../compare/service-links.ts';
import { isGivenAtRunTime, isPlatformVariable } from '../../compare/value-class.ts';
import { defaultText, provisionOf, standsInForDevelopment } from '../../compare/variables.ts';
import type { EffectiveService } from '../../effective/service.ts';
import type { Origin } from '../../shape/origin.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';
import { givenAsLocally } from './given-as-locally.ts';
import { type Around, remedyFor } from './missing-case.ts';
import { missingForImage, missingLocalVariables } from './missing-for-image.ts';

export const envMissing: Rule = {
  id: 'env/missing',
  level: 'error',
  levels: {
    error: 'the code ends without the variable, or what it makes of nothing, or its default, is of no use',
    warning:
      'the code goes on without the variable and behaves otherwise than locally, or nothing shows that it is read',
  },
  docs: {
    detects:
      'A variable that the service reads, or that local configuration gives it, and that the target does not set.',
    why: 'The process ends at start, or quietly runs with a default that was meant for development. A feature that nobody has set up is left to env/undeclared: the code asks for several variables with one first word (`ZOHO_CLIENT_ID`, `ZOHO_CLIENT_SECRET`) only when the feature is used, and neither side sets any of them. What is asked for at the start, and what the service itself stands on (its database, cache, queue, tokens), stays an error.',
    before: 'code:   const key = required("STRIPE_KEY")\ntarget: env: [{name: LOG_LEVEL, value: info}]',
    after: 'target: env:\n  - name: STRIPE_KEY\n    valueFrom: {secretKeyRef: {name: shop, key: stripe-key}}',
    ignore:
      'The platform injects it at run time, or the branch that reads it never runs in this environment. Declare it `parity: local-only` in parity.yaml.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, ({ pair, service, side }) => missingIn(pair, service, { side, comparison }));
  },
};

function missingIn(
  pair: ServicePair,
  target: EffectiveService,
  { side, comparison }: { readonly side: Side; readonly comparison: Comparison },
): RuleFinding[] {
  const around = { side, comparison, leadOf: localLeads(pair, comparison) };
  const asked = new Set<string>();
  const isLocal = ({ name }: Requirement) => pair.local?.environment.variables.has(name) === true;
  // Of several names, any of which will do, one is enough to speak of: the one that is set locally.
  const ordered = [...pair.requirements].sort((a, b) => Number(isLocal(b)) - Number(isLocal(a)));
  const found = ordered.flatMap((requirement) => {
    if (requirement.alternatives.some((name) => asked.has(name))) return [];
    const findings = missingRequirement(pair, target, { ...around, requirement });
    if (findings.length > 0) asked.add(requirement.name);
    return findings;
  });
  for (const more of [declaredRequired, missingForImage, missingLocalVariables]) {
    const known = new Set(found.map((finding) => finding.subject));
    found.push(...more(pair, target, around).filter((finding) => !known.has(finding.subject)));
  }
  return found;
}

function missingRequirement(
  pair: ServicePair,
  target: EffectiveService,
  { side, comparison, leadOf, requirement }: Around & { readonly requirement: Requirement },
): RuleFinding[] {
  const { name, strictest } = requirement;
  const declaration = declarationOf(pair, name);
  if (requirement.isBuildTime || isGivenAtRunTime(name) || mayBeMissing(declaration)) return [];
  if (provisionOf(target, name, requirement).kind !== 'absent' || formerName(pair, target, requirement) !== undefined)
    return [];
  if (serviceLinkOf(name, target, side.facts) !== undefined || standsInForDevelopment(requirement, target)) return [];
  const local = pair.local && provisionOf(pair.local, name, requirement);
  const given = local?.kind === 'set' ? local.variable : undefined;
  if (isPlatformVariable(name) && (given === undefined || given.from === 'image')) return [];
  if (given === undefined && isOfAnotherService(pair, requirement, comparison)) return [];
  if (given === undefined && isOfIdleFeature(pair, requirement)) return [];
  const isForTheMachine = given !== undefined && fallsBackOnItself(name, { pair, target }, comparison);
  const absence = weighAbsence({ requirement, given, lead: leadOf(name), fallsBackOnItself: isForTheMachine });
  if (absence === 'nothing' || (absence === 'differs' && declaration?.parity === 'any')) return [];
  const hasDefault = strictest.need === 'optional' && defaultText(requirement) !== undefined;
  return [
    {
      level: absence === 'breaks' ? 'error' : 'warning',
      confidence: strictest.enforced === true && !strictest.conditional ? 'certain' : 'likely',
      service: pair.name,
      environment: side.environment,
      subject: name,
      message: `${pair.name} reads ${name}; ${side.environment} does not set it${hasDefault ? `; the code falls back on its default${isForTheMachine ? ', which is the pod itself' : ''}` : ''}`,
      remedy: remedyFor(name, target),
      mends: givenAsLocally(name, given, target),
      places: [
        place('read', strictest.at),
        place('expected', target.workload.at),
        ...localPlace(given?.at ?? strictest.development?.at),
      ],
    },
  ];
}

function localPlace(at: Origin | undefined): RuleFinding['places'] | [] {
  return at ? [place('local', at)] : [];
}

/** One code base, several services: what one of them is given is not what the others miss. */
function isOfAnotherService(pair: ServicePair, { name, strictest }: Requirement, { services }: Comparison): boolean {
  return services.some(
    (other) =>
      other !== pair &&
      [other.local, other.target].some((service) => service && provisionOf(service, name).kind === 'set') &&
      other.requirements.some(
        (theirs) =>
          theirs.name === name &&
          theirs.reads.some(({ at }) => at.path === strictest.at.path && at.line === strictest.at.line),
      ),
  );
}

/** What parity.yaml says the service does not work without, whether or not the code shows it. */
function declaredRequired(pair: ServicePair, target: EffectiveService, { side }: Around): RuleFinding[] {
  return [...(pair.declared?.declared.env ?? [])].flatMap(([name, declaration]) => {
    if (declaration.required !== true || mayBeMissing(declaration)) return [];
    const requirement = pair.requirements.find((candidate) => candidate.name === name);
    if (provisionOf(target, name, requirement).kind !== 'absent') return [];
    const given = pair.local?.environment.variables.get(name);
    return [
      {
        service: pair.name,
        environment: side.environment,
        subject: name,
        message: `parity.yaml says that ${pair.name} needs ${name}; ${side.environment} does not set it`,
        remedy: remedyFor(name, target),
        mends: givenAsLocally(name, given, target),
        places: [
          place('expected', target.workload.at),
          ...(requirement ? [place('read', requirement.strictest.at)] : []),
          ...(given ? [place('local', given.at)] : []),
        ],
      },
    ];
  });
}
