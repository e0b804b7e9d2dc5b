import type { RuleExplanation } from '../findings/explanation.ts';

/** A rule as a page of the documentation. */
export function rulePage(rule: RuleExplanation): string {
  const lines = [
    `# ${rule.id}`,
    '',
    `Level: ${rule.level}, unless the finding itself says another one.`,
    '',
    rule.detects,
    '',
    '## Why',
    '',
    rule.why,
    '',
    '## Before',
    '',
    ...listing(rule.before),
    '',
    '## After',
    '',
    ...listing(rule.after),
    '',
    '## When to ignore',
    '',
    rule.ignore,
    '',
    'Another level, or `off`, for every finding of the rule; or one finding accepted by somebody until a day:',
    '',
    '```yaml',
    'policy:',
    '  levels:',
    `    ${rule.id}: warning`,
    '  waivers:',
    `    - { rule: ${rule.id}, service: web, subject: NAME, reason: "…", owner: "@team", expires: 2027-01-31 }`,
    '```',
  ];
  return `${lines.join('\n')}\n`;
}

/** All rules, by dimension, each with a link to its page. */
export function ruleIndex(rules: readonly RuleExplanation[]): string {
  const dimensions = [...new Set(rules.map(({ id }) => dimensionOf(id)))];
  const tables = dimensions.flatMap((dimension) => [
    '',
    `## ${dimension}`,
    '',
    '| rule | level | detects |',
    '|---|---|---|',
    ...rules
      .filter(({ id }) => dimensionOf(id) === dimension)
      .map(({ id, level, detects }) => `| [${id}](${pageName(id)}) | ${level} | ${detects.replaceAll('|', '\\|')} |`),
  ]);
  return `${['# Rules', '', `${rules.length} rules. \`parity explain ${rules[0]?.id ?? 'ID'}\` prints one of these pages.`, ...tables].join('\n')}\n`;
}

/** `env-missing.md`. */
export function pageName(id: string): string {
  return `${id.replace('/', '-')}.md`;
}

function dimensionOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

function listing(text: string): string[] {
  return ['```', ...text.trimEnd().split('\n'), '```'];
}
