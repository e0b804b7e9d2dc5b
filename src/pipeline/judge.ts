import { hiddenDifferences } from '../compare/hidden.ts';
import { type Finding, LEVELS } from '../findings/finding.ts';
import { type Report, type ServicePairing, type SourceSummary, summarise } from '../findings/report.ts';
import type { Rule } from '../rules/rule.ts';
import { runRules } from '../rules/run-rules.ts';
import type { Facts } from '../shape/facts.ts';
import { excusedFindings, weighDeclared } from './declared.ts';
import { judgeWaivers } from './known-waivers.ts';
import type { Model } from './model.ts';
import { strictly, unusedWaivers, withLevels, withoutWaived } from './policy.ts';
import type { CheckRequest } from './request.ts';
import { unresolvedOf } from './unresolved.ts';
import { unusedDeclarations } from './unused-declarations.ts';

/** What all rules find in a model, as the policy weighs it, with what was read and how it was paired. */
export function judge(model: Model, request: CheckRequest, rules: readonly Rule[]): Report {
  const { local, target, services } = model.comparison;
  const allUnresolved = unresolvedOf(model);
  const policy = request.config?.policy;
  const ruled = ruledFindings(model, rules);
  const all = weigh(model, request, ruled);
  const asked = all.filter((finding) => isAsked(finding, request));
  const today = request.today ?? new Date().toISOString().slice(0, 10);
  const { findings, suppressed, notes } = withoutWaived(asked, policy?.waivers, today);
  const unused = [
    ...unusedDeclarations(request.config, model.comparison),
    ...judgeWaivers(request.config, model, all),
    ...unusedWaivers(all, policy?.waivers, { today, environment: environmentOf(model), rules }),
  ];
  const unresolved = allUnresolved.filter(
    (item) => request.services.length === 0 || request.services.includes(item.service),
  );
  const compared = local !== undefined && target !== undefined;
  return {
    schema: 'parity.report/v1',
    tool: request.tool,
    environments: [local?.environment, target?.environment].filter((name) => name !== undefined),
    summary: summarise(findings, unresolved, suppressed),
    findings,
    unresolved,
    sources: sourcesOf(model),
    hidden: hiddenDifferences(model.comparison, excusedFindings(ruled, model.comparison).length),
    complete: !model.problems.some((problem) => problem.kind === 'unreadable' || problem.kind === 'unrendered'),
    compared,
    services: services.map((service) => pairingOf(service.name, model)),
    notes: [...model.notes, ...notes, ...unused, ...(compared ? [] : [oneSideNote(local !== undefined)])],
  };
}

function ruledFindings({ comparison, problems }: Model, rules: readonly Rule[]): Finding[] {
  return runRules(rules, { comparison, problems });
}

/** Everything that the rules find, with the levels that the policy gives: nothing is waived or left out yet. */
export function weighedFindings(
  model: Model,
  request: Pick<CheckRequest, 'strict' | 'config'>,
  rules: readonly Rule[],
): Finding[] {
  return weigh(model, request, ruledFindings(model, rules));
}

function weigh(model: Model, request: Pick<CheckRequest, 'strict' | 'config'>, ruled: readonly Finding[]): Finding[] {
  const found = weighDeclared(ruled, model.comparison);
  const all = request.strict ? strictly(found, unresolvedOf(model), environmentOf(model)) : found;
  return withLevels(all, request.config?.policy?.levels);
}

function environmentOf({ comparison: { local, target } }: Model): string {
  return target?.environment ?? local?.environment ?? 'local';
}

function oneSideNote(isLocal: boolean): string {
  const [found, missing, flag] = isLocal ? ['local', 'target', '--target'] : ['target', 'local side', '--local'];
  return `only the ${found} side was found: nothing was compared; name the ${missing} with ${flag}`;
}

function isAsked(finding: Finding, request: CheckRequest): boolean {
  const byService = request.services.length === 0 || request.services.includes(finding.service);
  const byRule =
    request.rules.length === 0 ||
    request.rules.some((rule) => finding.rule === rule || finding.rule.startsWith(`${rule}/`));
  return byService && byRule && LEVELS.includes(finding.level);
}

function sourcesOf(model: Model): SourceSummary[] {
  const inputs = model.inputs.map(({ source, label, facts, environment }) => ({
    id: source,
    path: label,
    facts: countFacts(facts),
    ...(environment !== undefined && { environment }),
  }));
  const code = [...model.code].map(([service, { scan, roots }]) => ({
    id: 'code',
    path: roots.folders.join(', ') || service,
    facts: Object.values(scan.facts).reduce((sum, list) => sum + list.length, 0),
  }));
  return [...inputs, ...code.filter((source) => source.facts > 0)];
}

function countFacts(facts: Facts): number {
  const own = facts.workloads.reduce(
    (sum, { environment, ports, mounts, probes }) =>
      sum + 1 + environment.length + ports.length + mounts.length + probes.length,
    0,
  );
  const entries = facts.configObjects.reduce((sum, object) => sum + 1 + object.entries.length, 0);
  return (
    own +
    entries +
    facts.networkServices.length +
    facts.routes.length +
    facts.claims.length +
    facts.images.length +
    facts.objects.length
  );
}

function pairingOf(name: string, model: Model): ServicePairing {
  const service = model.comparison.services.find((candidate) => candidate.name === name);
  const code = model.code.get(name);
  const reads = service?.code.reads ?? [];
  const folders = code && code.roots.folders.length > 0 ? `; code in ${code.roots.folders.join(', ')}` : '';
  return {
    name,
    reason: `${service?.reason ?? ''}${folders}`,
    ...(service?.local && { local: service.local.workload.id }),
    ...(service?.target && { target: service.target.workload.id }),
    ...(reads.length > 0 && { reads: { total: reads.length, resolved: reads.filter((read) => !read.dynamic).length } }),
  };
}
