import type { Environment } from '@marcbachmann/cel-js';
import type { Comparison, ServicePair } from '../compare/comparison.ts';
import type { Config, OwnRule } from '../config/config.ts';
import type { DocumentPath } from '../config/plain-tree.ts';
import { type Located, refusal } from '../config/refusal.ts';
import type { Place } from '../findings/finding.ts';
import { place, type Rule, type RuleFinding } from '../rules/rule.ts';
import { withinTime } from './bounded.ts';
import { compileExpression, type Expression, type Outcome } from './expression.ts';
import { compileTemplate, type Template } from './template.ts';
import { type CelInput, celEnvironment } from './types.ts';
import { serviceView, sideView, variableViews } from './view.ts';

/**
 * The rules of parity.yaml, ready to judge like any other.
 * @throws ParityError of kind usage that names every expression which cannot be meant, with its place
 */
export function ownRules(config: Pick<Config, 'rules' | 'path' | 'placeOf'>): Rule[] {
  const problems: Located[] = [];
  const rules = [...config.rules].flatMap(([name, rule]) => {
    const made = compileRule(name, rule, config);
    problems.push(...made.problems);
    return made.rule === undefined ? [] : [made.rule];
  });
  if (problems.length > 0)
    throw refusal(config.path, problems, 'mend the expressions; docs/own-rules.md lists what they may name');
  return rules;
}

/** CEL itself always ends, yet not always soon: patterns backtrack, and loops stand in loops. */
const MOST_MILLISECONDS = 2000;

interface Parts {
  readonly name: string;
  readonly each: 'service' | 'variable';
  readonly applies: Expression | undefined;
  readonly holds: Expression;
  readonly message: Template;
  readonly remedy: Template;
  readonly declaredAt: Place;
}

function compileRule(
  name: string,
  written: OwnRule,
  config: Pick<Config, 'path' | 'placeOf'>,
): { rule?: Rule; problems: Located[] } {
  const each = written.each ?? 'service';
  const environment = celEnvironment(each);
  const problems: Located[] = [];
  const at = (key: string, reason: string, column?: number): undefined => {
    const path: DocumentPath = key === '' ? ['rules', name] : ['rules', name, key];
    const where = column === undefined ? '' : `, character ${column}`;
    problems.push({ ...config.placeOf(path), message: `${path.join('.')}${where}: ${reason}` });
  };
  if (!/^[a-z][a-z-]*$/.test(name)) at('', 'a name has small letters and dashes');
  const boolean = (key: 'when' | 'expression') => compiled(written[key], environment, (...found) => at(key, ...found));
  const text = (key: 'message' | 'remedy', otherwise: string) =>
    template(written[key] ?? otherwise, environment, (...found) => at(key, ...found));
  const [applies, holds] = [boolean('when'), boolean('expression')];
  const message = text('message', '');
  const remedy = text('remedy', `make it hold, or change own rule ${name} in ${config.path}`);
  if (problems.length > 0 || !holds || !message || !remedy) return { problems };
  const declaredAt: Place = { role: 'rule', path: config.path, ...config.placeOf(['rules', name]) };
  return { rule: ruleOf(written, { name, each, applies, holds, message, remedy, declaredAt }), problems };
}

type Refuse = (reason: string, column?: number) => undefined;

function compiled(text: string | undefined, environment: Environment, refuse: Refuse): Expression | undefined {
  if (text === undefined) return undefined;
  const made = compileExpression(text, environment, 'bool');
  return made.kind === 'compiled' ? made.run : refuse(made.reason, made.column);
}

function template(text: string, environment: Environment, refuse: Refuse): Template | undefined {
  if (text.trim() === '') return refuse('is empty; expected what a finding says');
  const made = compileTemplate(text, environment);
  return typeof made === 'function' ? made : refuse(made.reason, made.column);
}

