import type { Vault } from '../secrets/vault.ts';
import type { CodeFacts, CodeValue, HeldIn } from '../shape/code-facts.ts';
import type { Origin, Problem } from '../shape/origin.ts';
import type { GrammarName } from './grammars.ts';
import type { Loading } from './loading.ts';
import type { Syntax } from './syntax.ts';

/** One programming language: how to find its files, which of them can matter, and what a syntax tree says. */
export interface Language {
  /** Equals the folder name; the `source` of every origin it makes. */
  readonly id: string;
  /** With the dot: `.ts`. */
  readonly extensions: readonly string[];
  grammarFor(path: string): GrammarName;
  /** A file that contains none of these is not parsed: it can hold no fact. */
  readonly needles: readonly Needle[];
  /** Files whose path alone says that they hold facts (`app/cart/route.ts`): parsed without a needle. */
  readonly paths?: RegExp;
  /** The program text of a file that embeds it (a Vue component): all else blanked, so that places stay right. */
  extract?(path: string, text: string): string;
  /** Files without program text that say what the code reads: `application.yml`, `appsettings.json`. */
  readonly settings?: SettingsFiles;
  /**
   * How a file comes to use what another one shares: it names the `file` (an import), it lies in the same `folder` or
   * names that (a package), or it needs to name nothing, anywhere in the `service` (a namespace, autoloading).
   */
  readonly visibility: 'file' | 'folder' | 'service';
  /** How programs come to its files; without it, every file of a service counts. */
  readonly loading?: Loading;
  /**
   * Whether a program may use a field that holds a value, by the texts of all its files; without it, every field counts
   * as used.
   */
  usesMember?(held: HeldIn, texts: readonly string[]): boolean;
  /** Prepares one file: what follows from it alone is worked out once, however often it is read. */
  reader(file: ParsedFile): FileReader;
}

/** A literal; or one that means something only beside one of others: an import and the calls of it that are read. */
export type Needle = string | { readonly literal: string; readonly beside: readonly string[] };

/** Configuration that belongs to a language or its frameworks, read without a grammar but for programs inside it. */
export interface SettingsFiles {
  readonly paths: RegExp;
  /** They say nothing of a service that runs no code of the language. */
  readonly besideCode?: boolean;
  /** The program text inside it (ERB), all else blanked, so that places stay right; its reader then gets the tree. */
  extract?(text: string): string;
  /** They go with the program beside which they lie: what it loads tells which of them count. */
  readonly areLoaded?: boolean;
  reader(file: Omit<ParsedFile, 'tree'> & { readonly tree?: Syntax }): FileReader;
}

/** Everything one file says, given what others say. Pure; never throws for what is in the file. */
export type FileReader = (context: ReadContext) => FileFacts;

export interface ParsedFile {
  readonly path: string;
  readonly text: string;
  readonly tree: Syntax;
  /** Offset of the first thing that the grammar does not understand or misses. */
  readonly brokenAt?: number;
}

export interface ReadContext {
  readonly secrets: Vault;
  /** Functions of other files of the same service that read the environment through a parameter. */
  readonly helpers: readonly EnvironmentHelper[];
  /** Names of other files' constants and objects that stand for text or for a variable: `config.queue` → QUEUE_NAME. */
  readonly bindings: readonly ExportedBinding[];
  /** Prefixes that other files put before routes of files like this one. */
  readonly mounts?: readonly RouteMount[];
  /** Versions that the service asks for, of packages which the file names. */
  readonly packages?: readonly PackageRange[];
}

export interface FileFacts {
  readonly facts: CodeFacts;
  /** Functions defined here that read the environment through a parameter, for the files that call them. */
  readonly helpers: readonly EnvironmentHelper[];
  /** Exported constants that hold a literal or a variable's value, for the files that use them. */
  readonly bindings: readonly ExportedBinding[];
  /** Prefixes that this file puts before routes of others. */
  readonly mounts?: readonly RouteMount[];
  /** Versions of packages that a manifest asks for. */
  readonly packages?: readonly PackageRange[];
  readonly problems: readonly Problem[];
}

/** A version as a manifest asks for it: `^3.23.8`. */
export interface PackageRange {
  readonly name: string;
  readonly range: string;
  readonly path: string;
}

/** `function required(name, fallback) { … process.env[name] … }` */
export interface EnvironmentHelper {
  readonly name: string;
  readonly path: string;
  /** Position of the parameter that holds the variable's name. */
  readonly nameParameter: number;
  /** Position of the parameter that holds the default, where there is one. */
  readonly defaultParameter?: number;
  /** What the helper itself puts in front of the name. */
  readonly prefix: string;
  /** `optional` when it has a value of its own for a variable that is not set. */
  readonly need: 'required' | 'optional';
  /** It throws or exits when the variable is not set and the caller gives no default. */
  readonly enforced?: boolean;
}

/** `export const queue = process.env.QUEUE ?? 'orders'`, or a field of an exported object (`name`: `config.queue`). */
export interface ExportedBinding {
  readonly name: string;
  readonly path: string;
  readonly value: CodeValue;
  /** It is the environment itself: `export const env = process.env`. */
  readonly environment?: boolean;
  /** Only a file with this text uses it: `func Connect` for what calls of `Connect` pass, `.Port` for a field. */
  readonly usedBeside?: string;
  /** Where the value stands, when that is in a settings file. */
  readonly at?: Origin;
}

/** `app.use('/cart', cartRouter)`: routes that another file defines are served below a prefix. */
export interface RouteMount {
  readonly prefix: string;
  /** The mounted file without its ending, or a folder of which every file is mounted; the end of the path will do; empty for all files. */
  readonly target: string;
  /** Exported name of the router in the target, where one is named. */
  readonly name?: string;
  /** The file that mounts. */
  readonly path: string;
  /** Routes below it that are served without the prefix: `GET /health`; `*` stands for any method and for all that follows. */
  readonly except?: readonly string[];
  /** The prefix goes before a version of the API: the versions of routes that name none. */
  readonly versions?: readonly string[];
  /** Position of the parameter by which a function of the target is given the router: `registerRoutes(app)`. */
  readonly parameter?: number;
  /** Where it stands in the file that mounts, where nothing is known of what it serves unless the target is read. */
  readonly at?: Origin;
}
