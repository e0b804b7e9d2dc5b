import picocolors from 'picocolors';
import type { Explanation, RuleExplanation } from '../findings/explanation.ts';
import { LEVELS } from '../findings/finding.ts';
import { escapeControls } from './escape.ts';
import { placeText } from './grouping.ts';
import { wrap } from './wrap.ts';

export interface ExplanationOptions {
  readonly color: boolean;
  readonly width: number | undefined;
}

type Colors = ReturnType<typeof picocolors.createColors>;

/** A rule's own words, or what each rule of a dimension detects; before them, for a finding, how it came about step by step. */
export function explanationText(explanation: Explanation, options: ExplanationOptions): string {
  const colors = picocolors.createColors(options.color);
  const width = Math.min(options.width ?? 100, 100);
  if (explanation.kind === 'dimension') return rulesText(explanation.rules, options);
  const rule = ruleLines(explanation.rule, width, colors);
  if (explanation.kind === 'rule') return `${rule.join('\n')}\n`;
  const { finding, derivation } = explanation;
  const steps = derivation.flatMap((step, at) => {
    const [first = '', ...rest] = wrap(escapeControls(step.text), width, '     ');
    const place = step.place === undefined ? [] : [colors.dim(`     ${placeText(step.place)}`)];
    return [`${String(at + 1).padStart(3)}. ${first.trimStart()}`, ...rest, ...place];
  });
  const head = [
    `${colors.bold(`${finding.level} ${finding.rule}`)} ${escapeControls(finding.subject)} ${colors.dim(`${finding.id}, ${finding.confidence}`)}`,
    ...wrap(escapeControls(finding.message), width, '  '),
    ...finding.places.map((place) => colors.dim(`  ${escapeControls(place.role)} ${placeText(place)}`)),
    ...section('fix', finding.remedy, width, colors),
    '',
    colors.bold('how it came about'),
    ...steps,
    '',
  ];
  return `${[...head, ...rule].join('\n')}\n`;
}

/** What each of several rules detects. */
export function rulesText(rules: readonly RuleExplanation[], options: ExplanationOptions): string {
  const width = Math.min(options.width ?? 100, 100);
  return `${dimensionLines(rules, width, picocolors.createColors(options.color)).join('\n')}\n`;
}

function dimensionLines(rules: readonly RuleExplanation[], width: number, colors: Colors): string[] {
  return rules.flatMap((rule, at) => [
    ...(at === 0 ? [] : ['']),
    `${colors.bold(rule.id)} ${colors.dim(rule.level)}`,
    ...wrap(escapeControls(rule.detects), width, '  '),
  ]);
}

function ruleLines(rule: RuleExplanation, width: number, colors: Colors): string[] {
  return [
    `${colors.bold(rule.id)} ${colors.dim(rule.level)}`,
    ...section('detects', rule.detects, width, colors),
    ...section('why', rule.why, width, colors),
    ...LEVELS.flatMap((level) => {
      const words = rule.levels?.[level];
      return words === undefined ? [] : section(`${level} when`, words, width, colors);
    }),
    ...example('before', rule.before, colors),
    ...example('after', rule.after, colors),
    ...section('when to ignore', rule.ignore, width, colors),
  ];
}

function section(title: string, text: string, width: number, colors: Colors): string[] {
  return ['', colors.cyan(title), ...wrap(escapeControls(text), width, '  ')];
}

function example(title: string, text: string, colors: Colors): string[] {
  return [
    '',
    colors.cyan(title),
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => `  ${escapeControls(line)}`),
  ];
}
