// Generated from schemas/parity.schema.json by scripts/generate.mjs.

/** One environment and the sources that describe it. Each source takes a path, a list of paths, or a map with options. */
export type Environment = {
  /** Compose files, in the order of `docker compose -f`. */
  readonly compose?: string | readonly string[] | {
    /** Compose files, in order. */
    readonly files?: readonly string[];
    /** Active profiles. */
    readonly profiles?: readonly string[];
    /** Files whose variables feed interpolation; `.env` beside the compose file when left out. */
    readonly envFiles?: readonly string[];
  };
  /** Dotenv files, later ones win. */
  readonly dotenv?: string | readonly string[] | {
    /** Dotenv files, in order. */
    readonly files?: readonly string[];
  };
  /** Procfiles. */
  readonly procfile?: string | readonly string[] | {
    /** Procfiles, in order. */
    readonly files?: readonly string[];
  };
  /** Kubernetes YAML: files or folders. */
  readonly manifests?: string | readonly string[] | {
    /** Files or folders. */
    readonly paths?: readonly string[];
    /** Namespace of objects that name none. */
    readonly namespace?: string;
  };
  /** A kustomization folder. */
  readonly kustomize?: string | readonly string[] | {
    /** The folder with the kustomization. */
    readonly path?: string;
    /** Namespace of objects that name none. */
    readonly namespace?: string;
  };
  /** A Helm chart. */
  readonly helm?: string | readonly string[] | {
    /** Folder of the chart. */
    readonly chart?: string;
    /** Values files, in order. */
    readonly values?: readonly string[];
    /** Release name. */
    readonly release?: string;
    /** Namespace. */
    readonly namespace?: string;
  };
  /** Score files: one workload each. */
  readonly score?: string | readonly string[] | {
    /** Score files, or folders that hold some. */
    readonly files?: readonly string[];
  };
  /** A Taubyte configuration repository. */
  readonly taubyte?: string | readonly string[] | {
    /** Folder of the configuration repository. */
    readonly path?: string;
  };
  /** What `kubectl get -o json` or `-o yaml` printed of a cluster. */
  readonly snapshot?: string | readonly string[] | {
    /** Files with what kubectl printed. */
    readonly files?: readonly string[];
    /** Only objects of this namespace count; every namespace but those of the cluster itself when left out. */
    readonly namespace?: string;
  };
  /** Development containers. */
  readonly devcontainer?: string | readonly string[] | {
    /** Files such as `.devcontainer/devcontainer.json`. */
    readonly files?: readonly string[];
  };
  /** systemd units of services. */
  readonly systemd?: string | readonly string[] | {
    /** Units, or folders that hold some. */
    readonly files?: readonly string[];
  };
  /** The cluster it runs in. */
  readonly cluster?: {
    /** Context of the kubeconfig. */
    readonly context?: string;
    /** Namespace. */
    readonly namespace?: string;
  };
  readonly deploy?: Deploy;
};

/** One service of the application. */
export type Service = {
  /** Folders with its code; inferred from the build context when left out. */
  readonly code?: string | readonly string[];
  /** Its compose service. */
  readonly local?: string;
  /** Its workload: `Deployment/shop-web`, optionally with `/container`. */
  readonly target?: string;
  /** Declarations of its environment variables. */
  readonly env?: { readonly [name: string]: Declaration };
  /** Declarations of its routes, by path: `/orders`, `/orders/{id}`. Required: an Ingress or Gateway of the target leads there, and the code serves it. */
  readonly routes?: { readonly [name: string]: Presence };
  /** Declarations of its ports, by number or by the name that a container or a Service gives it. Required: the target leads to it. */
  readonly ports?: { readonly [name: string]: NamedDeclaration };
  /** Declarations of its storage, by mount path, volume, bucket or database, or by the variable that names it. Required: the target keeps it, or sets the variable. */
  readonly storage?: { readonly [name: string]: NamedDeclaration };
  /** Declarations of its queues and topics, by name or by the variable that names it. Required: something that the service receives names it. */
  readonly queues?: { readonly [name: string]: NamedDeclaration };
  /** Declarations of its probes. Required: the target has a probe of that kind. */
  readonly probes?: {
    readonly liveness?: Presence;
    readonly readiness?: Presence;
    readonly startup?: Presence;
  };
  /** Declarations of its schedule, by any name where it is the only one, else by the name of the workload or the cron text. Required: the target has a schedule. */
  readonly schedules?: { readonly [name: string]: NamedDeclaration };
  /** Declarations of its resources; `memory` is `limits.memory`. Required: the target sets it. */
  readonly resources?: {
    readonly memory?: NamedDeclaration;
    readonly cpu?: NamedDeclaration;
    readonly 'ephemeral-storage'?: NamedDeclaration;
    readonly 'limits.memory'?: NamedDeclaration;
    readonly 'limits.cpu'?: NamedDeclaration;
    readonly 'limits.ephemeral-storage'?: NamedDeclaration;
    readonly 'requests.memory'?: NamedDeclaration;
    readonly 'requests.cpu'?: NamedDeclaration;
    readonly 'requests.ephemeral-storage'?: NamedDeclaration;
    readonly stop_grace_period?: NamedDeclaration;
  };
};

