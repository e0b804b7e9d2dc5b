import { backingOf, targetPortNumber } from '../../compare/backing.ts';
import { serviceNameOf } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const serviceNoEndpoints: Rule = {
  id: 'service/no-endpoints',
  level: 'error',
  levels: {
    error: 'no pod has the port that the Service leads to',
    warning: 'the pods are there and are scaled to nothing',
  },
  absentFrom: ['target'],
  docs: {
    detects: 'A Service of the target whose pods do not name the port it wants, or of whose pods none is meant to run.',
    why: 'The port has no endpoints: connections are refused.',
    before: 'Service:    targetPort: http\nDeployment: ports: [{containerPort: 8080, name: web}]',
    after: 'Deployment: ports: [{containerPort: 8080, name: http}]',
    ignore: 'The workload is scaled up by something outside (KEDA, an operator).',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined) return [];
    return target.facts.networkServices.flatMap((service) => {
      const backing = backingOf(service, target);
      const [first] = backing;
      if (service.kind !== 'Service' || first === undefined) return [];
      const name = serviceNameOf(first, comparison);
      const shared = { service: name, environment: target.environment };
      const unnamed = service.ports.flatMap((port) =>
        // The name of a headless Service leads to its pods whatever its ports are.
        service.headless || targetPortNumber(port, backing) !== undefined
          ? []
          : [
              {
                ...shared,
                subject: service.name,
                message: `Service ${service.name} sends port ${port.port} to the port called ${port.targetPort}, which ${first.workload.id} does not have`,
                remedy: `name the container port ${port.targetPort} in ${first.workload.id}, or use its number`,
                places: [place('target', port.targetAt ?? port.at), place('expected', first.workload.at)] as const,
              },
            ],
      );
      const stopped = backing.every(({ workload }) => workload.replicas?.count === 0)
        ? first.workload.replicas
        : undefined;
      if (stopped === undefined || isScaled(first.workload.name, target.facts.objects)) return unnamed;
      return [
        ...unnamed,
        {
          ...shared,
          level: 'warning' as const,
          subject: service.name,
          message: `Service ${service.name} leads to ${first.workload.id}, which runs no replica`,
          remedy: `set replicas of ${first.workload.id}`,
          places: [place('target', stopped.at), place('expected', service.at)] as const,
        },
      ];
    });
  },
};

function isScaled(workload: string, objects: readonly { kind: string; spec?: unknown }[]): boolean {
  return objects.some(
    ({ kind, spec }) =>
      /^(HorizontalPodAutoscaler|ScaledObject)$/.test(kind) && JSON.stringify(spec ?? '').includes(`"${workload}"`),
  );
}
