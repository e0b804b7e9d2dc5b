import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Place } from '../../src/findings/finding.ts';
import { runExplain } from '../../src/pipeline/explain.ts';
import { RULES } from '../../src/rules/index.ts';
import { checkFolder, EXPECTED, ruleCases } from '../helpers/rule-cases.ts';
import { contextOf } from '../helpers/source-context.ts';

const CASES = ruleCases().filter(({ kind }) => kind === 'bad');

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  for (const { name, folder } of CASES.filter((each) => each.rule === id)) {
    test(`${name}: explained by every place that it rests on, and by why it has its level`, async () => {
      const { findings } = await checkFolder(folder);

      for (const finding of findings.filter((each) => each.rule === id)) {
        const steps = await derivationOf(finding.id, folder);
        const named = steps.flatMap((step) => (step.place === undefined ? [] : [spot(step.place)]));
        expect(named).toEqual(expect.arrayContaining(finding.places.map(spot)));
        const last = steps.at(-1)?.text ?? '';
        expect(last).toMatch(new RegExp(`^${finding.level}, because `));
        if (finding.places.some(({ role }) => role === 'declared')) continue;
        // A rule that gives several levels says itself what makes each.
        expect(last).toContain(rule.levels?.[finding.level] ?? rule.docs.why.replace(/\.$/, ''));
        if (finding.level !== rule.level) expect(rule.levels?.[finding.level]).toBeDefined();
      }
    });
  }
});

test('volume/ephemeral: what both sides mount, the precedence of places and the words of the rule', async () => {
  const folder = CASES.find(({ rule }) => rule === 'volume/ephemeral')?.folder ?? '';
  const { findings } = await checkFolder(folder);

  const steps = await derivationOf(findings.find(({ rule }) => rule === 'volume/ephemeral')?.id ?? '', folder);

  const texts = steps.map(({ text }) => text);
  expect(texts).toEqual(
    expect.arrayContaining([expect.stringMatching(/^local: mounts /), expect.stringMatching(/^production: mounts /)]),
  );
  expect(texts.at(-1)).toContain('dies with the pod');
});

function spot({ path, line, column }: Place): string {
  return `${path}:${line}:${column}`;
}

async function derivationOf(subject: string, folder: string) {
  const root = resolve(folder);
  const context = contextOf(root);
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => path !== EXPECTED)
    .sort();
  const files = { ...context.files, list: async () => paths };
  const loaded = await loadConfig(files);
  const explanation = await runExplain(
    {
      tool: { name: 'parity', version: '0.0.0' },
      root,
      config: loaded.kind === 'loaded' ? loaded.config : undefined,
      local: [],
      target: [],
      services: [],
      rules: [],
      strict: false,
      subject,
    },
    { ...context, files, progress: () => {}, signal: new AbortController().signal },
  );
  return explanation.kind === 'finding' ? explanation.derivation : [];
}
