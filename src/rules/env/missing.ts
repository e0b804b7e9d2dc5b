import type { ServicePair, Side } from '../../compare/comparison.ts';
import type { Requirement } from '../../compare/requirement.ts';
import { isEnvironmentName, isPlatformVariable, valueClass } from '../../compare/value-class.ts';
import { defaultText, plainText, provisionOf, readsAreKnown, sameText } from '../../compare/variables.ts';
import type { EffectiveVariable } from '../../effective/environment.ts';
import type { EffectiveService } from '../../effective/service.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';
import { renamedTo } from './name.ts';

export const envMissing: Rule = {
  id: 'env/missing',
  level: 'error',
  docs: {
    detects:
      'A variable that the service reads, or that local configuration gives it, and that the target does not set.',
    why: 'The process ends at start, or quietly runs with a default that was meant for development.',
    before: 'code:   const key = required("STRIPE_KEY")\ntarget: env: [{name: LOG_LEVEL, value: info}]',
    after: 'target: env:\n  - name: STRIPE_KEY\n    valueFrom: {secretKeyRef: {name: shop, key: stripe-key}}',
    ignore:
      'The platform injects it at run time, or the branch that reads it never runs in this environment. Declare it `parity: local-only` in parity.yaml.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined) return [];
    return comparison.services.flatMap((pair) =>
      pair.target === undefined ? [] : missingIn(pair, pair.target, target),
    );
  },
};

function missingIn(pair: ServicePair, target: EffectiveService, side: Side): RuleFinding[] {
  const required = pair.requirements.flatMap((requirement) => missingRequirement(pair, target, { side, requirement }));
  const reported = new Set(required.map((finding) => finding.subject));
  return [...required, ...missingLocalVariables(pair, target, { side, reported })];
}

interface RequirementCase {
  readonly side: Side;
  readonly requirement: Requirement;
}

function missingRequirement(
  pair: ServicePair,
  target: EffectiveService,
  { side, requirement }: RequirementCase,
): RuleFinding[] {
  const { name, strictest } = requirement;
  if (requirement.isBuildTime || isPlatformVariable(name) || isLocalOnly(pair, name)) return [];
  if (provisionOf(target, name, requirement).kind !== 'absent' || renamedTo(pair, target, name) !== undefined)
    return [];
  const local = pair.local && provisionOf(pair.local, name, requirement);
  const given = local?.kind === 'set' ? local.variable : undefined;
  const level = levelOf(requirement, given, pair);
  if (level === undefined) return [];
  const fallback = defaultText(requirement);
  const instead = strictest.need === 'optional' && fallback !== undefined ? `; the code falls back on its default` : '';
  return [
    {
      level,
      confidence: strictest.conditional ? 'likely' : 'certain',
      service: pair.name,
      environment: side.environment,
      subject: name,
      message: `${pair.name} reads ${name}; ${side.environment} does not set it${instead}`,
      remedy: remedyFor(name, target),
      places: [
        place('read', strictest.at),
        place('expected', target.workload.at),
        ...(given ? [place('local', given.at)] : []),
      ],
    },
  ];
}

/** Undefined: nothing to say. What the local side gives decides whether an absent value can matter. */
function levelOf(
  requirement: Requirement,
  given: EffectiveVariable | undefined,
  pair: ServicePair,
): 'error' | 'warning' | undefined {
  if (given === undefined)
    return requirement.strictest.enforced === true && requirement.isRequired ? 'error' : undefined;
  if (given.from === 'image') return undefined;
  if (requirement.isRequired) return 'error';
  const text = plainText(given.value);
  const fallback = defaultText(requirement);
  if (requirement.strictest.need === 'required') return 'warning';
  if (text === undefined || fallback === undefined)
    return given.value.kind === 'secret' || text === '' ? undefined : differs(requirement, text);
  if (sameText(text, fallback)) return undefined;
  if (isEnvironmentName(requirement.name))
    return /^(dev|local|debug|test)/i.test(fallback) && !/^(dev|local|debug|test)/i.test(text) ? 'warning' : undefined;
  return valueClass(requirement.name, [text, fallback]) === 'own' && pair.codeCoverage !== 'none'
    ? undefined
    : 'warning';
}

/** An optional value without a readable default: only what changes behaviour is worth a word. */
function differs(requirement: Requirement, text: string | undefined): 'warning' | undefined {
  const isOff = text === undefined || /^(false|0|no|off|)$/i.test(text);
  return !isOff && valueClass(requirement.name, [text]) === 'behaviour' ? 'warning' : undefined;
}

interface LocalCase {
  readonly side: Side;
  readonly reported: ReadonlySet<string>;
}

/**
 * Variables that local configuration sets and that the target lacks, for services whose code is not all known: an image
 * from elsewhere, or languages that are not read.
 */
function missingLocalVariables(
  pair: ServicePair,
  target: EffectiveService,
  { side, reported }: LocalCase,
): RuleFinding[] {
  if (pair.local === undefined || readsAreKnown(pair)) return [];
  const read = new Set(pair.requirements.map((requirement) => requirement.name));
  return [...pair.local.environment.variables.values()].flatMap((variable) => {
    const { name } = variable;
    if (
      variable.from === 'image' ||
      reported.has(name) ||
      read.has(name) ||
      isPlatformVariable(name) ||
      isLocalOnly(pair, name)
    )
      return [];
    if (plainText(variable.value) === '' || provisionOf(target, name).kind !== 'absent') return [];
    if (isEnvironmentName(name) ? false : isQuietDefault(name, plainText(variable.value))) return [];
    return [
      {
        level: 'warning' as const,
        confidence: 'likely' as const,
        service: pair.name,
        environment: side.environment,
        subject: name,
        message: `${side.environment} does not set ${name}, which ${pair.name} gets locally`,
        remedy: remedyFor(name, target),
        places: [place('local', variable.at), place('expected', target.workload.at)] as const,
      },
    ];
  });
}

/** Log levels and switches that are off say nothing when they are absent. */
function isQuietDefault(name: string, text: string | undefined): boolean {
  return /LOG|DEBUG|VERBOSE|TRACE/i.test(name) || (text !== undefined && /^(false|0|no|off)$/i.test(text));
}

function isLocalOnly(pair: ServicePair, name: string): boolean {
  return pair.declared?.declared.env.get(name)?.parity === 'local-only';
}

function remedyFor(name: string, target: EffectiveService): string {
  return `set ${name} in the env of ${target.workload.id} (${target.workload.at.path}), from a ConfigMap or Secret where it belongs`;
}
