import type { DeployStep } from './deploy-step.ts';
import type { ImageRecipe } from './image-recipe.ts';
import type { Origin, Problem } from './origin.ts';
import type { Value } from './value.ts';
import type { ObjectReference, Workload } from './workload.ts';

/** Everything one source says about one side. Sources fill what they know and leave the rest empty. */
export interface Facts {
  readonly workloads: readonly Workload[];
  readonly configObjects: readonly ConfigObject[];
  readonly networkServices: readonly NetworkService[];
  readonly routes: readonly EntryRoute[];
  readonly claims: readonly Claim[];
  readonly images: readonly ImageRecipe[];
  readonly envFiles: readonly EnvFile[];
  /** Every other cluster object: known kinds that some rule asks for (HPA, PDB, NetworkPolicy) and kinds nobody knows. */
  readonly objects: readonly ClusterObject[];
  readonly problems: readonly Problem[];
  /** What a deploy does to workloads beside applying what describes them. */
  readonly deploySteps?: readonly DeployStep[];
  /** How often the source left something out by a case of the catalogue, by the number of the case. */
  readonly hidden?: Readonly<Record<string, number>>;
}

/** Something that holds keys: a ConfigMap, a Secret, whatever will produce one, a compose config or secret. */
export interface ConfigObject {
  readonly kind: 'ConfigMap' | 'Secret' | 'compose-config' | 'compose-secret';
  readonly name: string;
  readonly namespace?: string;
  readonly entries: readonly ConfigEntry[];
  /** False when keys exist that the repository does not show (ExternalSecret dataFrom, a Vault operator). */
  readonly complete: boolean;
  /** What makes it, when it is not written out: `ExternalSecret/shop-db`, `Certificate/web`, `SealedSecret/api`. */
  readonly producer?: string;
  /** `kubernetes.io/tls` and the like. */
  readonly type?: string;
  readonly immutable: boolean;
  readonly at: Origin;
}

export interface ConfigEntry {
  readonly key: string;
  readonly value: Value;
  /** binaryData: files only, never environment (N121). */
  readonly binary: boolean;
  readonly at: Origin;
}

/** A name that resolves to a workload: a Kubernetes Service, a compose service with its aliases. */
export interface NetworkService {
  readonly name: string;
  readonly namespace?: string;
  readonly kind: 'Service' | 'compose';
  readonly ports: readonly ServicePort[];
  /** Pod labels it selects; undefined = no selector (Endpoints made by hand or by somebody else). */
  readonly selector?: Readonly<Record<string, string>>;
  readonly headless: boolean;
  /** It is open from outside the cluster: of type LoadBalancer or NodePort. */
  readonly isOpen?: boolean;
  /** ExternalName services lead outside. */
  readonly externalName?: string;
  /** Other names it answers to on the same network. */
  readonly aliases: readonly string[];
  readonly at: Origin;
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  /** Container port or its name; equals `port` when left out (N040). */
  readonly targetPort: number | string;
  /** Where `targetPort` stands; left out where it does not. */
  readonly targetAt?: Origin;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly nodePort?: number;
  readonly at: Origin;
}

/** A way in from outside: one path of an Ingress, an HTTPRoute rule and the like. */
export interface EntryRoute {
  /** `Ingress/shop`, `HTTPRoute/shop`. */
  readonly object: string;
  readonly namespace?: string;
  readonly host?: string;
  readonly path: string;
  readonly pathType: 'Exact' | 'Prefix' | 'RegularExpression' | 'ImplementationSpecific';
  /** The path that the backend sees, when the route rewrites it; `unknown` when a regex decides. */
  readonly rewrite?: string;
  /** Every request that it takes becomes one for `rewrite` itself: what followed the path is lost. */
  readonly rewritesAll?: boolean;
  readonly backend: {
    readonly service: string;
    readonly namespace?: string;
    readonly port: number | string | undefined;
    readonly at: Origin;
  };
  readonly at: Origin;
}

export interface Claim {
  readonly name: string;
  readonly namespace?: string;
  readonly kind: 'PersistentVolumeClaim' | 'volumeClaimTemplate' | 'volume';
  /** Declared elsewhere (`external: true`). */
  readonly external: boolean;
  readonly at: Origin;
}

/** One dotenv file. */
export interface EnvFile {
  readonly path: string;
  /** Folder whose programs receive it; the file's own when left out. */
  readonly folder?: string;
  /** `example` files declare names; their values are nobody's (N183). */
  readonly role: 'values' | 'example';
  /** `development`, `production`, … from the name `.env.production`; undefined for `.env` and `.env.local`. */
  readonly mode?: string;
  readonly entries: readonly EnvFileEntry[];
}

export interface EnvFileEntry {
  readonly name: string;
  /** Undefined for a line with a name alone. */
  readonly value?: Value;
  readonly at: Origin;
}

export interface ClusterObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly at: Origin;
  /** The object's fields without metadata noise; never set for kinds that hold secret values. */
  readonly spec?: unknown;
  /** Objects of the same namespace that it names; left out when it names none that is known of. */
  readonly refersTo?: readonly ObjectReference[];
}

export function noFacts(): Facts {
  return {
    workloads: [],
    configObjects: [],
    networkServices: [],
    routes: [],
    claims: [],
    images: [],
    envFiles: [],
    objects: [],
    problems: [],
  };
}

/** Facts of several sources of one side, in the order given. */
export function joinFacts(all: readonly Facts[]): Facts {
  return {
    workloads: all.flatMap((facts) => facts.workloads),
    configObjects: all.flatMap((facts) => facts.configObjects),
    networkServices: all.flatMap((facts) => facts.networkServices),
    routes: all.flatMap((facts) => facts.routes),
    claims: all.flatMap((facts) => facts.claims),
    images: all.flatMap((facts) => facts.images),
    envFiles: all.flatMap((facts) => facts.envFiles),
    objects: all.flatMap((facts) => facts.objects),
    problems: all.flatMap((facts) => facts.problems),
    ...stepsIn(all),
    ...hiddenIn(all),
  };
}

function stepsIn(all: readonly Facts[]): Pick<Facts, 'deploySteps'> {
  const steps = all.flatMap(({ deploySteps }) => deploySteps ?? []);
  return steps.length === 0 ? {} : { deploySteps: steps };
}

function hiddenIn(all: readonly Facts[]): Pick<Facts, 'hidden'> {
  const counts = new Map<string, number>();
  for (const [number, count] of all.flatMap(({ hidden }) => Object.entries(hidden ?? {}))) {
    counts.set(number, (counts.get(number) ?? 0) + count);
  }
  return counts.size === 0 ? {} : { hidden: Object.fromEntries(counts) };
}
