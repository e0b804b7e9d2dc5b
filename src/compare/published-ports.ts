import type { EffectiveService } from '../effective/service.ts';
import type { DeclaredPort } from '../shape/workload.ts';
import type { ServicePair } from './comparison.ts';
import { portsOfKnownImage } from './known-images.ts';
import { isDebugPort, type ListeningPort, listeningPorts } from './listening.ts';

/** A port that compose leads to, and on which the process does not listen. */
export interface UnheardPort {
  readonly port: DeclaredPort;
  readonly listens: ListeningPort;
}

/**
 * What compose publishes of a service whose program says where it listens, and that none of it meets. One port that is
 * met shows that the others are for something else; what runs by another program listens where that likes.
 */
export function unheardPorts(pair: ServicePair, service: EffectiveService): readonly UnheardPort[] {
  if (service.workload.kind !== 'compose') return [];
  const published = service.workload.ports.filter(
    ({ internal, protocol, port }) => !internal && protocol === 'TCP' && !isDebugPort(port),
  );
  const ports = published.length === 0 ? [] : heardPorts(pair, service);
  const [first] = ports;
  if (first === undefined || published.some(({ port }) => ports.some((other) => other.port === port))) return [];
  return published.map((port) => ({ port, listens: first }));
}

/** Every port on which a program is known to listen; none where it may listen on others as well. */
function heardPorts(pair: ServicePair, service: EffectiveService): readonly ListeningPort[] {
  const { ports, isStated, isPartial } = listeningPorts(pair, service);
  if (isPartial === true) return [];
  if (!isStated) return ports.every(({ by }) => by === 'image') && runsAsItComes(service) ? ports : [];
  if (ports.every(({ by }) => by === 'command')) return ports;
  const isCode = ports.every(({ by }) => by === 'code') && pair.codeCoverage === 'read';
  return isCode && runsItsOwnCommand(service) ? ports : [];
}

/** Public servers whose ports are known, without a file of settings that may move them. */
function runsAsItComes(service: EffectiveService): boolean {
  if (portsOfKnownImage(service) === undefined) return false;
  return !service.workload.mounts.some(({ path }) => /conf|cnf|\/etc\//i.test(path));
}

/** The image of its own, started as the image says, or its own file with other flags: a debugger, a watcher. */
function runsItsOwnCommand({ workload, image }: EffectiveService): boolean {
  const own = image === undefined ? [] : [...(image.entrypoint?.words ?? []), ...(image.command?.words ?? [])];
  if (own.length === 0 || workload.entrypoint !== undefined) return false;
  if (workload.command === undefined) return true;
  const { words } = workload.command;
  return own.some((word) => /\w\.\w+$/.test(word) && words.includes(word));
}
