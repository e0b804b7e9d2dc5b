// Generated from schemas/report.schema.json by scripts/generate.mjs.

/** A place in a file. */
export type Place = {
  /** What stands there: `read`, `expected`, `local`, `target`, … */
  readonly role: string;
  /** Path below the repository's root, with `/`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The object inside the file: `Deployment/web`. */
  readonly object?: string;
};

/** A rule's verdict on one difference. */
export type Finding = {
  /** Stable across edits that only move lines. */
  readonly id: string;
  /** `<dimension>/<what>`. */
  readonly rule: string;
  /** How bad it is. */
  readonly level: "error" | "warning" | "info";
  /** Whether every step to it is certain. */
  readonly confidence: "certain" | "likely";
  /** Service of the application. */
  readonly service: string;
  /** The environment it is about. */
  readonly environment: string;
  /** The variable, key, port, path, queue, image or object it is about. */
  readonly subject: string;
  /** What was found. */
  readonly message: string;
  /** The next action. */
  readonly remedy: string;
  /** Where; the first is where to look first. */
  readonly places: readonly [Place, ...Place[]];
};

/** A read whose name is computed, a chart that was not rendered, an opaque secret. */
export type Unresolved = {
  /** Service of the application. */
  readonly service: string;
  /** Which kind. */
  readonly what: string;
  /** Where. */
  readonly places: readonly Place[];
  /** What was found there. */
  readonly message?: string;
  /** One action that would resolve it. */
  readonly hint?: string;
};

/** One service on both sides. */
export type ServicePairing = {
  /** Its name. */
  readonly name: string;
  /** Its name on the local side. */
  readonly local?: string;
  /** Its name in the target. */
  readonly target?: string;
  /** Why these belong together. */
  readonly reason: string;
  /** Environment reads of its code. */
  readonly reads?: {
    /** All. */
    readonly total: number;
    /** With a name that is known. */
    readonly resolved: number;
  };
};

/** One input. */
export type SourceSummary = {
  /** Id of the source. */
  readonly id: string;
  /** The file or folder. */
  readonly path: string;
  /** How many facts it gave. */
  readonly facts: number;
  /** The environment it describes. */
  readonly environment?: string;
};

/** The JSON report of parity, version 1. Within a version, changes only add. */
export type ReportDocument = {
  /** Name and version of this format. */
  readonly schema: "parity.report/v1";
  /** What wrote it. */
  readonly tool: {
    /** `parity`. */
    readonly name: string;
    /** Its version. */
    readonly version: string;
  };
  /** The environments that were looked at: local first, then the target. */
  readonly environments: readonly string[];
  /** False when an input could not be read: exit code 3. */
  readonly complete: boolean;
  /** False when only one side was there. */
  readonly compared: boolean;
  /** Counts. */
  readonly summary: {
    /** Findings of level error. */
    readonly error: number;
    /** Findings of level warning. */
    readonly warning: number;
    /** Findings of level info. */
    readonly info: number;
    /** Findings that a waiver or a level took out. */
    readonly suppressed: number;
    /** What could not be resolved. */
    readonly unresolved: number;
  };
  /** What the reader must know to trust the verdict. */
  readonly notes: readonly string[];
  /** Level first, then rule, service and place. */
  readonly findings: readonly Finding[];
  /** What could not be resolved. */
  readonly unresolved: readonly Unresolved[];
  /** Which names belong together on the two sides, and why. */
  readonly services: readonly ServicePairing[];
  /** What was read. */
  readonly sources: readonly SourceSummary[];
  /** Differences without effect, by the number of the case that explains them. */
  readonly hidden: { readonly [name: string]: number };
};