/** What is true of one variable, whatever the sources say. */
export type Declaration = {
  /** What it holds. */
  readonly type?: "string" | "secret" | "enum" | "number" | "boolean" | "url" | "host" | "port" | "path" | "duration" | "json";
  /** The service does not work without it. */
  readonly required?: boolean;
  /** All values it may have. */
  readonly values?: readonly (string | number | boolean)[];
  /** How the two sides relate: same value, must differ, any value, only on one side. */
  readonly parity?: "same" | "differ" | "any" | "local-only" | "target-only";
  /** Why; shown in reports. */
  readonly reason?: string;
};

/** What is true of one port, volume, queue, schedule or resource, whatever the sources say. */
export type NamedDeclaration = {
  /** The service does not work without it: true makes its absence in the target a finding, false makes it none. */
  readonly required?: boolean;
  /** All values it may have in the target. */
  readonly values?: readonly (string | number | boolean)[];
  /** How the two sides relate: the same on both, may differ, whatever either side says, only on one side. */
  readonly parity?: "same" | "differ" | "any" | "local-only" | "target-only";
  /** Why; for whoever reads the file. */
  readonly reason?: string;
};

/** What is true of one route or probe, whatever the sources say. */
export type Presence = {
  /** The service does not work without it: true makes its absence in the target a finding, false makes it none. */
  readonly required?: boolean;
  /** How the two sides relate: the same on both, may differ, whatever either side says, only on one side. */
  readonly parity?: "same" | "differ" | "any" | "local-only" | "target-only";
  /** Why; for whoever reads the file. */
  readonly reason?: string;
};

/** What a change may touch, which checks must pass, levels and waivers. */
export type Policy = {
  /** Globs of paths that may change; everything when left out. */
  readonly scope?: readonly string[];
  /** Globs of paths that may not change. */
  readonly offLimits?: readonly string[];
  /** Glob of the branch name. */
  readonly branch?: string;
  /** Size budget of a change; generated and lock files do not count. */
  readonly size?: {
    /** Files changed, at most. */
    readonly files?: number;
    /** Lines changed, at most. */
    readonly lines?: number;
  };
  /** Path of the CODEOWNERS file. */
  readonly owners?: string;
  /** Level of a rule, instead of its own. */
  readonly levels?: { readonly [name: string]: "error" | "warning" | "info" | "off" };
  /** Checks that must have passed on the exact tree. */
  readonly checks?: readonly Check[];
  /** Findings that are accepted for a while. */
  readonly waivers?: readonly Waiver[];
  /** What must be there before a change passes. */
  readonly require?: {
    /** A fresh handoff note. */
    readonly handoff?: boolean;
    /** Which policy changes need a person. */
    readonly approval?: "never" | "loosened" | "changed";
  };
};

/** A command that must pass. */
export type Check = {
  /** Its name. */
  readonly name: string;
  /** The command line. */
  readonly run: string;
  /** Globs of the paths it vouches for; everything when left out. */
  readonly covers?: readonly string[];
  /** How long a result counts: `7d`. */
  readonly maxAge?: string;
};

/** A convention of your own: a CEL expression that has to hold. */
export type OwnRule = {
  /** What it is judged for: every service, or every variable of every service; `service` when left out. */
  readonly each?: "service" | "variable";
  /** CEL: where it applies; everywhere when left out. */
  readonly when?: string;
  /** CEL: what has to hold; false is a finding. */
  readonly expression: string;
  /** What a finding says, with CEL in double braces: `{{ service.name }} has no memory limit`. */
  readonly message: string;
  /** The next action of whoever gets the finding, with CEL in double braces. */
  readonly remedy?: string;
  /** Level of its findings; `warning` when left out. */
  readonly level?: "error" | "warning" | "info";
  /** Why it matters, for `parity explain`. */
  readonly why?: string;
};

