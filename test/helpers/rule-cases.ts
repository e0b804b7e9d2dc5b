import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Finding } from '../../src/findings/finding.ts';
import type { Report } from '../../src/findings/report.ts';
import { runCheck } from '../../src/pipeline/check.ts';
import { contextOf } from './source-context.ts';

/** A tiny repository under `fixtures/rules/<dimension>/<what>/<kind>-<what is special>`. */
export interface RuleCase {
  /** `env/missing`. */
  readonly rule: string;
  /** `bad`: the rule must speak. `ok` and `near`: nobody may; `near` looks like a mistake and is none. */
  readonly kind: 'ok' | 'bad' | 'near';
  readonly name: string;
  readonly folder: string;
}

/** The verdict expected of a bad case; no part of the repository that is checked. */
export const EXPECTED = 'expected.txt';
const ROOT = 'fixtures/rules';

export function ruleCases(): RuleCase[] {
  return foldersIn(ROOT).flatMap((dimension) =>
    foldersIn(join(ROOT, dimension)).flatMap((what) =>
      foldersIn(join(ROOT, dimension, what)).map((name) => ({
        rule: `${dimension}/${what}`,
        kind: kindOf(name),
        name,
        folder: join(ROOT, dimension, what, name),
      })),
    ),
  );
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function kindOf(name: string): RuleCase['kind'] {
  const kind = /^(ok|bad|near)-[a-z0-9-]+$/.exec(name)?.[1];
  if (kind === 'ok' || kind === 'bad' || kind === 'near') return kind;
  throw new Error(`${name} is no name of a case: it begins with ok-, bad- or near-`);
}

/** Checks the folder as if it were a repository of its own, whatever git knows of it. */
export async function checkFolder(
  folder: string,
  options: { readonly strict?: boolean; readonly today?: string } = {},
): Promise<Report> {
  const root = resolve(folder);
  const context = contextOf(root);
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => path !== EXPECTED)
    .sort();
  const files = { ...context.files, list: async () => paths };
  const loaded = await loadConfig(files);
  return runCheck(
    {
      tool: { name: 'parity', version: '0.0.0' },
      root,
      config: loaded.kind === 'loaded' ? loaded.config : undefined,
      local: [],
      target: [],
      services: [],
      rules: [],
      strict: options.strict ?? false,
      today: options.today ?? '2027-01-01',
    },
    { ...context, files, progress: () => {}, signal: new AbortController().signal },
  );
}

/**
 * `error web STRIPE_KEY read services/web/pay.js:3 expected k8s/web.yaml:1`, one line each; findings of other rules
 * above info follow as `also <rule> …`.
 */
export function verdictLines(rule: string, findings: readonly Finding[]): string[] {
  const own = findings.filter((finding) => finding.rule === rule);
  return [...own.map(lineOf), ...strangers(rule, findings).map((finding) => `also ${finding.rule} ${lineOf(finding)}`)];
}

/** Findings of other rules that a person would have to act on. */
function strangers(rule: string, findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.rule !== rule && finding.level !== 'info');
}

function lineOf({ level, service, subject, places }: Finding): string {
  return [level, service, subject, ...places.map(({ role, path, line }) => `${role} ${path}:${line}`)].join(' ');
}

export function expectedOf(folder: string): string {
  const path = join(folder, EXPECTED);
  return existsSync(path) ? readFileSync(path, 'utf8') : `(no ${EXPECTED})`;
}
