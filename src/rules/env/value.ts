import type { ServicePair, Side } from '../../compare/comparison.ts';
import { isPlatformVariable, valueClass } from '../../compare/value-class.ts';
import { defaultText, plainText, sameText } from '../../compare/variables.ts';
import type { EffectiveService } from '../../effective/service.ts';
import type { Origin } from '../../shape/origin.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const envValue: Rule = {
  id: 'env/value',
  level: 'warning',
  docs: {
    detects: 'A variable that changes how the code works and has another value in the target than locally.',
    why: 'What was tried locally is not what runs: another rate, mode, region, time-out or switch.',
    before: 'compose: ORDERS_PER_HOUR: "30"\ntarget:  - name: ORDERS_PER_HOUR\n           value: "100"',
    after: 'target:  - name: ORDERS_PER_HOUR\n           value: "30"',
    ignore: 'The environments are meant to differ. Declare the variable `parity: differ` in parity.yaml.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined) return [];
    return comparison.services.flatMap((pair) =>
      pair.local === undefined || pair.target === undefined
        ? []
        : differing(pair, { local: pair.local, target: pair.target, side: target }),
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
}

function differing(pair: ServicePair, sides: Sides): RuleFinding[] {
  const names = new Set([...sides.local.environment.variables.keys(), ...sides.target.environment.variables.keys()]);
  return [...names].sort().flatMap((name) => {
    const declared = pair.declared?.declared.env.get(name);
    if (declared?.parity !== undefined && declared.parity !== 'same') return [];
    const local = given(pair, sides.local, name);
    const target = given(pair, sides.target, name);
    if (local === undefined || target === undefined || target.isDefault || sameText(local.text, target.text)) return [];
    if (declared?.parity !== 'same' && !isWorthAWord(name, local, target)) return [];
    const ours = local.isDefault ? 'the code falls back on another value locally' : 'another value locally';
    return [
      {
        confidence: isTyped(local.text) && isTyped(target.text) ? ('certain' as const) : ('likely' as const),
        service: pair.name,
        environment: sides.side.environment,
        subject: name,
        message: `${name} is ${quoted(target.text)} in ${sides.side.environment} and ${quoted(local.text)} locally${local.isDefault ? ' (by default)' : ''}`,
        remedy: `give both the same value, or declare services.${pair.name}.env.${name} with parity: differ (${ours})`,
        places: [place('target', target.at), place('local', local.at)] as const,
      },
    ];
  });
}

function isWorthAWord(name: string, local: Given, target: Given): boolean {
  if (isPlatformVariable(name)) return false;
  return valueClass(name, [local.text, target.text]) === 'behaviour';
}

/** The plain text a side ends up with, the code's default where nothing is set. */
function given(pair: ServicePair, service: EffectiveService, name: string): Given | undefined {
  const variable = service.environment.variables.get(name);
  if (variable !== undefined) {
    const text = plainText(variable.value);
    return text === undefined ? undefined : { text, at: variable.at, isDefault: variable.from === 'image' };
  }
  if (service.environment.openImports.length > 0) return undefined;
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
