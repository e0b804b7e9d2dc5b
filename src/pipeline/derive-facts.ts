import { servicesOf } from '../compare/backing.ts';
import type { Comparison, ServicePair, Side } from '../compare/comparison.ts';
import { configReferences } from '../compare/config-references.ts';
import { listeningPorts } from '../compare/listening.ts';
import type { EffectiveService } from '../effective/service.ts';
import type { DerivationStep } from '../findings/explanation.ts';
import type { Finding } from '../findings/finding.ts';
import type { ShapeGroup } from '../findings/shape-document.ts';
import { place } from '../rules/rule.ts';
import { shapeService } from './shape-service.ts';

/** What each dimension is judged by: groups of the shape, and facts that stand around a service. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  bucket: ['stores'],
  config: ['mounts', 'objects'],
  configmap: ['objects'],
  db: ['stores'],
  endpoint: ['services'],
  env: [],
  image: ['image'],
  ingress: ['routes', 'services', 'serves'],
  namespace: ['objects', 'services'],
  port: ['listens', 'ports', 'services'],
  probe: ['probes', 'listens'],
  queue: ['queues'],
  resources: ['resources'],
  route: ['serves'],
  schedule: ['schedule'],
  secret: ['objects'],
  service: ['services', 'ports'],
  source: [],
  timeout: ['stop'],
  volume: ['mounts'],
};
const MOST = 12;

interface Fact {
  readonly text: string;
  readonly place: NonNullable<DerivationStep['place']>;
}

/** What both sides say of a service on the dimension of a finding, each with its place. */
export function factSteps(finding: Finding, pair: ServicePair, { local, target }: Comparison): DerivationStep[] {
  const [dimension = ''] = finding.rule.split('/');
  const asked = ASKED[dimension] ?? [];
  return [
    ...(local && pair.local ? ofSide({ pair, service: pair.local, side: local }, asked) : []),
    ...(target && pair.target ? ofSide({ pair, service: pair.target, side: target }, asked) : []),
  ];
}

interface Where {
  readonly pair: ServicePair;
  readonly service: EffectiveService;
  readonly side: Side;
}

function ofSide(where: Where, asked: readonly string[]): DerivationStep[] {
  const { pair, service, side } = where;
  const { groups } = shapeService(pair.name, service, { side, code: pair.code });
  return asked.flatMap((name) => {
    const facts = [...inShape(groups, name), ...around(name, where)];
    if (facts.length === 0)
      return [{ text: `${side.environment}: ${service.workload.id} has no ${NOUNS[name] ?? name}` }];
    const more = facts.length > MOST ? [{ text: `${side.environment}: and ${facts.length - MOST} more` }] : [];
    return [
      ...facts.slice(0, MOST).map(({ text, place: at }) => ({ text: `${side.environment}: ${text}`, place: at })),
      ...more,
    ];
  });
}

const NOUNS: Readonly<Record<string, string>> = {
  serves: 'routes in its code',
  objects: 'references to ConfigMaps or Secrets',
  services: 'Service that leads to it',
  listens: 'port that it is known to listen on',
  stop: 'time to shut down of its own',
};

function inShape(groups: readonly ShapeGroup[], name: string): Fact[] {
  return groups
    .filter((group) => group.name === name)
    .flatMap((group) => group.entries)
    .map((entry) => ({ text: `${name} ${entry.name}: ${entry.value}`, place: entry.place }));
}

/** Facts that are in no group of the shape. */
function around(name: string, { pair, service, side }: Where): Fact[] {
  const { workload } = service;
  switch (name) {
    case 'listens':
      return listeningPorts(pair, service).ports.map(({ port, at, by }) => ({
        text: `${pair.name} listens on ${port}, by ${by === 'compose' ? 'what compose publishes' : `its ${by}`}`,
        place: place('listen', at),
      }));
    case 'services':
      return servicesOf(workload, side).flatMap((network) =>
        network.ports.map(({ port, targetPort, at }) => ({
          text: `Service ${network.name} leads port ${port} to ${targetPort}`,
          place: place('service', at),
        })),
      );
    case 'objects':
      return configReferences(service, side.facts).map(({ kind, objectName, key, optional, object, at }) => ({
        text: `asks for ${key === undefined ? '' : `key ${key} of `}${kind} ${objectName}${optional ? ', optionally' : ''}: ${standing(object)}`,
        place: place('reference', at),
      }));
    case 'stop':
      return workload.stopGrace
        ? [{ text: `${workload.stopGrace.seconds} s to shut down`, place: place('stop', workload.stopGrace.at) }]
        : [];
    case 'resources':
      return workload.resources
        ? [{ text: amounts(workload.resources), place: place('resources', workload.resources.at) }]
        : [];
    default:
      return [];
  }
}

function standing(object: { readonly producer?: string; readonly complete: boolean } | undefined): string {
  if (object === undefined) return 'there is none of that name in its namespace';
  const made = object.producer === undefined ? 'it is there' : `made by ${object.producer}`;
  return object.complete ? made : `${made}, and not all of its keys are known`;
}

function amounts(resources: {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}): string {
  const said = (what: string, of: Readonly<Record<string, string>>) =>
    Object.entries(of).map(([name, amount]) => `${what} ${name} ${amount}`);
  return [...said('requests', resources.requests), ...said('limits', resources.limits)].join(', ');
}
