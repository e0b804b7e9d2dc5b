import type { EffectiveService } from '../effective/service.ts';
import type { Facts, NetworkService } from '../shape/facts.ts';

/** A variable that the kubelet gives a pod for a Service of its namespace. */
export interface ServiceLink {
  readonly service: NetworkService;
  /** `REDIS_PORT`: an address such as `tcp://10.0.0.5:6379`, where many a program expects a number. */
  readonly isAddress: boolean;
}

const LINK = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/;

/** The Service behind a variable that Kubernetes sets by itself (N126); undefined for every other name. */
export function serviceLinkOf(name: string, { workload }: EffectiveService, facts: Facts): ServiceLink | undefined {
  if (workload.serviceLinks === false || workload.kind === 'process' || workload.kind === 'compose') return undefined;
  for (const service of facts.networkServices) {
    if (service.kind !== 'Service' || service.headless || service.externalName !== undefined) continue;
    if (service.namespace !== workload.namespace) continue;
    const rest = restAfter(`${linkName(service.name)}_`, name);
    if (
      rest !== undefined &&
      /^(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/.test(rest)
    )
      return { service, isAddress: /^PORT(_\d+_[A-Z]+)?$/.test(rest) };
  }
  return undefined;
}

function restAfter(start: string, name: string): string | undefined {
  return name.startsWith(start) ? name.slice(start.length) : undefined;
}

/** As the kubelet builds it. */
function linkName(service: string): string {
  const name = service.toUpperCase().replace(/[-.]/g, '_');
  return /^\d/.test(name) ? `_${name}` : name;
}

/** A name that the kubelet may give for a Service that nothing here shows. */
export function looksLikeServiceLink(name: string): boolean {
  return LINK.test(name);
}