function ruleOf(written: OwnRule, parts: Parts): Rule {
  const when = written.when === undefined ? '' : `when: ${written.when.trim()}\n`;
  return {
    id: `own/${parts.name}`,
    level: written.level ?? 'warning',
    // What was not read whole may give what seems to be missing: nothing is concluded about it.
    lackedOn: ['local', 'target'],
    docs: {
      detects: `A ${parts.each} for which an expression of ${parts.declaredAt.path} does not hold.`,
      why: written.why ?? `It is a convention of this repository, declared in ${parts.declaredAt.path}.`,
      before: `${when}!(${written.expression.trim()})`,
      after: `${when}${written.expression.trim()}`,
      ignore: `Where the convention has an exception: narrow its \`when\`, or waive the finding.`,
    },
    check: ({ comparison }) => {
      const judged = withinTime(MOST_MILLISECONDS, () =>
        comparison.services.flatMap((pair) => judge(pair, comparison, parts)),
      );
      return judged?.value ?? [tooSlow(comparison, parts)];
    },
  };
}

function judge(pair: ServicePair, comparison: Comparison, parts: Parts): RuleFinding[] {
  const { local, target } = comparison;
  const shared = {
    service: serviceView(pair),
    ...(local && { local: sideView(local, comparison, 'local') }),
    ...(target && { target: sideView(target, comparison, 'target') }),
  };
  const inputs: readonly CelInput[] =
    parts.each === 'service' ? [shared] : variableViews(pair).map((variable) => ({ ...shared, variable }));
  return inputs.flatMap((input) => {
    const about = { pair, comparison, parts, input };
    const applies = parts.applies?.(input) ?? { kind: 'value', value: true };
    if (applies.kind === 'value' && applies.value !== true) return [];
    const held = applies.kind === 'failed' ? applies : parts.holds(input);
    return held.kind === 'value' && held.value === true ? [] : [finding(about, held)];
  });
}

function tooSlow(comparison: Comparison, { name, declaredAt }: Parts): RuleFinding {
  return {
    service: comparison.services[0]?.name ?? name,
    environment: (comparison.target ?? comparison.local)?.environment ?? '',
    subject: name,
    message: `own rule ${name} cannot be judged: it takes longer than ${MOST_MILLISECONDS} ms`,
    remedy: 'write its patterns without repetitions in repetitions, and its loops without loops inside',
    places: [declaredAt],
  };
}

interface About {
  readonly pair: ServicePair;
  readonly comparison: Comparison;
  readonly parts: Parts;
  readonly input: CelInput;
}

/** What cannot be judged does not hold: a guard that fails open is none. */
function finding({ pair, comparison, parts, input }: About, held: Outcome): RuleFinding {
  const { variable } = input;
  const failed = held.kind === 'failed';
  return {
    service: pair.name,
    environment: (comparison.target ?? comparison.local)?.environment ?? '',
    subject: variable?.name ?? pair.name,
    message: failed
      ? `own rule ${parts.name} cannot be judged for ${variable?.name ?? pair.name}: ${held.reason}`
      : parts.message(input),
    remedy: failed ? 'ask with has() for what may not be there, or narrow the rule with `when`' : parts.remedy(input),
    places: placesOf(pair, variable?.name, parts.declaredAt),
  };
}

/** Where the variable is given or read, or where the service stands; the rule itself last. */
function placesOf(pair: ServicePair, variable: string | undefined, declaredAt: Place): readonly [Place, ...Place[]] {
  const sides = (['target', 'local'] as const).flatMap((role) => {
    const service = pair[role];
    if (service === undefined) return [];
    if (variable === undefined) return [place(role, service.workload.at)];
    const given = service.environment.variables.get(variable);
    if (given === undefined) return [];
    return [{ ...place(role, given.at), ...(given.value.kind === 'secret' && { secret: true }) }];
  });
  const read = pair.requirements.find((requirement) => requirement.name === variable);
  const [first, ...more] = [...sides, ...(read ? [place('read', read.strictest.at)] : [])];
  return first === undefined ? [declaredAt] : [first, ...more, declaredAt];
}
