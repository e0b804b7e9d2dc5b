import type { Schedule, Workload } from '../../shape/workload.ts';
import { entryOf, get, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';
import { commandLine } from './command-line.ts';
import { containerEnvironment } from './container-environment.ts';
import { containerImage } from './container-image.ts';
import { containerMounts } from './container-mounts.ts';
import { containerPorts } from './container-ports.ts';
import { containerProbes } from './container-probes.ts';
import { containerResources } from './container-resources.ts';
import { isDeployHook } from './hooks.ts';
import { booleanOf, integerOf, type ManifestObject, objectId } from './manifest-object.ts';
import { podReferences } from './object-references.ts';
import { type PodTemplate, podTemplatesOf } from './pod-templates.ts';
import { podVolumes } from './pod-volumes.ts';
import { stringMap } from './string-map.ts';

/** One workload for each container of each pod template of the object. */
export function workloadsOf(object: ManifestObject): Workload[] {
  const templates = podTemplatesOf(object);
  const containers = templates.flatMap((template) => containersOf(template));
  const alone = containers.filter(({ role }) => role === 'main').length === 1;
  const workloads = containers.map((container) => workloadOf(object, container, alone));
  const seen = new Set<string>();
  // Two templates of one object (JobSet) may name their containers alike.
  return workloads.map((workload, index) => {
    const isNew = !seen.has(workload.id);
    seen.add(workload.id);
    return isNew ? workload : { ...workload, id: `${workload.id}#${index + 1}` };
  });
}

interface Container {
  readonly node: YamlNode;
  readonly name: string;
  readonly role: Workload['role'];
  readonly template: PodTemplate;
}

function containersOf(template: PodTemplate): Container[] {
  const init = itemsOf(get(template.spec, 'initContainers')).map((node): Container => {
    const role = textOf(get(node, 'restartPolicy')) === 'Always' ? 'sidecar' : 'init';
    return { node, name: textOf(get(node, 'name')) ?? '', role, template };
  });
  const main = itemsOf(get(template.spec, 'containers')).map((node): Container => {
    return { node, name: textOf(get(node, 'name')) ?? '', role: 'main', template };
  });
  return [...init, ...main].filter(({ node }) => node.kind === 'map');
}

function workloadOf(object: ManifestObject, { node, name, role, template }: Container, alone: boolean): Workload {
  const { site } = object;
  const { spec } = template;
  const image = containerImage(node, site);
  const entrypoint = commandLine(node, 'command', site);
  const command = commandLine(node, 'args', site);
  const schedule = scheduleOf(object);
  const replicas = replicasOf(object);
  const resources = containerResources(node, site);
  const grace = entryOf(spec, 'terminationGracePeriodSeconds');
  const seconds = integerOf(grace?.value);
  const refersTo = podReferences(object, template);
  return {
    id: role === 'main' && alone ? objectId(object) : `${objectId(object)}/${name}`,
    kind: template.workloadKind,
    name: object.name,
    ...(object.namespace !== undefined && { namespace: object.namespace }),
    container: name,
    role,
    at: site.at(entryOf(node, 'name')?.at ?? node),
    ...(image && { image }),
    labels: stringMap(get(template.metadata, 'labels')),
    environment: containerEnvironment(node, site),
    ports: containerPorts(node, site),
    mounts: containerMounts(node, podVolumes(object, spec), site),
    probes: containerProbes(node, site),
    ...(entrypoint && { entrypoint }),
    ...(command && { command }),
    dependsOn: [],
    ...(schedule && { schedule }),
    ...(replicas && { replicas }),
    ...(resources && { resources }),
    ...(grace && seconds !== undefined && { stopGrace: { seconds, at: site.at(grace.at) } }),
    profiles: [],
    serviceLinks: booleanOf(get(spec, 'enableServiceLinks')) ?? true,
    ...(isDeployHook(object) && { isHook: true }),
    aliases: [],
    extraHosts: itemsOf(get(spec, 'hostAliases')).flatMap((alias) =>
      itemsOf(get(alias, 'hostnames')).flatMap((host) => textOf(host) ?? []),
    ),
    ...(refersTo.length > 0 && { refersTo }),
  };
}

function scheduleOf({ kind, group, root, site }: ManifestObject): Schedule | undefined {
  if (!/^(CronJob|CronWorkflow|AdvancedCronJob)$/.test(kind)) return undefined;
  const spec = get(root, 'spec');
  const entry = entryOf(spec, 'schedule') ?? (group === 'argoproj.io' ? entryOf(spec, 'schedules') : undefined);
  const cron = textOf(entry?.value) ?? textOf(itemsOf(entry?.value)[0]);
  if (entry === undefined || cron === undefined) return undefined;
  const timeZone = textOf(get(spec, 'timeZone') ?? get(spec, 'timezone'));
  const suspended = booleanOf(get(spec, 'suspend') ?? get(spec, 'paused')) ?? false;
  return { cron, ...(timeZone !== undefined && { timeZone }), suspended, at: site.at(entry.at) };
}

function replicasOf({ root, site }: ManifestObject): Workload['replicas'] {
  const entry = entryOf(get(root, 'spec'), 'replicas');
  const count = integerOf(entry?.value);
  return entry === undefined || count === undefined ? undefined : { count, at: site.at(entry.at) };
}
