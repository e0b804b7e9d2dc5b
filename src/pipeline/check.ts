import type { Report } from '../findings/report.ts';
import { takeTurn } from '../repository/turn.ts';
import type { Rule } from '../rules/rule.ts';
import { refuseUnknownServices } from './known-services.ts';
import { buildModel, type Model } from './model.ts';
import { nothingFound } from './nothing-found.ts';
import type { CheckRequest, Ports } from './request.ts';

/** Reads both sides, compares them and judges the differences. */
export async function runCheck(request: CheckRequest, ports: Ports): Promise<Report> {
  const ruleSet = await rulesFor(request);
  const baseline = await baselineFor(request, ports);
  const model = await buildModel(request, ports);
  const { local, target } = model.comparison;
  if (local === undefined && target === undefined) throw nothingFound(model.notes);
  // Where something could not be read, the service may be in it.
  if (isWhole(model)) refuseUnknownServices(request.services, servicesOf(model));
  ports.progress('judging');
  await takeTurn();
  const { judge } = await import('./judge.ts');
  const report = judge(model, request, ruleSet ?? (await import('../rules/index.ts')).RULES);
  keepNames(report, ports);
  return baseline === undefined ? report : baseline(report);
}

/** Read first, as everything that the command line names: a wrong name ends the run before its work. */
async function baselineFor(
  { baseline: path, services, rules }: CheckRequest,
  { files }: Ports,
): Promise<((report: Report) => Report) | undefined> {
  if (path === undefined) return undefined;
  const [{ readBaseline }, { withoutKnown }] = await Promise.all([
    import('./read-baseline.ts'),
    import('../findings/baseline.ts'),
  ]);
  const baseline = await readBaseline(path, files);
  return (report) => withoutKnown(report, baseline, { path, isWhole: services.length === 0 && rules.length === 0 });
}

/**
 * The rules of a run. Before anything is read: an expression or a name that is wrong stays so. They are only loaded where
 * the request says something of them.
 * @returns undefined for the built-in ones
 */
export async function rulesFor({
  rules: named,
  config,
}: Pick<CheckRequest, 'rules' | 'config'>): Promise<readonly Rule[] | undefined> {
  const { levels, waivers } = config?.policy ?? {};
  const isOwn = config !== undefined && config.rules.size > 0;
  if (!isOwn && named.length === 0 && levels === undefined && waivers === undefined) return undefined;
  const [{ allRules }, known] = await Promise.all([import('./all-rules.ts'), import('./known-rules.ts')]);
  const rules = await allRules(config);
  known.refuseUnknownRules(named, rules);
  if (config !== undefined) known.refuseUnknownPolicy(config, rules);
  return rules;
}

function isWhole({ problems }: Model): boolean {
  return !problems.some(({ kind }) => kind === 'unreadable' || kind === 'unrendered');
}

function servicesOf({ comparison }: Model): string[] {
  return comparison.services.map((service) => service.name);
}

/** Names of services and places are no values, even where a password is called like one. */
function keepNames({ findings, services = [], sources }: Report, { secrets }: Ports): void {
  for (const { name } of services) secrets.keep(name);
  for (const { path } of sources) secrets.keep(path);
  for (const { service, places } of findings) {
    secrets.keep(service);
    for (const { path, object } of places) for (const name of [path, object ?? path]) secrets.keep(name);
  }
}
