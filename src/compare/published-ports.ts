import type { EffectiveService } from '../effective/service.ts';
import type { DeclaredPort } from '../shape/workload.ts';
import type { ServicePair } from './comparison.ts';
import { isDebugPort, type ListeningPort, listeningPorts } from './listening.ts';

/** A port that compose leads to, and on which the process does not listen. */
export interface UnheardPort {
  readonly port: DeclaredPort;
  readonly listens: ListeningPort;
}

/**
 * What compose publishes of a service whose own code says where it listens, and that none of it meets. One port that
 * is met shows that the others are for something else; what runs by another program listens where that likes.
 */
export function unheardPorts(pair: ServicePair): UnheardPort[] {
  const { local } = pair;
  if (local === undefined || local.workload.kind !== 'compose' || pair.codeCoverage !== 'read') return [];
  const published = local.workload.ports.filter(
    ({ internal, protocol, port }) => !internal && protocol === 'TCP' && !isDebugPort(port),
  );
  const { ports, isStated } = listeningPorts(pair, local);
  const [first] = ports;
  if (first === undefined || !isStated || !ports.every(({ by }) => by === 'code')) return [];
  // A listener whose port is not known here may be the one that is meant.
  if (pair.code.listens.length !== ports.length || !runsItsOwnCommand(local)) return [];
  if (published.some(({ port }) => ports.some((other) => other.port === port))) return [];
  return published.map((port) => ({ port, listens: first }));
}

/** The image of its own, started as the image says, or its own file with other flags: a debugger, a watcher. */
function runsItsOwnCommand({ workload, image }: EffectiveService): boolean {
  const own = image === undefined ? [] : [...(image.entrypoint?.words ?? []), ...(image.command?.words ?? [])];
  if (own.length === 0 || workload.entrypoint !== undefined) return false;
  if (workload.command === undefined) return true;
  const { words } = workload.command;
  return own.some((word) => /\w\.\w+$/.test(word) && words.includes(word));
}
