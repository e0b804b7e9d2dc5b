import type { Config } from '../config/config.ts';
import type { DocumentPath } from '../config/plain-tree.ts';
import { type Located, refusal } from '../config/refusal.ts';
import { ParityError } from '../errors.ts';
import type { Rule } from '../rules/rule.ts';
import { nearest } from '../text/nearest.ts';

/** Ids of these belong to the gate: a check knows that they are there, and not which they are. */
const OF_THE_GATE = ['scope', 'policy', 'test', 'check', 'handoff'];
const SECRET_OF_THE_GATE = 'secret/leaked';

/**
 * Refuses names on the command line that are no rule and no dimension: nothing would be found by them.
 * @param rules the rules that there are
 * @param flag what stands before such a name
 */
export function refuseUnknownRules(named: readonly string[], rules: readonly Rule[], flag = '--rule'): void {
  const called = (rule: string) => `${flag} ${rule}`.trim();
  const names = namesOf(rules);
  for (const rule of named) {
    if (names.includes(rule)) continue;
    throw new ParityError({
      kind: 'usage',
      code: 'flag/rule',
      message:
        rule === '' ? `${called('')} names no rule` : `${called(rule)}: there is no such rule and no such dimension`,
      hint: hintFor(rule, names),
    });
  }
}

/** Refuses names in the policy of parity.yaml that are no rule of the check or of the gate, each with its place. */
export function refuseUnknownPolicy(config: Config, rules: readonly Rule[]): void {
  const { levels = {}, waivers = [] } = config.policy;
  const problems: Located[] = [];
  const hints: string[] = [];
  const judge = (name: string, path: DocumentPath, names: readonly string[]) => {
    if (isKnown(name, names)) return;
    const hint = hintFor(name, [...names, ...OF_THE_GATE]);
    problems.push({ ...config.placeOf(path), message: `${path.join('.')}: there is no rule ${quoted(name)}; ${hint}` });
    hints.push(hint);
  };
  for (const name of Object.keys(levels)) judge(name, ['policy', 'levels', name], namesOf(rules));
  for (const [index, { rule }] of waivers.entries()) judge(rule, ['policy', 'waivers', index, 'rule'], idsOf(rules));
  if (problems.length > 0) throw refusal(config.path, problems, hints[0] ?? '');
}

function idsOf(rules: readonly Rule[]): string[] {
  return rules.map((rule) => rule.id);
}

/** Ids and dimensions. */
function namesOf(rules: readonly Rule[]): string[] {
  const ids = idsOf(rules);
  return [...ids, ...new Set(ids.map((id) => id.slice(0, id.indexOf('/'))))];
}

function isKnown(name: string, names: readonly string[]): boolean {
  if (names.includes(name) || name === SECRET_OF_THE_GATE) return true;
  return OF_THE_GATE.some(
    (dimension) =>
      name === dimension || (/^[a-z-]+$/.test(name.slice(dimension.length + 1)) && name.startsWith(`${dimension}/`)),
  );
}

function quoted(name: string): string {
  return name.trim() === '' ? 'without a name' : name;
}

function hintFor(name: string, names: readonly string[]): string {
  const near = name === '' ? undefined : nearest(name, names);
  return near === undefined
    ? 'give the id of a rule, such as env/missing, or a dimension, such as env'
    : `did you mean ${near}?`;
}
