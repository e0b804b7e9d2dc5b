import type { Comparison, ServicePair, Side } from '../../compare/comparison.ts';
import { declarationOf, mayDiffer } from '../../compare/declarations.ts';
import { sameSharedListeners } from '../../compare/listener-map.ts';
import { listeningPorts } from '../../compare/listening.ts';
import { hasStandIn, localLeads } from '../../compare/local-stand-in.ts';
import { runsAnotherImage } from '../../compare/other-vendor.ts';
import { sameText } from '../../compare/same-text.ts';
import { isPlatformVariable, isTrustName, valueClass } from '../../compare/value-class.ts';
import { misreadBy } from '../../compare/value-type.ts';
import { defaultText, plainText, readsAreKnown } from '../../compare/variables.ts';
import type { EffectiveService } from '../../effective/service.ts';
import type { Origin } from '../../shape/origin.ts';
import { compareValues } from '../../shape/value.ts';
import { eachPairedService, sharedPlace } from '../each.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const envValue: Rule = {
  id: 'env/value',
  level: 'warning',
  levels: {
    warning: 'the code works otherwise with the other value',
    info: 'the values are the same, and parity.yaml declares them to differ: nothing works otherwise',
  },
  docs: {
    detects: 'A variable that changes how the code works and has another value in the target than locally.',
    why: 'What was tried locally is not what runs: another rate, mode, region, time-out or switch.',
    before: 'compose: ORDERS_PER_HOUR: "30"\ntarget:  - name: ORDERS_PER_HOUR\n           value: "100"',
    after: 'target:  - name: ORDERS_PER_HOUR\n           value: "30"',
    ignore: 'The environments are meant to differ. Declare the variable `parity: differ` in parity.yaml.',
  },
  check({ comparison }) {
    return eachPairedService(comparison, ({ pair, local, service, side }) =>
      differing(pair, { local, target: service, side, comparison }),
    );
  },
};

interface Given {
  readonly text: string;
  readonly at: Origin;
  readonly isDefault: boolean;
}

interface Sides {
  readonly local: EffectiveService;
  readonly target: EffectiveService;
  readonly side: Side;
  readonly comparison: Comparison;
}

function differing(pair: ServicePair, sides: Sides): RuleFinding[] {
  const names = new Set([...sides.local.environment.variables.keys(), ...sides.target.environment.variables.keys()]);
  return [...names].sort().flatMap((name) => {
    const declaration = declarationOf(pair, name);
    if (declaration?.parity === 'differ') return sameAlthoughDeclared(pair, sides, name);
    if (mayDiffer(declaration)) return [];
    const local = given(pair, sides.local, name);
    const target = given(pair, sides.target, name);
    const isHidden = local === undefined || target === undefined || declaration?.type === 'secret';
    if (isHidden) return declaration?.parity === 'same' ? hiddenDifference(pair, sides, name) : [];
    const requirement = pair.requirements.find((candidate) => candidate.name === name);
    if (sameText(local.text, target.text, requirement?.strictest.type)) return [];
    // A value of the wrong type is a mistake of another kind.
    if (requirement !== undefined && misreadBy(requirement, target.text) !== undefined) return [];
    if (declaration?.parity !== 'same' && (target.isDefault || !isWorthAWord(pair, { name, local, target }, sides)))
      return [];
    if (declaration?.parity !== 'same' && isTrustName(name) && servesNothing(pair, sides.target)) return [];
    const ours = local.isDefault ? ' (by default)' : '';
    const theirs = target.isDefault ? ' (by default)' : '';
    return [
      {
        ...about(pair, sides, name),
        confidence: isTyped(local.text) && isTyped(target.text) ? ('certain' as const) : ('likely' as const),
        message: `${name} is ${quoted(target.text)}${theirs} in ${sides.side.environment} and ${quoted(local.text)}${ours} locally`,
        remedy: remedyOf(pair, sides, name),
        places: [place('target', target.at), place('local', local.at)] as const,
      },
    ];
  });
}

/** Who has declared it the same is not told to declare it otherwise. */
function remedyOf(pair: ServicePair, { comparison }: Sides, name: string): string {
  const same = `give both the same value${sharedPlace(pair, name, comparison)}`;
  if (declarationOf(pair, name)?.parity === 'same') return `${same}, as parity.yaml declares it`;
  return `${same}, or declare services.${pair.name}.env.${name} with parity: differ`;
}

function about(pair: ServicePair, { side }: Sides, name: string) {
  return { service: pair.name, environment: side.environment, subject: name };
}

