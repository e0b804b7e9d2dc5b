import { backingOf, servicesOf, targetPortNumber } from '../../compare/backing.ts';
import { type ListeningPort, listeningPorts } from '../../compare/listening.ts';
import { eachTargetService, type TargetService } from '../each.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const portMismatch: Rule = {
  id: 'port/mismatch',
  level: 'error',
  docs: {
    detects: 'A Service of the target that sends traffic to a port on which the process does not listen.',
    why: 'Connections are refused although every pod is ready.',
    before: 'code:    app.listen(3000)\nService: targetPort: 8080',
    after: 'Service: targetPort: 3000',
    ignore: 'Something else in the pod listens there: a sidecar that is added at admission.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, (at) => {
      const neighbours = at.side.containers.filter(
        ({ workload }) => workload !== at.service.workload && workload.role !== 'init' && isSamePod(workload, at),
      );
      // Which container of a pod a port belongs to, only the pod can say.
      if (neighbours.length > 0) return [];
      const { ports } = listeningPorts(at.pair, at.service);
      const [first] = ports;
      return first === undefined ? [] : wrongPorts(at, ports, first);
    });
  },
};

function isSamePod(workload: { kind: string; name: string; namespace?: string }, at: TargetService): boolean {
  const own = at.service.workload;
  return workload.kind === own.kind && workload.name === own.name && workload.namespace === own.namespace;
}

function wrongPorts(at: TargetService, ports: readonly ListeningPort[], first: ListeningPort): RuleFinding[] {
  const { pair, service, side } = at;
  const leading = servicesOf(service.workload, side).flatMap((network) =>
    network.ports.map((port) => ({ network, port, number: targetPortNumber(port, backingOf(network, side)) })),
  );
  const meets = leading.some(({ number }) => ports.some((listening) => listening.port === number));
  return leading.flatMap(({ network, port, number }) => {
    // Port 0 and no port at all are placeholders of headless Services.
    if (number === undefined || number === 0 || ports.some((listening) => listening.port === number)) return [];
    // One port that is met shows that the knowledge is partial where it is not the code's own (metrics, management).
    if (meets && first.by !== 'code') return [];
    return [
      {
        confidence: first.by === 'code' ? ('certain' as const) : ('likely' as const),
        service: pair.name,
        environment: side.environment,
        subject: String(number),
        message: `Service ${network.name} sends port ${port.port} to ${number}; ${pair.name} listens on ${list(ports)}`,
        remedy: `set targetPort of Service ${network.name} to ${first.port}`,
        places: [place('target', port.at), place(first.by === 'code' ? 'listen' : 'expected', first.at)] as const,
      },
    ];
  });
}

function list(ports: readonly ListeningPort[]): string {
  return [...new Set(ports.map(({ port }) => port))].join(', ');
}
