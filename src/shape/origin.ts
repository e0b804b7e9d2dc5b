/** The place a fact comes from. Every fact, requirement and value carries one; `line` and `column` count from 1. */
export interface Origin {
  /** Id of the source that read it: `compose`, `kubernetes`, `dotenv`, `javascript`, … */
  readonly source: string;
  /** Path below the repository's root, with `/`. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** The object inside the file, where there is one: `Deployment/shop-web`, `service web`. */
  readonly object?: string;
}

/** Something a source could not read or had to leave out. It is reported; it never hides behind a green line. */
export interface Problem {
  /**
   * `unreadable`: the input is broken, exit 3. `unrendered`: a tool is missing or refused, exit 3.
   * `unresolved`: read as far as it goes (a computed name, a syntax error in code); counted, no exit of its own.
   * `suspicious`: legal and read, yet worth a finding (a duplicate key in Kubernetes YAML).
   */
  readonly kind: 'unreadable' | 'unrendered' | 'unresolved' | 'suspicious';
  readonly source: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** What was being done, then what was found. Holds no value that may be secret. */
  readonly message: string;
  /** One action that mends it. */
  readonly hint: string;
  /** Another place that has to do with it: where a key stood first. */
  readonly also?: { readonly path: string; readonly line: number; readonly column: number };
  /** The cluster object inside of which it was found; left out where a whole document could not be read. */
  readonly object?: string;
  /** Part of the object that it is about: a variable, a volume. Left out where it is the file. */
  readonly subject?: string;
  /** For what is `unresolved`: nobody knows which objects stand in the file, so none may be said to be missing. */
  readonly hidesObjects?: boolean;
  /** The API server does not take the object as it is written: nothing of it runs. */
  readonly refused?: boolean;
  /** The lines of both places may hold a value that is secret: a code frame shows the key alone. */
  readonly secret?: boolean;
  /** The local or target service it is about, where known. */
  readonly service?: string;
  /** The environment whose input it is in; the pipeline adds it, code and images belong to none. */
  readonly environment?: string;
}

/** Whether a place lies inside a Secret object: its line may hold a value, whatever is said of it. */
export function liesInSecret({ object }: { readonly object?: string | undefined }): boolean {
  return object !== undefined && /^Secret\//.test(object);
}
