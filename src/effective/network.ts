import type { Facts, NetworkService } from '../shape/facts.ts';
import type { Workload } from '../shape/workload.ts';

/** What a host name leads to, seen from a container of one side. */
export type Resolution =
  | { readonly kind: 'service'; readonly service: NetworkService }
  /** The container itself, or another one of its pod. */
  | { readonly kind: 'loopback' }
  /** The machine that runs the containers: `host.docker.internal`. */
  | { readonly kind: 'host-machine' }
  /** A public or company name or an address: nothing here can tell whether it answers. */
  | { readonly kind: 'outside' }
  /** A name that only this side could give, and it does not. */
  | { readonly kind: 'nobody' };

export interface Network {
  resolve(host: string, from: Workload): Resolution;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|0\.0\.0\.0|\[::1?\])$/;
const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:]+)$/i;
const CLUSTER_NAME = /^([a-z0-9-]+)(?:\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?)?)?\.?$/i;
const POD_NAME = /^[a-z0-9-]+-\d+\.([a-z0-9-]+(?:\..+)?)$/i;

/** The names that the services of one side answer to. */
export function networkOf(facts: Facts): Network {
  const isCluster =
    facts.networkServices.some((service) => service.kind === 'Service') ||
    !facts.workloads.some((w) => w.kind === 'compose');
  return {
    resolve(host, from) {
      const name = host.toLowerCase();
      if (LOOPBACK.test(name)) return { kind: 'loopback' };
      if (/^(host\.docker\.internal|gateway\.docker\.internal|host\.minikube\.internal)$/.test(name))
        return { kind: 'host-machine' };
      if (ADDRESS.test(name) || from.extraHosts.includes(name)) return { kind: 'outside' };
      return isCluster ? resolveInCluster(name, from, facts) : resolveInCompose(name, facts);
    },
  };
}

function resolveInCompose(name: string, facts: Facts): Resolution {
  const service = facts.networkServices.find((candidate) => answersTo(candidate, name));
  if (service) return { kind: 'service', service };
  return name.includes('.') ? { kind: 'outside' } : { kind: 'nobody' };
}

function answersTo(service: NetworkService, name: string): boolean {
  return service.name.toLowerCase() === name || service.aliases.some((alias) => alias.toLowerCase() === name);
}

/** `db`, `db.shop`, `db.shop.svc`, `db.shop.svc.cluster.local`, and pods of headless services (N192). */
function resolveInCluster(name: string, from: Workload, facts: Facts): Resolution {
  const short = CLUSTER_NAME.exec(POD_NAME.exec(name)?.[1] ?? name);
  const isClusterName = /\.svc(\.cluster\.local)?\.?$/.test(name);
  if (short === null) return { kind: isClusterName ? 'nobody' : 'outside' };
  const [, service = '', namespace] = short;
  const found = facts.networkServices.find(
    (candidate) => answersTo(candidate, service) && isSameNamespace(candidate.namespace, namespace, from.namespace),
  );
  if (found) return { kind: 'service', service: found };
  if (isMadeByOperator(service, facts)) return { kind: 'outside' };
  if (namespace === undefined) return { kind: 'nobody' };
  // `db.other` could be a public domain or another namespace's Service: only the target's own namespaces can be judged.
  const isOwnNamespace =
    namespace === from.namespace || facts.workloads.some((workload) => workload.namespace === namespace);
  return isOwnNamespace ? { kind: 'nobody' } : { kind: 'outside' };
}

/** Manifests may leave the namespace to the command line: an unknown one fits every name. */
function isSameNamespace(candidate: string | undefined, named: string | undefined, own: string | undefined): boolean {
  if (named !== undefined) return candidate === undefined || candidate === named;
  return candidate === own || candidate === undefined || own === undefined;
}

const BUILT_IN = /^(v1|(apps|batch|policy|autoscaling|extensions)\/.*|[\w.-]+\.k8s\.io\/.*)$/;
/** Custom kinds that answer to no name: monitoring, certificates, secrets, routes, scaling. */
const NO_SERVER =
  /^(monitoring\.coreos\.com|cert-manager\.io|acme\.cert-manager\.io|external-secrets\.io|bitnami\.com|networking\.istio\.io|security\.istio\.io|traefik\.(io|containo\.us)|keda\.sh|kyverno\.io|secrets\.hashicorp\.com|cilium\.io|getambassador\.io|projectcontour\.io|cloud\.google\.com|networking\.gke\.io|kustomize\..*)\//;

/**
 * Whether an operator may make a Service, or an account, of this name out of a custom object: `ledger` gives `ledger-rw`,
 * `ledger-kafka-bootstrap`.
 */
export function isMadeByOperator(service: string, { objects, workloads }: Facts): boolean {
  const makers = objects.filter(({ apiVersion }) => !BUILT_IN.test(apiVersion) && !NO_SERVER.test(apiVersion));
  // A Service of Knative answers to its own name.
  const runs = workloads.filter(({ kind, id }) => kind === 'custom' && /^(Inference)?Service\//.test(id));
  return [...makers, ...runs].some(({ name }) => `${service}-`.startsWith(`${name.toLowerCase()}-`));
}
