import type { EffectiveService } from '../effective/service.ts';
import type { Origin } from '../shape/origin.ts';
import { resolveCodeValue } from './code-value.ts';
import type { ServicePair } from './comparison.ts';

/** A port that the process is known to listen on, and where that is said. */
export interface ListeningPort {
  readonly port: number;
  readonly at: Origin;
  readonly by: 'code' | 'image' | 'compose';
}

export interface Listening {
  readonly ports: readonly ListeningPort[];
  /** Nothing else can be listening: the code says every port, and each is known on this side. */
  readonly isComplete: boolean;
}

/** Ports of debuggers: opened by a flag during development, never served (node, Python, Java, Go). */
const DEBUG_PORTS = new Set([9229, 9230, 5678, 5005, 40000, 2345]);

/**
 * The ports a service listens on, on one side: what its code says with the environment of that side; else EXPOSE of its
 * image; else the container ports that compose publishes.
 */
export function listeningPorts(pair: ServicePair, side: EffectiveService): Listening {
  const fromCode = pair.code.listens.map((listen) => ({ listen, resolved: resolveCodeValue(listen.port, side) }));
  const known = fromCode.flatMap(({ listen, resolved }) => {
    const port = resolved.kind === 'known' ? portIn(resolved.text) : undefined;
    return port === undefined ? [] : [{ port, at: listen.at, by: 'code' as const }];
  });
  if (known.length > 0)
    return { ports: known, isComplete: known.length === fromCode.length && pair.codeCoverage === 'read' };
  if (fromCode.length > 0) return { ports: [], isComplete: false };
  const exposed = side.image?.exposes.map(({ port, at }) => ({ port, at, by: 'image' as const })) ?? [];
  if (exposed.length > 0) return { ports: exposed, isComplete: false };
  const declared = (pair.local?.workload.ports ?? [])
    .filter((port) => !DEBUG_PORTS.has(port.port))
    .map(({ port, at }) => ({ port, at, by: 'compose' as const }));
  return { ports: declared, isComplete: false };
}

/** `8080`, `:8080`, `0.0.0.0:8080`, `[::]:8080`. */
function portIn(text: string): number | undefined {
  const match = /(?:^|:)(\d{1,5})$/.exec(text.trim());
  const port = match ? Number(match[1]) : Number.NaN;
  return port > 0 && port < 65_536 ? port : undefined;
}

export function isDebugPort(port: number): boolean {
  return DEBUG_PORTS.has(port);
}
