import type { EffectiveService } from '../../effective/service.ts';
import type { Origin } from '../../shape/origin.ts';
import type { Probe } from '../../shape/workload.ts';
import { backingOf, servicesOf, targetPortNumber } from '../backing.ts';
import type { Side } from '../comparison.ts';
import { listeningPorts } from '../listening.ts';
import { allowedValues, type Breach, type DeclaredOfTarget, expectedIn, type Group, isNeeded } from './declared.ts';

/** Ports by number or by name. */
export const ports: Group = {
  kinds: ['port'],
  things(pair, { local, target }) {
    const sides = [
      { service: pair.local, side: local },
      { service: pair.target, side: target },
    ];
    return sides.flatMap(({ service, side }) => {
      if (service === undefined || side === undefined) return [];
      const heard = listeningPorts(pair, service).ports.map(({ port }) => [String(port)]);
      return [...leading(service, side).map(({ names }) => names), ...routed(service, side), ...heard];
    });
  },
  breaches(of) {
    const { name, declaration, service, side } = of;
    // A Service may stand in what could not be read.
    if (!side.isComplete) return [];
    const named = leading(service, side).filter(({ names }) => names.includes(name));
    if (named.length === 0) return isNeeded(declaration) ? [missing(of)] : [];
    return wrongNumber(of, named);
  },
};

interface Leading {
  readonly names: readonly string[];
  readonly at: Origin;
}

/** What leads to a container: its own ports, the ports of its Services, and what its probes ask. */
function leading(service: EffectiveService, side: Side): Leading[] {
  const { workload } = service;
  const own = workload.ports.map(({ port, name, at }) => ({ names: namesOf(port, name), at }));
  const ofServices = servicesOf(workload, side).flatMap((network) =>
    network.ports.map((port) => ({
      names: namesOf(port.port, port.name, port.targetPort, targetPortNumber(port, backingOf(network, side))),
      at: port.at,
    })),
  );
  const asked = workload.probes.flatMap((probe) => askedBy(probe).map((port) => ({ names: [port], at: probe.at })));
  return [...own, ...ofServices, ...asked];
}

function askedBy({ action }: Probe): string[] {
  if (action.kind === 'command') return action.requests.map(({ port }) => String(port));
  return action.kind === 'disabled' ? [] : [String(action.port)];
}

/** Ports that ways in from outside ask of its Services, whether they have them or not. */
function routed(service: EffectiveService, side: Side): string[][] {
  const names = servicesOf(service.workload, side).map((network) => network.name);
  return side.facts.routes
    .filter(({ backend }) => names.includes(backend.service))
    .map(({ backend }) => namesOf(backend.port));
}

function namesOf(...names: readonly (string | number | undefined)[]): string[] {
  return names.filter((name) => name !== undefined).map(String);
}

function missing(of: DeclaredOfTarget): Breach {
  const { name, pair, side, service } = of;
  return {
    kind: 'port',
    level: 'error',
    subject: name,
    message: `parity.yaml says that ${pair.name} needs port ${name}; nothing in ${side.environment} leads to it`,
    remedy: `give ${service.workload.id} a container port ${name}, or let a Service lead to it`,
    places: [expectedIn(of)],
  };
}

/** A name whose numbers are none of those that are declared. */
function wrongNumber(of: DeclaredOfTarget, named: readonly Leading[]): Breach[] {
  const { name, pair, side, declaration } = of;
  const allowed = allowedValues(declaration);
  const [first] = named;
  if (allowed === undefined || first === undefined) return [];
  const numbers = [...new Set(named.flatMap(({ names }) => names.filter((each) => /^\d+$/.test(each))))];
  if (numbers.length === 0 || numbers.some((number) => allowed.includes(number))) return [];
  return [
    {
      kind: 'port',
      level: 'error',
      subject: name,
      message: `parity.yaml says that port ${name} of ${pair.name} is ${allowed.join(' or ')}; in ${side.environment} it is ${numbers.join(', ')}`,
      remedy: `let ${name} be ${allowed[0] ?? 'another port'}, or correct the declaration`,
      places: [{ role: 'target', at: first.at }],
    },
  ];
}
