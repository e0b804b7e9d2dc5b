import { backingOf, servicesOf, targetPortNumber } from '../../compare/backing.ts';
import type { Comparison, ServicePair } from '../../compare/comparison.ts';
import { type Listening, type ListeningPort, listeningPorts } from '../../compare/listening.ts';
import { loopbackListen } from '../../compare/loopback.ts';
import { unheardPorts } from '../../compare/published-ports.ts';
import type { EffectiveService } from '../../effective/service.ts';
import type { ListenPort } from '../../shape/code-facts.ts';
import type { Workload } from '../../shape/workload.ts';
import { eachTargetService, type TargetService } from '../each.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

const MOST_SHOWN = 3;

export const portMismatch: Rule = {
  id: 'port/mismatch',
  level: 'error',
  levels: {
    error: 'connections are refused on the port that the Service, or what the target publishes, leads to',
    warning: 'it is the local side that leads to a port on which nothing listens',
  },
  declared: ['port'],
  docs: {
    detects:
      'A Service of the target that sends traffic to a port on which the process does not listen, such a port that compose publishes on either side, or a port that parity.yaml requires and nothing leads to.',
    why: 'Connections are refused although every pod is ready.',
    before: 'code:    app.listen(3000)\nService: targetPort: 8080',
    after: 'Service: targetPort: 3000',
    ignore: 'Something else in the pod listens there: a sidecar that is added at admission.',
  },
  check({ comparison }) {
    const led = eachTargetService(comparison, (at) => {
      const listening = listeningPorts(at.pair, at.service);
      const closed = loopbackListen(at.pair, at.service, listening);
      return closed === undefined ? wrongPorts(at, listening) : closedPorts(at, closed);
    });
    return [...led, ...publishedPorts(comparison)];
  },
};

/** What compose publishes leads to a port on which the process does not listen. */
function publishedPorts({ local, target, services }: Comparison): RuleFinding[] {
  return services.flatMap((pair) => [
    ...(local && pair.local ? publishedOf(pair, pair.local, local.environment) : []),
    ...(target && pair.target ? publishedOf(pair, pair.target, target.environment) : []),
  ]);
}

function publishedOf(pair: ServicePair, service: EffectiveService, environment: string): RuleFinding[] {
  const isLocal = service === pair.local;
  return unheardPorts(pair, service).map(({ port, listens }) => ({
    level: isLocal ? ('warning' as const) : ('error' as const),
    confidence: 'likely' as const,
    service: pair.name,
    environment,
    subject: String(port.port),
    message: `compose publishes port ${port.port} of ${pair.name}, which listens on ${listens.port}`,
    remedy: `publish ${listens.port} of ${pair.name}`,
    places: [place(isLocal ? 'local' : 'target', port.at), place('listen', listens.at)] as const,
  }));
}

/** Containers of a pod that watch, ship or fetch for the others and take no traffic of a Service. */
const ATTENDANT =
  /(fluent|filebeat|vector|promtail|log|agent|exporter|vault|sql-?proxy|otel|collector|reload|git-?sync|backup|xray|jaeger)/i;

/** Whether another container of the pod may be the one that a port leads to. */
function isNeighbours({ service, side }: TargetService, number: number): boolean {
  const own = service.workload;
  return side.containers.some(({ workload }) => {
    if (workload === own || workload.role === 'init' || !isSamePod(workload, own)) return false;
    if (workload.ports.length > 0) return workload.ports.some(({ port }) => port === number);
    return !ATTENDANT.test(`${workload.container} ${workload.image?.text ?? ''}`);
  });
}

function isSamePod(workload: Workload, own: Workload): boolean {
  return workload.kind === own.kind && workload.name === own.name && workload.namespace === own.namespace;
}

function wrongPorts(at: TargetService, { ports, isStated, isPartial }: Listening): RuleFinding[] {
  const { pair, service, side } = at;
  const [first] = ports;
  if (first === undefined || isPartial === true) return [];
  const isHeard = (number: number | undefined) => ports.some(({ port }) => port === number);
  // A headless Service sends no traffic: its clients ask the pods, and its port is a placeholder.
  const leading = servicesOf(service.workload, side)
    .filter(({ headless }) => !headless)
    .flatMap((network) =>
      network.ports.map((port) => ({ network, port, number: targetPortNumber(port, backingOf(network, side)) })),
    );
  const meets = leading.some(({ number }) => isHeard(number));
  return leading.flatMap(({ network, port, number }) => {
    if (number === undefined || number === 0 || port.protocol === 'UDP' || isHeard(number)) return [];
    if (isNeighbours(at, number)) return [];
    // One port that is met shows that what is declared is only a part (metrics, management).
    if (!isStated && (meets || isOnlyUnpublished(at, number, first.by))) return [];
    return [
      {
        confidence: isStated ? ('certain' as const) : ('likely' as const),
        service: pair.name,
        environment: side.environment,
        subject: String(number),
        message: `Service ${network.name} sends port ${port.port} to ${number}; ${pair.name} listens on ${list(ports)}`,
        remedy: `set targetPort of Service ${network.name} to ${first.port}`,
        ...(ports.length === 1 &&
          port.targetAt && { mends: [[{ kind: 'value', at: port.targetAt, to: `${first.port}` }]] }),
        places: [place('target', port.targetAt ?? port.at), place(isStated ? 'listen' : 'expected', first.at)] as const,
      },
    ];
  });
}

/** The process listens, and only to itself. */
function closedPorts(at: TargetService, closed: Pick<ListenPort, 'at'>): RuleFinding[] {
  const { pair, service, side } = at;
  return servicesOf(service.workload, side).flatMap((network) =>
    network.ports.flatMap((port) => {
      const number = targetPortNumber(port, backingOf(network, side));
      if (number === undefined || number === 0 || isNeighbours(at, number)) return [];
      return [
        {
          service: pair.name,
          environment: side.environment,
          subject: String(number),
          message: `Service ${network.name} sends port ${port.port} to ${number}; ${pair.name} listens on the loopback interface alone`,
          remedy: `let ${pair.name} listen on all interfaces (0.0.0.0)`,
          places: [place('listen', closed.at), place('target', port.targetAt ?? port.at)] as const,
        },
      ];
    }),
  );
}

/** An image from elsewhere may open more ports than compose publishes; its manifest knows them. */
function isOnlyUnpublished({ pair, service }: TargetService, number: number, by: ListeningPort['by']): boolean {
  const isOwn = pair.local?.workload.build !== undefined || pair.codeCoverage !== 'none';
  return by === 'compose' && !isOwn && service.workload.ports.some(({ port }) => port === number);
}

function list(ports: readonly ListeningPort[]): string {
  const numbers = [...new Set(ports.map(({ port }) => port))];
  const shown = numbers.slice(0, MOST_SHOWN).join(', ');
  return numbers.length > MOST_SHOWN ? `${shown} and others` : shown;
}
