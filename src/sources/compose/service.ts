import type { NetworkService, ServicePort } from '../../shape/facts.ts';
import type { Workload } from '../../shape/workload.ts';
import { readBuild, readImage } from './build.ts';
import { reportMissingDockerfile } from './build-files.ts';
import { readCommand } from './command.ts';
import { readConfigMounts } from './config-mounts.ts';
import { pairValue, readEnvironment } from './environment.ts';
import { readHealthcheck } from './healthcheck.ts';
import { readAliases, readDependencies, readExtraHosts } from './names.ts';
import { type ComposeEntry, entriesOf, get, isNull } from './node.ts';
import { readPorts } from './ports.ts';
import { profilesOf } from './profiles.ts';
import { readReplicas, readResources, readStopGrace } from './resources.ts';
import { at, type ServiceInput } from './service-input.ts';
import { readVolumes } from './volumes.ts';

/** One service of the merged project → what it runs as. */
export async function readService(entry: ComposeEntry, input: ServiceInput): Promise<Workload> {
  const image = readImage(input);
  const build = readBuild(input);
  await reportMissingDockerfile(input, build);
  reportNothingToRun(entry, input);
  const entrypoint = readCommand(input, 'entrypoint');
  const command = readCommand(input, 'command');
  const replicas = readReplicas(input);
  const resources = readResources(input);
  const stopGrace = readStopGrace(input);
  return {
    id: input.name,
    kind: 'compose',
    name: input.name,
    container: input.name,
    role: 'main',
    at: at(input, entry),
    ...(image && { image }),
    ...(build && { build }),
    labels: readLabels(input),
    ...(await readEnvironment(input)),
    ports: readPorts(input),
    mounts: [...readVolumes(input), ...readConfigMounts(input)],
    probes: readHealthcheck(input),
    ...(entrypoint && { entrypoint }),
    ...(command && { command }),
    dependsOn: readDependencies(input),
    ...(replicas && { replicas }),
    ...(resources && { resources }),
    ...(stopGrace && { stopGrace }),
    // A profile that is active gates nothing any more.
    profiles: input.active ? [] : profilesOf(input.service),
    aliases: readAliases(input),
    extraHosts: readExtraHosts(input),
  };
}

/** The names under which the other services reach a workload, with the ports that it declares. */
export function networkServiceOf(workload: Workload): NetworkService {
  const ports = new Map<string, ServicePort>();
  for (const { port, protocol, name, at: origin } of workload.ports) {
    const key = `${port}/${protocol}`;
    if (ports.has(key)) continue;
    ports.set(key, { port, targetPort: port, protocol, ...(name !== undefined && { name }), at: origin });
  }
  return {
    name: workload.name,
    kind: 'compose',
    ports: [...ports.values()],
    headless: false,
    aliases: workload.aliases,
    at: workload.at,
  };
}

function readLabels(input: ServiceInput): Record<string, string> {
  return Object.fromEntries(
    entriesOf(get(input.service, 'labels')).flatMap((entry): [string, string][] => {
      if (isNull(entry.value)) return [[entry.key, '']];
      const value = pairValue(entry, input);
      if (value === undefined || entry.value.kind !== 'scalar') return [];
      return [
        [entry.key, value.kind === 'plain' ? value.text : value.kind === 'secret' ? '[secret]' : entry.value.text],
      ];
    }),
  );
}

/** Compose refuses such a service; a file that is only laid over another may well have one. */
function reportNothingToRun(entry: ComposeEntry, input: ServiceInput): void {
  if (['image', 'build', 'provider'].some((key) => get(input.service, key) !== undefined)) return;
  // What could not be read may have said it.
  if (input.reading.problems.some(({ kind, service }) => kind === 'unreadable' && service === undefined)) return;
  const message = `read ${entry.scope.path}: services.${input.name} has neither an image nor a build context (line ${entry.line})`;
  const hint = `give ${input.name} an image or a build context, or name the file that it is laid over first`;
  input.reading.report('unresolved', entry, { message, hint, service: input.name });
}
