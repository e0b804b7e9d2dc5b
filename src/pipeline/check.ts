import { hiddenDifferences } from '../compare/hidden.ts';
import { ParityError } from '../errors.ts';
import { type Finding, LEVELS } from '../findings/finding.ts';
import { type Report, type ServicePairing, type SourceSummary, summarise } from '../findings/report.ts';
import { takeTurn } from '../repository/turn.ts';
import type { Facts } from '../shape/facts.ts';
import { buildModel, type Model } from './model.ts';
import { strictly, withLevels, withoutWaived } from './policy.ts';
import type { CheckRequest, Ports } from './request.ts';
import { unresolvedOf } from './unresolved.ts';

/** Reads both sides, compares them and judges the differences. */
export async function runCheck(request: CheckRequest, ports: Ports): Promise<Report> {
  const model = await buildModel(request, ports);
  const { local, target, services } = model.comparison;
  if (local === undefined && target === undefined) throw nothingToCheck();
  ports.progress('judging');
  await takeTurn();
  const [{ RULES }, { runRules }] = await Promise.all([import('../rules/index.ts'), import('../rules/run-rules.ts')]);
  const found = runRules(RULES, { comparison: model.comparison, problems: model.problems });
  const allUnresolved = unresolvedOf(model);
  const environment = target?.environment ?? local?.environment ?? 'local';
  const all = request.strict ? strictly(found, allUnresolved, environment) : found;
  const policy = request.config?.policy;
  const asked = withLevels(all, policy?.levels).filter((finding) => isAsked(finding, request));
  const today = request.today ?? new Date().toISOString().slice(0, 10);
  const { findings, suppressed, notes } = withoutWaived(asked, policy?.waivers, today);
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
    hidden: hiddenDifferences(model.comparison),
    complete: !model.problems.some((problem) => problem.kind === 'unreadable' || problem.kind === 'unrendered'),
    compared,
    services: services.map((service) => pairingOf(service.name, model)),
    notes: [...model.notes, ...notes, ...(compared ? [] : [oneSideNote(local !== undefined)])],
  };
}

function nothingToCheck(): ParityError {
  return new ParityError({
    kind: 'cannot-check',
    code: 'check/no-input',
    message: 'look for configuration: no compose file, Procfile, manifest, kustomization or chart was found',
    hint: 'run parity in the repository of an application, or name the sides with --local and --target',
  });
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
