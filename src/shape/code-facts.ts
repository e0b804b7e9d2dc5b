import type { Origin } from './origin.ts';
import type { Value } from './value.ts';

/** What the code of one service needs and offers, as its syntax trees say. */
export interface CodeFacts {
  readonly reads: readonly EnvironmentRead[];
  readonly listens: readonly ListenPort[];
  readonly routes: readonly ServedRoute[];
  readonly calls: readonly OutboundCall[];
  readonly queues: readonly QueueUse[];
  readonly stores: readonly StoreUse[];
  readonly files: readonly FileUse[];
  /** Dotenv files that it loads into its own environment. */
  readonly envFiles?: readonly EnvFileLoad[];
}

/** A name or number in code: written out, read from the environment, or computed. */
export type CodeValue =
  | { readonly kind: 'literal'; readonly text: string }
  /** Read from a variable. */
  | ({ readonly kind: 'variable'; readonly name: string } & StandIn)
  /** Text with variables inside: `http://${HOST}:8080/cart`. */
  | { readonly kind: 'template'; readonly parts: readonly (string | ({ readonly variable: string } & StandIn))[] }
  | { readonly kind: 'computed' };

/** What gives a value where the variable itself is not set. */
export interface StandIn {
  /** The text that stands in when it is not set. */
  readonly fallback?: string;
  /** Other names that serve as well: `SPRING_DATASOURCE_URL` and `spring.datasource.url`. */
  readonly others?: readonly string[];
  /** Stands in where it is more than a text: `jdbc:postgresql://${DB_HOST:localhost}/shop`. */
  readonly otherwise?: CodeValue;
  /** Values of configuration files that count before the stand-in while their profile is active. */
  readonly profiles?: ProfileValues;
}

export interface ProfileValues {
  /** The variable that names the active profiles, separated by commas: `SPRING_PROFILES_ACTIVE`. */
  readonly variable: string;
  /** What is active when nothing names any. */
  readonly standard: readonly string[];
  /** Of several active ones the one that is named last counts; `*` for a condition that cannot be told. */
  readonly values: readonly { readonly profile: string; readonly value: CodeValue }[];
}

/** One read of the environment. */
export interface EnvironmentRead {
  /** The variable; for `dynamic` reads the fixed start of the name (`ACME_` of `` `ACME_${x}` ``), possibly empty. */
  readonly name: string;
  /** The name is computed: counted as unresolved, with the site. */
  readonly dynamic: boolean;
  readonly at: Origin;
  /** What stands in when it is not set. `computed`: there is a default and its value is not readable. */
  readonly default?: { readonly value: Value | 'computed'; readonly at: Origin };
  /**
   * `required`: no default, and its absence throws, exits or makes the value useless.
   * `optional`: a default, a presence test, a comparison such as `=== 'true'`, or a schema's `.optional()`.
   */
  readonly need: 'required' | 'optional';
  /**
   * For required reads: the absence itself ends the program or the request with an error (throw, exit, KeyError, a
   * schema that refuses). Left out when the code just goes on with nothing.
   */
  readonly enforced?: boolean;
  /** `start`: at module load, in main, in a settings object. `later`: inside a handler or function called at run time. */
  readonly when: 'start' | 'later';
  /** Read only when another condition holds (a branch on another variable, a development block). */
  readonly conditional: boolean;
  /** Only where the program runs in this mode: `config/environments/production.rb`. */
  readonly mode?: RunMode;
  /** Other names that serve as well: `A || B` gives both, each naming the other; pydantic AliasChoices. */
  readonly alternatives: readonly string[];
  /** Inlined at build time (import.meta.env, NEXT_PUBLIC_*): setting it in the running container does nothing. */
  readonly buildTime: boolean;
  /** What the code makes of it, where that shows: parseInt, a schema's type, `=== 'true'`. */
  readonly type:
    | 'string'
    | 'integer'
    | 'number'
    | 'boolean'
    | 'url'
    | 'port'
    | 'duration'
    | 'json'
    | 'list'
    | 'enum'
    | 'unknown';
  /** Members of an `enum`. */
  readonly values?: readonly string[];
  /** The plain function around it, which runs only where code names it; left out where something else may call it. */
  readonly within?: string;
  /** The fields of the program's own types that alone take the value; left out where it goes elsewhere too. */
  readonly heldIn?: readonly HeldIn[];
  /** How it is read: `process.env`, `zod`, `required()`, `pydantic-settings`, `os.Getenv`, `viper`. */
  readonly via: string;
  /** A library reads it by itself: no line of the code does. */
  readonly implied?: boolean;
  /** Names match without regard to case (pydantic-settings' default). */
  readonly caseInsensitive?: boolean;
  /** For required reads: what stands in on developers' machines alone (`appsettings.Development.json`). */
  readonly development?: DevelopmentValue;
}

