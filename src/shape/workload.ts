import type { Origin } from './origin.ts';
import type { Value } from './value.ts';

/**
 * One container that a side runs: a compose service, a container of a Kubernetes workload, a Procfile process.
 * Plain data as its source states it; `effective/` works out what the process really receives.
 */
export interface Workload {
  /** Unique within its side: `web` for compose, `Deployment/shop-web` or `Deployment/shop-web/nginx` for Kubernetes. */
  readonly id: string;
  readonly kind: WorkloadKind;
  /** Compose service key or object name. */
  readonly name: string;
  readonly namespace?: string;
  /** Container name; the service key for compose. */
  readonly container: string;
  /** `init` runs before, `sidecar` is an init container with restartPolicy Always. */
  readonly role: 'main' | 'init' | 'sidecar';
  readonly at: Origin;
  readonly image?: ImageReference;
  readonly build?: BuildReference;
  /** Labels of the pod template (Kubernetes) or of the service (compose). */
  readonly labels: Readonly<Record<string, string>>;
  /** In the order in which they apply; a later step wins. */
  readonly environment: readonly EnvironmentStep[];
  /** A file that also sets variables (compose `env_file`) was not read: a name that no step sets may stand in it. */
  readonly hasUnreadVariables?: boolean;
  readonly ports: readonly DeclaredPort[];
  readonly mounts: readonly Mount[];
  readonly probes: readonly Probe[];
  /** Replaces the image's ENTRYPOINT. Kubernetes `command`, compose `entrypoint`. */
  readonly entrypoint?: CommandLine;
  /** Replaces the image's CMD. Kubernetes `args`, compose `command`. */
  readonly command?: CommandLine;
  /** Services that must be up before: compose `depends_on`, `links`. */
  readonly dependsOn: readonly string[];
  readonly schedule?: Schedule;
  /** It runs to its end around each deploy and is not there in between: a Helm or Argo CD hook. */
  readonly isHook?: boolean;
  readonly replicas?: { readonly count: number; readonly at: Origin };
  readonly resources?: Resources;
  /** Compose `stop_grace_period`, Kubernetes `terminationGracePeriodSeconds`, in seconds. */
  readonly stopGrace?: { readonly seconds: number; readonly at: Origin };
  /** Compose profiles that gate the service; empty = always on. */
  readonly profiles: readonly string[];
  /** Set by Kubernetes unless the pod says `enableServiceLinks: false`. */
  readonly serviceLinks?: boolean;
  /** Names it answers to besides its own: compose aliases, hostname, container_name. */
  readonly aliases: readonly string[];
  /** Other names that resolve inside it: compose `extra_hosts`, Kubernetes `hostAliases`. */
  readonly extraHosts: readonly string[];
  /** Objects that its pod needs by name, besides what it is given: its account, pull credentials, governing Service. */
  readonly refersTo?: readonly ObjectReference[];
}

/** An object of the same namespace, by its name. */
export interface ObjectReference {
  readonly kind: string;
  readonly name: string;
  readonly at: Origin;
}

export type WorkloadKind =
  | 'compose'
  | 'process'
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ReplicaSet'
  | 'ReplicationController'
  | 'Pod'
  | 'Job'
  | 'CronJob'
  /** A custom kind that embeds a pod template (Rollout, Knative Service, ScaledJob, …); its kind stands in `id`. */
  | 'custom';

export interface ImageReference {
  readonly text: string;
  readonly at: Origin;
  /** Parts of the text that came from interpolation: compose `${TAG}`; such a tag is chosen at deploy time. */
  readonly variables?: readonly { readonly name: string; readonly at: Origin }[];
  /** Where a deploy chooses the tag, whatever stands here. */
  readonly setByDeploy?: Origin;
}

export interface BuildReference {
  /** Build context below the repository's root; `.` for the root itself. */
  readonly context: string;
  /** Path of the Dockerfile below the repository's root. */
  readonly dockerfile: string;
  /** Stage to build; the last one when left out. */
  readonly target?: { readonly stage: string; readonly at: Origin };
  readonly args: Readonly<Record<string, Value>>;
  readonly at: Origin;
}