/** Declared to be the same; what is hidden can be compared and not shown. */
function hiddenDifference(pair: ServicePair, sides: Sides, name: string): RuleFinding[] {
  const local = sides.local.environment.variables.get(name);
  const target = sides.target.environment.variables.get(name);
  if (local === undefined || target === undefined || compareValues(local.value, target.value) !== 'differs') return [];
  return [
    {
      ...about(pair, sides, name),
      message: `${name} has another value in ${sides.side.environment} than locally, and parity.yaml declares it the same`,
      remedy: 'give both the same value, or correct the declaration',
      places: [
        { ...place('target', target.at), secret: true },
        { ...place('local', local.at), secret: true },
      ],
    },
  ];
}

/** Declared to differ, and equal: a local password in production is worth a warning, the rest a word. */
function sameAlthoughDeclared(pair: ServicePair, sides: Sides, name: string): RuleFinding[] {
  const local = sides.local.environment.variables.get(name);
  const target = sides.target.environment.variables.get(name);
  if (local === undefined || target === undefined || compareValues(local.value, target.value) !== 'same') return [];
  const isSecret = local.value.kind === 'secret' || declarationOf(pair, name)?.type === 'secret';
  return [
    {
      ...about(pair, sides, name),
      level: isSecret ? ('warning' as const) : ('info' as const),
      message: `${name} has the same value in ${sides.side.environment} as locally, and parity.yaml declares it to differ`,
      remedy: 'give the target a value of its own, or declare parity: any',
      places: [
        { ...place('target', target.at), ...(isSecret && { secret: true }) },
        { ...place('local', local.at), ...(isSecret && { secret: true }) },
      ],
    },
  ];
}

/** A job, or a worker of a queue: nobody connects to it. */
function servesNothing(pair: ServicePair, service: EffectiveService): boolean {
  if (service.workload.kind === 'Job' || service.workload.kind === 'CronJob') return true;
  const { ports, isStated } = listeningPorts(pair, service);
  return isStated && ports.length === 0;
}

interface Difference {
  readonly name: string;
  readonly local: Given;
  readonly target: Given;
}

function isWorthAWord(pair: ServicePair, { name, local, target }: Difference, sides: Sides): boolean {
  // Clients of a cloud read its region by themselves; what only stands in for one locally has none.
  if (isRegion(name) && !local.isDefault) return !hasStandIn(pair, sides.comparison);
  if (isPlatformVariable(name) || isNeverRead(pair, name)) return false;
  // What only belongs to a stand-in, and what another vendor's image makes of the name, says nothing of the target.
  if (localLeads(pair, sides.comparison)(name) === 'stand-in') return false;
  if (!readsAreKnown(pair) && runsAnotherImage(sides.local, sides.target)) return false;
  if (sameSharedListeners(name, local.text, target.text)) return false;
  return valueClass(name, [local.text, target.text]) === 'behaviour';
}

function isRegion(name: string): boolean {
  return /^AWS_(DEFAULT_)?REGION$/.test(name);
}

/** Nothing can behave otherwise by a variable that nothing reads. */
function isNeverRead(pair: ServicePair, name: string): boolean {
  if (!readsAreKnown(pair)) return false;
  return !pair.requirements.some(
    (requirement) =>
      requirement.name === name ||
      requirement.alternatives.includes(name) ||
      (requirement.strictest.caseInsensitive === true && requirement.name.toUpperCase() === name.toUpperCase()),
  );
}

/** The plain text a side ends up with, the code's default where nothing is set. */
function given(pair: ServicePair, service: EffectiveService, name: string): Given | undefined {
  const variable = service.environment.variables.get(name);
  if (variable !== undefined) {
    const text = plainText(variable.value);
    return text === undefined ? undefined : { text, at: variable.at, isDefault: variable.from === 'image' };
  }
  const { openImports, hasUnreadFile } = service.environment;
  if (openImports.length > 0 || service.workload.hasUnreadVariables === true || hasUnreadFile === true)
    return undefined;
  const requirement = pair.requirements.find((candidate) => candidate.name === name);
  const text = defaultText(requirement);
  const at = requirement?.reads.find((read) => read.default !== undefined)?.default?.at;
  return text === undefined || at === undefined ? undefined : { text, at, isDefault: true };
}

/** Numbers, switches, durations and sizes mean one thing; words may be names. */
function isTyped(text: string): boolean {
  return /^(-?\d+(\.\d+)?(ms|s|m|h|d|k|kb|mb|gb|ki|mi|gi|%)?|true|false|yes|no|on|off)$/i.test(text.trim());
}

function quoted(text: string): string {
  return text === '' ? 'empty' : text.length > 60 ? `${JSON.stringify(text.slice(0, 57))}…` : JSON.stringify(text);
}