/** A finding that is accepted, by whom, why, and until when. */
export type Waiver = {
  /** Id of the rule. */
  readonly rule: string;
  /** Subject of the finding; every subject when left out. */
  readonly subject?: string;
  /** Service; every service when left out. */
  readonly service?: string;
  /** Environment; every environment when left out. */
  readonly environment?: string;
  /** Why it is accepted. */
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** Last day it holds: `2027-01-31`. */
  readonly expires: string;
};

/** How a deploy runs; all of it optional. */
export type Deploy = {
  /** Time limits. */
  readonly timeouts?: {
    /** The way forward. */
    readonly total?: string;
    /** Without any progress. */
    readonly idle?: string;
    /** Healthy for this long after ready. */
    readonly stable?: string;
    /** The way back. */
    readonly rollback?: string;
  };
  /** Jobs that change data. */
  readonly migrate?: readonly ({
    /** File of the Job. */
    readonly job: string;
    /** Before the workloads, or after the stable window. */
    readonly phase?: "expand" | "contract";
  })[];
  /** Tests of the deployed system; each has one of `http`, `job`, `run`. */
  readonly smoke?: readonly ({
    /** A request that must succeed. */
    readonly http?: {
      /** Service name. */
      readonly service: string;
      /** Port, by name or number. */
      readonly port?: string | number;
      /** Path. */
      readonly path?: string;
      /** Expected status. */
      readonly status?: number;
    };
    /** File of a Job that must complete. */
    readonly job?: string;
    /** A command that must exit 0. */
    readonly run?: readonly string[];
  })[];
  /** A first share of the new version. */
  readonly canary?: {
    /** The workload. */
    readonly workload: string;
    /** Share of the replicas: `20%`. */
    readonly share?: string;
    /** For how long. */
    readonly for?: string;
  };
  /** Environments deployed in order. */
  readonly rings?: readonly {
    /** Its environment. */
    readonly environment: string;
    /** Wait after the ring before. */
    readonly after?: string;
  }[];
  /** Which kinds may be deleted when they left the target. */
  readonly prune?: {
    /** Kinds. */
    readonly kinds?: readonly string[];
  };
  /** What must be true before a deploy. */
  readonly require?: {
    /** Findings at or above this level refuse it. */
    readonly check?: "error" | "warning" | "info" | "never";
    /** A fresh handoff note. */
    readonly handoff?: boolean;
  };
  /** The lock. */
  readonly lock?: {
    /** Length of the lease. */
    readonly lease?: string;
    /** Renewed this often. */
    readonly renew?: string;
    /** Wait for a holder this long. */
    readonly wait?: string;
  };
  /** What happens to a deploy that was cut off. */
  readonly unfinished?: "supersede" | "resume" | "rollback" | "refuse";
  /** Configuration under its own name, or as immutable copies named by content. */
  readonly config?: "annotated" | "hashed";
  /** How much of a failure that may heal is waited for. */
  readonly budgets?: {
    /** Restarts. */
    readonly crash?: number;
    /** Image pulls. */
    readonly pull?: string;
    /** Scheduling. */
    readonly schedule?: string;
    /** Mounts. */
    readonly mount?: string;
  };
  /** Namespace of lease and records. */
  readonly controlNamespace?: string;
};

/** parity.yaml: what inference cannot know about the application, its environments and its services. */
export type ParityYaml = {
  /** Version of this format. */
  readonly version: 1;
  /** Name of the application; the repository's name when left out. */
  readonly app?: string;
  /** Places the application runs in. `local` is the local side; every other one is a target. */
  readonly environments?: { readonly [name: string]: Environment };
  /** The services of the application, where inference does not find them or their counterparts. */
  readonly services?: { readonly [name: string]: Service };
  /** Rules of your own, by name: each is `own/<name>` in reports, levels and waivers. */
  readonly rules?: { readonly [name: string]: OwnRule };
  readonly policy?: Policy;
  readonly deploy?: Deploy;
};

/** Keys of an environment that name files. */
export const SOURCE_KINDS = ["compose", "dotenv", "procfile", "manifests", "kustomize", "helm", "score", "taubyte", "snapshot", "devcontainer", "systemd"] as const;

/** Those of them that this version reads. */
export const READ_KINDS = ["compose", "dotenv", "procfile", "manifests", "kustomize", "helm", "score", "taubyte", "snapshot", "devcontainer", "systemd"] as const;