export type EnvironmentStep =
  /** A value as written. `expand`: Kubernetes expands `$(NAME)` in it; compose values arrive interpolated. */
  | {
      readonly kind: 'set';
      readonly name: string;
      readonly value: Value;
      readonly expand: boolean;
      readonly at: Origin;
    }
  /** Compose `KEY` without a value that nothing resolves: taken away even when the image sets it. */
  | { readonly kind: 'unset'; readonly name: string; readonly at: Origin }
  /** One key of a ConfigMap or Secret. */
  | {
      readonly kind: 'reference';
      readonly name: string;
      readonly object: ConfigKind;
      readonly objectName: string;
      readonly key: string;
      readonly optional: boolean;
      readonly at: Origin;
    }
  /** All keys of a ConfigMap or Secret. */
  | {
      readonly kind: 'import';
      readonly object: ConfigKind;
      readonly objectName: string;
      readonly prefix: string;
      readonly optional: boolean;
      readonly at: Origin;
    };

export type ConfigKind = 'ConfigMap' | 'Secret';

export interface DeclaredPort {
  /** Container port. */
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly name?: string;
  /** Host side of a compose port; says nothing about the container. */
  readonly published?: string;
  readonly hostIp?: string;
  /** `expose` of compose: reachable by the other services only. */
  readonly internal: boolean;
  readonly at: Origin;
}

export interface Mount {
  /** Where the container sees it. */
  readonly path: string;
  readonly source: MountSource;
  readonly subPath?: string;
  readonly readOnly: boolean;
  readonly at: Origin;
}

export type MountSource =
  /** Outlives the container: compose named volume, Kubernetes claim or claim template. */
  | { readonly kind: 'persistent'; readonly name: string; readonly via: 'volume' | 'claim' | 'claimTemplate' }
  /** Dies with the container or pod: emptyDir, tmpfs, anonymous volume. */
  | { readonly kind: 'ephemeral'; readonly name?: string; readonly memory: boolean }
  /** A path of the host: compose bind mount, hostPath. `local` is the path below the repository's root, when inside it. */
  | { readonly kind: 'host'; readonly path: string; readonly local?: string }
  | {
      readonly kind: 'config';
      readonly object: ConfigKind | 'compose-config' | 'compose-secret';
      readonly objectName: string;
      /** key → file name below the mount path; all keys under their own name when left out. */
      readonly items?: Readonly<Record<string, string>>;
      readonly optional: boolean;
    }
  /** CSI, projected tokens, downward API, NFS and the rest: there, and not ours to judge. */
  | { readonly kind: 'other'; readonly what: string };

export interface Probe {
  readonly role: 'healthcheck' | 'liveness' | 'readiness' | 'startup';
  readonly action: ProbeAction;
  readonly timing: ProbeTiming;
  readonly at: Origin;
}

/** `portAt` and `pathAt`: where the action says the port and the path; left out where it does not. */
export type ProbeAction =
  | {
      readonly kind: 'http';
      readonly port: number | string;
      readonly path: string;
      readonly host?: string;
      readonly portAt?: Origin;
      readonly pathAt?: Origin;
    }
  | { readonly kind: 'tcp'; readonly port: number | string; readonly portAt?: Origin }
  | { readonly kind: 'grpc'; readonly port: number; readonly portAt?: Origin }
  /** `requests`: HTTP requests that the command makes to the own container, as far as they can be read off it. */
  | {
      readonly kind: 'command';
      readonly command: CommandLine;
      readonly requests: readonly { port: number; path: string }[];
    }
  | { readonly kind: 'disabled' };

/** All in seconds; absent = the platform's default. */
export interface ProbeTiming {
  readonly initialDelay?: number;
  readonly period?: number;
  readonly timeout?: number;
  readonly failureThreshold?: number;
}

export interface CommandLine {
  /** Exec form. The shell form is `['/bin/sh', '-c', text]`. */
  readonly words: readonly string[];
  readonly at: Origin;
}

export interface Schedule {
  readonly cron: string;
  readonly timeZone?: string;
  readonly suspended: boolean;
  readonly at: Origin;
}

/** As written (`500m`, `512Mi`, `0.5`, `512m` in compose); `normalise/quantity.ts` makes them comparable. */
export interface Resources {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  readonly at: Origin;
}