/** A field of a type that the program itself defines. */
export interface HeldIn {
  readonly member: string;
  readonly type: string;
}

export interface DevelopmentValue {
  readonly value: Value;
  readonly at: Origin;
  /** It holds where one of these variables says `Development`. */
  readonly variables: readonly string[];
}

/** One of the modes that a framework runs in. */
export interface RunMode {
  /** The variables that say which, the first one that is set counts: `RAILS_ENV`, `RACK_ENV`. */
  readonly variables: readonly string[];
  readonly name: string;
  /** What it is when none of them is set. */
  readonly standard: string;
}

export interface ListenPort {
  readonly port: CodeValue;
  /** `127.0.0.1` inside a container is unreachable; undefined = all interfaces. */
  readonly host?: CodeValue;
  readonly at: Origin;
}

export interface ServedRoute {
  /** Upper case, `*` for any. */
  readonly method: string;
  /** With prefixes of routers and blueprints joined as far as they can be followed; parameters as `{name}`. */
  readonly path: string;
  /** Its router takes paths without regard to case, as those of Express and ASP.NET do. */
  readonly anyCase?: boolean;
  readonly at: Origin;
}

/** A host that the code talks to. */
export interface OutboundCall {
  /** URL, host or host:port. */
  readonly target: CodeValue;
  /** `http`, `grpc`, `postgres`, `mysql`, `mongodb`, `redis`, `amqp`, `kafka`, `smtp`, `nats`, … */
  readonly protocol: string;
  readonly at: Origin;
}

export interface QueueUse {
  readonly name: CodeValue;
  readonly role: 'produce' | 'consume' | 'declare';
  /** `amqp`, `kafka`, `sqs`, `redis`, `nats`, `pubsub`, `bullmq`, `celery`. */
  readonly system: string;
  readonly at: Origin;
}

/** A bucket, or a database or collection named in code. */
export interface StoreUse {
  readonly kind: 'bucket' | 'database';
  readonly name: CodeValue;
  readonly system: string;
  readonly at: Origin;
}

/** A file outside the program's own code that it reads or writes at run time. */
export interface FileUse {
  readonly path: CodeValue;
  readonly mode: 'read' | 'write';
  readonly at: Origin;
}

/** A dotenv file whose variables the program gives itself when it starts; of several the earlier one wins. */
export interface EnvFileLoad {
  readonly path: CodeValue;
  /**
   * Where a relative path begins: `started` where the program was started, `code` in the folder of the code that says
   * it, `above` there or in the nearest folder above that has such a file.
   */
  readonly from: 'started' | 'code' | 'above';
  /** It wins over what the environment has. */
  readonly overrides: boolean;
  /** It is loaded only then; `unknown` for a condition that cannot be told. */
  readonly when?: LoadCondition | 'unknown';
  readonly at: Origin;
}

/** A variable has this text, or any other one. */
export interface LoadCondition {
  readonly variable: string;
  readonly text: string;
  readonly holds: boolean;
  /** What counts while the variable is not set. */
  readonly fallback?: string;
}

export function noCodeFacts(): CodeFacts {
  return { reads: [], listens: [], routes: [], calls: [], queues: [], stores: [], files: [] };
}

export function joinCodeFacts(all: readonly CodeFacts[]): CodeFacts {
  return {
    reads: all.flatMap((facts) => facts.reads),
    listens: all.flatMap((facts) => facts.listens),
    routes: all.flatMap((facts) => facts.routes),
    calls: all.flatMap((facts) => facts.calls),
    queues: all.flatMap((facts) => facts.queues),
    stores: all.flatMap((facts) => facts.stores),
    files: all.flatMap((facts) => facts.files),
    ...loadsIn(all),
  };
}

function loadsIn(all: readonly CodeFacts[]): Pick<CodeFacts, 'envFiles'> {
  const envFiles = all.flatMap((facts) => facts.envFiles ?? []);
  return envFiles.length === 0 ? {} : { envFiles };
}
