import { environmentOf, isExtraPath, isSidePath } from '../discovery/candidate.ts';
import type { Inventory, ManifestFile } from '../discovery/inventory.ts';
import type { PlannedInput } from '../discovery/side-plan.ts';
import { folderOf } from '../normalise/path.ts';
import type { Facts } from '../shape/facts.ts';
import type { Value } from '../shape/value.ts';
import type { SourceContext } from '../sources/source.ts';
import { endpointsIn } from '../text/endpoint.ts';
import type { PlannedReading } from './dotenv-side.ts';
import { factsOf, readSide } from './read-side.ts';

/**
 * A target that was found, with the folders of plain manifests that are a part of it: it speaks to a Service which it
 * does not have and they do, and they define nothing that it has, so that they are no other version of it.
 */
export async function withPartsBeside(
  read: PlannedReading,
  inventory: Inventory,
  context: SourceContext,
): Promise<PlannedReading> {
  let whole = read;
  if (read.plan.isInferred !== true || read.plan.rival !== undefined) return whole;
  for (let part = partOf(whole, inventory); part !== undefined; part = partOf(whole, inventory)) {
    const { plan } = whole;
    const added = await readSide({ ...plan, inputs: [part.input] }, context);
    const note = `target: ${part.input.label} is a part of it: ${part.service}, which it speaks to, is there; choose with --target`;
    whole = {
      plan: { ...plan, inputs: [...plan.inputs, part.input], notes: [...plan.notes, note] },
      inputs: [...whole.inputs, ...added],
    };
  }
  return whole;
}

interface Part {
  readonly input: PlannedInput;
  /** The Service that makes it a part. */
  readonly service: string;
}

function partOf({ plan, inputs }: PlannedReading, { manifests }: Inventory): Part | undefined {
  const facts = factsOf(inputs);
  const own = ownNames(facts);
  const read = new Set(plan.inputs.flatMap(({ paths }) => paths.flatMap((path) => [path, folderOf(path)])));
  let asks: ((service: string) => boolean) | undefined;
  for (const folder of new Set(manifests.map(({ path }) => folderOf(path)))) {
    if (read.has(folder) || !mayBePart(folder, plan.environment)) continue;
    const files = manifests.filter(({ path }) => folderOf(path) === folder);
    const main = files.flatMap(mainNames);
    if (main.some(({ name }) => name === '' || own.has(name))) continue;
    asks ??= speaksTo(facts);
    const service = main.find(({ kind, name }) => kind === 'Service' && asks?.(name))?.name;
    if (service === undefined) continue;
    const paths = files.map(({ path }) => path);
    return { input: { kind: 'manifests', paths, label: `manifests:${folder}` }, service };
  }
  return undefined;
}

/** What is made for another environment, to look at, or to try out is no part of an application. */
function mayBePart(folder: string, environment: string): boolean {
  const meant = environmentOf(folder);
  return !isSidePath(folder) && !isExtraPath(folder) && (meant === undefined || meant === environment);
}

const MAIN = /^(Deployment|StatefulSet|DaemonSet|ReplicaSet|Pod|Job|CronJob|Rollout|Service)\/(.*)$/;

function mainNames({ objects }: ManifestFile): { readonly kind: string; readonly name: string }[] {
  return objects.flatMap((object) => {
    const [, kind, name] = MAIN.exec(object) ?? [];
    return kind === undefined || name === undefined ? [] : [{ kind, name }];
  });
}

/** Of what a second definition would be another version. */
function ownNames({ workloads, networkServices }: Facts): Set<string> {
  return new Set([...workloads, ...networkServices].map(({ name }) => name));
}

/** Whether a side names a Service as the host that something speaks to, or sends a route there. */
function speaksTo({ workloads, configObjects, routes }: Facts): (service: string) => boolean {
  const given = workloads.flatMap(({ environment }) =>
    environment.flatMap((step) => (step.kind === 'set' ? [{ name: step.name, value: step.value }] : [])),
  );
  const kept = configObjects.flatMap(({ entries }) => entries.map(({ key, value }) => ({ name: key, value })));
  const settings = [...given, ...kept];
  const hosts = new Set(settings.flatMap(({ value }) => endpointHosts(value)).map(firstLabel));
  for (const { backend } of routes) hosts.add(backend.service);
  const bare = settings.filter(({ name }) => HOST_NAME.test(name)).map(({ value }) => value);
  return (service) => hosts.has(service) || bare.some((value) => isHost(value, service));
}

/** Names of variables that hold a host alone. */
const HOST_NAME = /(HOST|HOSTNAME|SERVER|ADDR|ADDRESS|ENDPOINT|URL|URI)S?$/i;

function endpointHosts(value: Value): string[] {
  if (value.kind === 'deferred') return [];
  const endpoints = value.kind === 'secret' ? value.secret.facets.endpoints : endpointsIn(value.text);
  return endpoints.map(({ host }) => host);
}

function isHost(value: Value, service: string): boolean {
  if (value.kind === 'deferred') return false;
  return value.kind === 'secret' ? value.secret.matches(service) : firstLabel(value.text) === service;
}

/** `db` of `db.shop.svc.cluster.local`; nothing of a host outside of the cluster. */
function firstLabel(host: string): string {
  const labels = host.split('.');
  return labels.length <= 2 || labels[2] === 'svc' ? (labels[0] ?? '') : '';
}
