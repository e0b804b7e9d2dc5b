// https://kubernetes.io/docs/concepts/services-networking/network-policies/
import type { ClusterObject, Facts, NetworkService } from '../shape/facts.ts';
import type { Workload } from '../shape/workload.ts';
import { backingOf, targetPortNumber } from './backing.ts';
import type { Side } from './comparison.ts';
import { all, any, isRecord, type Match, matchesLabels } from './label-selector.ts';

/** A connection inside the cluster, from pod to pod. */
export interface Connection {
  readonly from: Workload;
  readonly to: Workload;
  /** Port of the pod, behind the Service; undefined when it is not known. */
  readonly port: number | undefined;
}

export interface Block {
  readonly policy: ClusterObject;
  /** Where it is held up; `both` where letting it in would not do. */
  readonly direction: 'Ingress' | 'Egress' | 'both';
}

type Direction = Exclude<Block['direction'], 'both'>;

/** What keeps a pod from every pod behind a Service, on the port that it asks or on all of them where it asks none. */
export function blockBefore(
  network: NetworkService,
  { from, wanted }: { readonly from: Workload; readonly wanted: number | undefined },
  side: Side,
): (Block & { readonly to: Workload }) | undefined {
  const backing = backingOf(network, side);
  const asked = network.ports.filter(({ port }) => wanted === undefined || port === wanted);
  const ports = asked.length > 0 ? asked.map((port) => targetPortNumber(port, backing)) : [wanted];
  const blocks = backing.flatMap(({ workload: to }) =>
    ports.map((port) => {
      const block = blockOf({ from, to, port }, side.facts);
      return block && { ...block, to };
    }),
  );
  return blocks.every((block) => block !== undefined) ? blocks[0] : undefined;
}

/** The policy that keeps a connection from being made; undefined where one may let it through, or none holds it up. */
export function blockOf(connection: Connection, { objects }: Facts): Block | undefined {
  const policies = objects.filter(({ kind }) => /NetworkPolicy$/.test(kind));
  // Policies of network plugins allow and deny by rules of their own.
  if (policies.some(({ apiVersion, kind }) => kind !== 'NetworkPolicy' || !apiVersion.startsWith('networking.k8s.io/')))
    return undefined;
  const [isIn, isOut] = [blockFrom('Ingress', connection, policies), blockFrom('Egress', connection, policies)];
  return isIn && isOut ? { ...isIn, direction: 'both' } : (isIn ?? isOut);
}

function blockFrom(
  direction: Direction,
  connection: Connection,
  policies: readonly ClusterObject[],
): Block | undefined {
  const pod = direction === 'Ingress' ? connection.to : connection.from;
  const about = policies.flatMap((policy) => {
    const isSelected = selectsPod(policy, pod, direction);
    return isSelected === 'no' ? [] : [{ policy, isSelected }];
  });
  const [isolating] = about.filter(({ isSelected }) => isSelected === 'yes');
  if (isolating === undefined) return undefined;
  // Policies add up: what one of them lets through is let through.
  const isAllowed = any(about.map(({ policy }) => allows(policy, connection, direction)));
  return isAllowed === 'no' ? { policy: isolating.policy, direction } : undefined;
}

function selectsPod({ spec, namespace }: ClusterObject, pod: Workload, direction: Direction): Match {
  if (!isRecord(spec)) return 'unknown';
  const isOfType = typesOf(spec).includes(direction);
  return all([
    isOfType ? 'yes' : 'no',
    sameNamespace(namespace, pod.namespace),
    matchesLabels(spec.podSelector ?? {}, pod.labels),
  ]);
}

/** Without `policyTypes` a policy is about what comes in, and about what goes out when it has rules for that. */
function typesOf({ policyTypes, egress }: Readonly<Record<string, unknown>>): readonly unknown[] {
  if (Array.isArray(policyTypes) && policyTypes.length > 0) return policyTypes;
  return Array.isArray(egress) && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function allows(policy: ClusterObject, connection: Connection, direction: Direction): Match {
  const { spec } = policy;
  if (!isRecord(spec)) return 'unknown';
  const rules = (direction === 'Ingress' ? spec.ingress : spec.egress) ?? [];
  if (!Array.isArray(rules)) return 'unknown';
  const peer = direction === 'Ingress' ? connection.from : connection.to;
  return any(
    rules.map((rule): Match => {
      // An empty rule, `- {}`, lets everything through.
      if (!isRecord(rule)) return rule === null ? 'yes' : 'unknown';
      const peers = (direction === 'Ingress' ? rule.from : rule.to) ?? [];
      const ports = rule.ports ?? [];
      if (!Array.isArray(peers) || !Array.isArray(ports)) return 'unknown';
      const isPeer = peers.length === 0 ? 'yes' : any(peers.map((each) => admits(each, peer, policy.namespace)));
      const isPort = ports.length === 0 ? 'yes' : any(ports.map((each) => opens(each, connection)));
      return all([isPeer, isPort]);
    }),
  );
}

function admits(peer: unknown, pod: Workload, own: string | undefined): Match {
  // Addresses of pods are nobody's to know; and the API server refuses a peer that says nothing.
  if (!isRecord(peer) || peer.ipBlock !== undefined || Object.keys(peer).length === 0) return 'unknown';
  const isInNamespace =
    peer.namespaceSelector === undefined
      ? sameNamespace(own, pod.namespace)
      : matchesNamespace(peer.namespaceSelector, pod.namespace);
  return all([isInNamespace, matchesLabels(peer.podSelector ?? {}, pod.labels)]);
}

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** Of a namespace its name is known, which it carries as a label; other labels may be given by anyone. */
function matchesNamespace(selector: unknown, namespace: string | undefined): Match {
  if (!isRecord(selector)) return 'unknown';
  const { matchLabels = {}, matchExpressions = [] } = selector;
  if (!isRecord(matchLabels) || !Array.isArray(matchExpressions)) return 'unknown';
  const keys = [
    ...Object.keys(matchLabels),
    ...matchExpressions.map((expression) => (isRecord(expression) ? expression.key : undefined)),
  ];
  if (keys.length === 0) return matchesLabels(selector, {});
  const isByName = keys.every((key) => key === NAME_LABEL) && namespace !== undefined;
  return isByName ? matchesLabels(selector, { [NAME_LABEL]: namespace }) : 'unknown';
}

/** Manifests may leave the namespace to the command line. */
function sameNamespace(left: string | undefined, right: string | undefined): Match {
  if (left === right) return 'yes';
  return left === undefined || right === undefined ? 'unknown' : 'no';
}

function opens(entry: unknown, { to, port }: Connection): Match {
  if (!isRecord(entry) || (entry.protocol !== undefined && typeof entry.protocol !== 'string')) return 'unknown';
  if ((entry.protocol ?? 'TCP') !== 'TCP') return 'no';
  if (entry.port === undefined) return 'yes';
  if (port === undefined) return 'unknown';
  const first = portNumber(entry.port, to);
  if (first === undefined) return 'unknown';
  const last = typeof entry.endPort === 'number' ? entry.endPort : first;
  return port >= first && port <= last ? 'yes' : 'no';
}

function portNumber(port: unknown, pod: Workload): number | undefined {
  if (typeof port === 'number') return port;
  return pod.ports.find(({ name }) => name !== undefined && name === port)?.port;
}
