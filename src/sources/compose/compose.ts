// Compose files: https://github.com/compose-spec/compose-spec/blob/main/spec.md

import { folderOf } from '../../normalise/path.ts';
import { type Facts, noFacts } from '../../shape/facts.ts';
import type { Workload } from '../../shape/workload.ts';
import type { Source, SourceContext, SourceInput } from '../source.ts';
import { composeInput } from './input.ts';
import { type ComposeMap, type FileScope, get } from './node.ts';
import { chosenProfiles, isActive } from './profiles.ts';
import { loadProject } from './project.ts';
import { type Reading, startReading } from './reading.ts';
import { labelledSchedules } from './schedule-labels.ts';
import { networkServiceOf, readService } from './service.ts';
import { readClaims, readConfigObjects } from './top-level.ts';
import { reportUnknownDependencies } from './unknown-dependencies.ts';
import { defaultEnvFile, readVariables, type Variables } from './variables.ts';

/** The effective services of one Compose project: what `docker compose config` would show, with places. */
export const compose: Source = { id: 'compose', input: composeInput, read };

async function read(input: SourceInput, context: SourceContext): Promise<Facts> {
  const [main] = input.paths;
  if (main === undefined) return noFacts();
  const reading = startReading(context);
  const variables = await variablesOf(main, input, reading);
  const request = { paths: input.paths, folder: folderOf(main), variables, trail: [] };
  const project = await loadProject(request, reading);
  if (project === undefined) {
    reportEmpty(main, variables, reading);
    return { ...noFacts(), problems: reading.problems };
  }
  reportFirstFormat(project, reading);
  const profiles = chosenProfiles(input.options?.profiles, variables);
  const workloads = await workloadsOf(project, profiles, reading);
  const configObjects = await readConfigObjects(project, reading);
  return {
    ...noFacts(),
    workloads,
    networkServices: workloads.map(networkServiceOf),
    configObjects,
    claims: readClaims(project),
    problems: reading.problems,
  };
}

/** A project of which nothing is left, and no other problem says why. */
function reportEmpty(main: string, variables: Variables, reading: Reading): void {
  if (reading.problems.some((problem) => problem.kind === 'unreadable')) return;
  const place = { scope: { path: main, folder: folderOf(main), variables }, line: 1, column: 1 };
  reading.report('unreadable', place, {
    message: `read ${main}: the file is empty`,
    hint: `give ${main} at least one service`,
  });
}

/** The first format had services at the top; Compose refuses it since, and it must not pass for a project of none. */
function reportFirstFormat(project: ComposeMap, reading: Reading): void {
  if (get(project, 'services') !== undefined) return;
  const service = project.entries.find(({ value }) => get(value, 'image') ?? get(value, 'build'));
  if (service === undefined) return;
  reading.report('unreadable', service, {
    message: `read ${service.scope.path}: ${service.key} stands outside \`services\` (line ${service.line})`,
    hint: 'put the services below a `services:` key',
  });
}

async function variablesOf(main: string, input: SourceInput, reading: Reading): Promise<Variables> {
  const named = input.options?.envFiles;
  const scope: FileScope = { path: main, folder: folderOf(main), variables: new Map() };
  return readVariables(
    {
      paths: named ?? [defaultEnvFile(scope.folder)],
      absence: named === undefined ? 'silent' : 'refused',
      place: { scope, line: 1, column: 1 },
      stronger: new Map(),
    },
    reading,
  );
}

async function workloadsOf(project: ComposeMap, profiles: readonly string[], reading: Reading): Promise<Workload[]> {
  const services = get(project, 'services');
  const workloads: Workload[] = [];
  if (services?.kind !== 'map') return workloads;
  reportUnknownDependencies(services, profiles, reading);
  const schedules = labelledSchedules(services);
  for (const entry of services.entries) {
    const service = entry.value;
    if (service.kind !== 'map') continue;
    const active = isActive(service, profiles);
    const schedule = schedules.get(entry.key);
    const workload = await readService(entry, { name: entry.key, service, project, active, reading });
    workloads.push({ ...workload, ...(schedule && { schedule }) });
  }
  return workloads;
}
