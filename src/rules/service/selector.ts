import { selects } from '../../pairing/similarity.ts';
import { place, type Rule } from '../rule.ts';

export const serviceSelector: Rule = {
  id: 'service/selector',
  level: 'error',
  absentFrom: ['target'],
  docs: {
    detects: 'A Service of the target whose selector matches no pod of the target.',
    why: 'The Service has no endpoints: whoever calls it waits for nothing.',
    before: 'Service: selector: {app: shop-web}\nDeployment: template: labels: {app: web}',
    after: 'Service: selector: {app: web}',
    ignore: 'The pods come from another repository or an operator.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined || target.facts.workloads.length === 0) return [];
    const { workloads, networkServices } = target.facts;
    return networkServices.flatMap((service) => {
      if (service.kind !== 'Service' || service.selector === undefined || Object.keys(service.selector).length === 0)
        return [];
      if (service.externalName !== undefined || workloads.some((workload) => selects(service, workload))) return [];
      // In another namespace it is namespace/mismatch.
      const elsewhere = workloads.some((workload) =>
        selects({ ...service, ...(workload.namespace !== undefined && { namespace: workload.namespace }) }, workload),
      );
      if (elsewhere) return [];
      const meant =
        workloads.find((workload) => workload.name === service.name) ??
        workloads.find((workload) => sharesLabel(service.selector ?? {}, workload.labels));
      if (meant === undefined && target.facts.objects.some((object) => /Cluster|operator/i.test(object.kind)))
        return [];
      return [
        {
          confidence: meant === undefined ? ('likely' as const) : ('certain' as const),
          service: comparison.services.find((pair) => pair.target?.workload === meant)?.name ?? service.name,
          environment: target.environment,
          subject: service.name,
          message: `the selector of Service ${service.name} matches no pod${meant ? `; ${meant.id} has other labels` : ''}`,
          remedy: meant
            ? `make the selector of Service ${service.name} match the labels of ${meant.id}`
            : `correct the selector of Service ${service.name}, or remove it`,
          places: [place('target', service.at), ...(meant ? [place('expected', meant.at)] : [])] as const,
        },
      ];
    });
  },
};

function sharesLabel(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).some(([key, value]) => labels[key] === value);
}
