import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/findings/finding.ts';
import type { Report } from '../../src/findings/report.ts';
import { runCheck } from '../../src/pipeline/check.ts';
import type { ToolResult, ToolRunner } from '../../src/repository/tool-runner.ts';
import { contextOf } from '../helpers/source-context.ts';
import { inFolder, readApplication, SHOP } from './application.ts';
import type { Files } from './edit.ts';
import { harmlessRewrites } from './harmless/index.ts';
import type { Operator } from './operator.ts';
import { driftedOperators } from './operators/drifted.ts';
import { operators } from './operators/index.ts';

const shop = readApplication(SHOP);

describe('the shop as it is', () => {
  test('has no finding and nothing unresolved', async () => {
    const report = await check(shop);

    expect(linesOf(report.findings)).toEqual([]);
    expect(report.unresolved).toEqual([]);
    expect(report.complete && report.compared).toBe(true);
  });
});

describe.concurrent('one mistake in the shop is found, and nothing else', () => {
  for (const operator of operators) {
    test(`${operator.id}: ${operator.what}`, async () => {
      const report = await check(operator.edit(shop));

      if (operator.unresolved) {
        expect(report.findings).toEqual([]);
        expect(report.unresolved).toMatchObject([{ service: operator.service, what: operator.subject }]);
        return;
      }
      const own = report.findings.filter((finding) => !isExplained(finding, operator));
      expect(linesOf(own)).toEqual([lineOf(operator)]);
      expect(own[0]?.places.length).toBeGreaterThanOrEqual(operator.onePlace ? 1 : 2);
    });
  }
});

describe('the drifted copy of the shop', () => {
  test('has one finding for each of its mistakes', async () => {
    const report = await check(readApplication('fixtures/shop-drifted'));

    expect(linesOf(report.findings).sort()).toEqual(driftedOperators.map(lineOf).sort());
  });
});

describe.concurrent('a rewrite that changes nothing is met with silence', () => {
  for (const rewrite of harmlessRewrites) {
    test(`${rewrite.id}: ${rewrite.because}`, async () => {
      const report = await check(rewrite.edit(shop));

      expect(linesOf(report.findings)).toEqual([]);
      expect(report.unresolved).toEqual([]);
      expect(report.complete && report.compared).toBe(true);
    });
  }
});

function check(files: Files): Promise<Report> {
  return inFolder(files, (root) => {
    const context = contextOf(root);
    return runCheck(
      {
        tool: { name: 'parity', version: '0.0.0' },
        root,
        config: undefined,
        local: [],
        target: [],
        services: [],
        rules: [],
        strict: false,
      },
      { ...context, tools: quickest(context.tools, files), progress: () => {}, signal: new AbortController().signal },
    );
  });
}

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
const rendered = new Map<string, ToolResult>();

/**
 * Renders once what is the same word for word: most edits leave the overlay alone. And kustomize 4 takes five times as
 * long as kubectl to render the shop, which adds up here.
 */
function quickest(tools: ToolRunner, files: Files): ToolRunner {
  // Everything that a kustomization of the shop may refer to.
  const inputs = [...files].filter(([path]) => /^(k8s|config)\//.test(path));
  return {
    run: async (command, words, options) => {
      if (command === 'kustomize' && hasKubectl) return { kind: 'not-found' };
      const key = JSON.stringify([command, words, inputs]);
      const result = rendered.get(key) ?? (await tools.run(command, words, options));
      rendered.set(key, result);
      return result;
    },
  };
}

/** The same verdict about a service that shares the edited lines, or what follows from the mistake. */
function isExplained(finding: Finding, { rule, subject, shared = [], consequences = [] }: Operator): boolean {
  if (consequences.includes(finding.rule)) return true;
  return finding.rule === rule && finding.subject === subject && shared.includes(finding.service);
}

type About = Pick<Finding, 'rule' | 'level' | 'service' | 'subject'>;

function linesOf(findings: readonly Finding[]): string[] {
  return findings.map(lineOf);
}

function lineOf({ rule, level, service, subject }: About): string {
  return `${level} ${rule} ${service} ${subject}`;
}
