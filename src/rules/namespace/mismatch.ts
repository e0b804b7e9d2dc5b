import type { Comparison } from '../../compare/comparison.ts';
import { strayReferences } from '../../compare/config-references.ts';
import { strayHosts } from '../../compare/foreign-namespace.ts';
import { selects } from '../../pairing/similarity.ts';
import { eachTargetContainer, eachTargetService } from '../each.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const namespaceMismatch: Rule = {
  id: 'namespace/mismatch',
  level: 'error',
  levels: {
    error: 'the objects need each other, and names do not reach across namespaces',
    warning: 'the namespace that the host names may exist outside of what the repository shows',
    info: 'the reference is optional: the container starts without it',
  },
  docs: {
    detects:
      'Objects of the target that need each other and stand in different namespaces: a ConfigMap and its pod, a Service and the pods it selects, a host in another namespace and the Service of that name.',
    why: 'Names and selectors do not reach across namespaces: the container does not start, or the Service leads nowhere.',
    before: 'Deployment web in namespace shop, ConfigMap web in namespace default',
    after: 'both in namespace shop',
    ignore: 'The namespace is set by the tool that deploys.',
  },
  check({ comparison }) {
    return [...configMaps(comparison), ...services(comparison), ...hosts(comparison)];
  },
};

function configMaps(comparison: Comparison): RuleFinding[] {
  return eachTargetContainer(comparison, ({ container, name, side }) =>
    strayReferences('ConfigMap', container, side.facts).map(({ objectName, optional, at, elsewhere }) => ({
      level: optional ? 'info' : 'error',
      service: name,
      environment: side.environment,
      subject: objectName,
      message: `${container.workload.id} is in namespace ${container.workload.namespace ?? 'default'}; ConfigMap ${objectName} is in ${elsewhere.namespace ?? 'default'}`,
      remedy: `put both into one namespace`,
      places: [place('reference', at), place('target', elsewhere.at)],
    })),
  );
}

function services({ target, services: pairs }: Comparison): RuleFinding[] {
  return (target?.facts.networkServices ?? []).flatMap((service) => {
    if (service.kind !== 'Service' || service.selector === undefined) return [];
    if (target?.facts.workloads.some((workload) => selects(service, workload))) return [];
    const other = target?.facts.workloads.find((workload) =>
      selects({ ...service, ...namespaceOf(workload.namespace) }, workload),
    );
    if (target === undefined || other === undefined) return [];
    return [
      {
        service: pairs.find((pair) => pair.target?.workload === other)?.name ?? service.name,
        environment: target.environment,
        subject: service.name,
        message: `Service ${service.name} is in namespace ${service.namespace ?? 'default'}; the pods it selects are in ${other.namespace ?? 'default'}`,
        remedy: 'put both into one namespace',
        places: [place('target', service.at), place('expected', other.at)] as const,
      },
    ];
  });
}

/** The application may run in several namespaces, one of which the repository does not show. */
function hosts(comparison: Comparison): RuleFinding[] {
  return eachTargetService(comparison, ({ pair, side }) =>
    strayHosts(pair, side).map(({ dependency: { endpoint, variable, at }, named, own }) => ({
      level: 'warning',
      confidence: 'likely',
      service: pair.name,
      environment: side.environment,
      subject: variable ?? endpoint.host,
      message: `${variable ?? `the code of ${pair.name}`} leads to ${endpoint.host}, in namespace ${named}; Service ${own.name} is in ${own.namespace ?? 'default'}, as all of ${side.environment} is`,
      remedy: `use ${own.name}${own.namespace === undefined ? '' : ` or ${own.name}.${own.namespace}`}`,
      places: [place(variable === undefined ? 'call' : 'target', at), place('expected', own.at)],
    })),
  );
}

function namespaceOf(namespace: string | undefined): { namespace: string } | Record<string, never> {
  return namespace === undefined ? {} : { namespace };
}
