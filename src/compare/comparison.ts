import type { DeclaredGroup, ServiceConfig } from '../config/config.ts';
import type { Network } from '../effective/network.ts';
import type { EffectiveService } from '../effective/service.ts';
import type { CodeFacts } from '../shape/code-facts.ts';
import type { Facts } from '../shape/facts.ts';
import type { Origin } from '../shape/origin.ts';
import type { ServerFacts } from '../shape/server-facts.ts';
import type { LackedProgram } from './lacked-program.ts';
import type { Requirement } from './requirement.ts';
import type { NamedScript } from './started-programs.ts';

/** Both sides, service by service: everything that a rule may look at. */
export interface Comparison {
  readonly local: Side | undefined;
  readonly target: Side | undefined;
  /** Sorted by name. */
  readonly services: readonly ServicePair[];
  /** Services of the cluster that something else in the repository brings, which is no part of the target: to its file. */
  readonly elsewhere?: ReadonlyMap<string, string>;
}

export interface Side {
  /** `local`, `production`. */
  readonly environment: string;
  readonly facts: Facts;
  /** Everything that describes the side was read; else nothing may be concluded from what is not there. */
  readonly isComplete: boolean;
  readonly network: Network;
  /** Every container of the side, init containers and sidecars among them. */
  readonly containers: readonly EffectiveService[];
  /** Effective services by the id of their workload. */
  readonly byId: ReadonlyMap<string, EffectiveService>;
}

/** One service of the application on both sides. */
export interface ServicePair {
  readonly name: string;
  readonly local: EffectiveService | undefined;
  readonly target: EffectiveService | undefined;
  /** What its code says; empty when it has none here. */
  readonly code: CodeFacts;
  /** What the code reads, one entry a variable. */
  readonly requirements: readonly Requirement[];
  /**
   * `read`: all of its code is in languages that parity reads. `partly`: some of it is in others. `none`: there is no
   * code of it here (an image from elsewhere).
   */
  readonly codeCoverage: 'read' | 'partly' | 'none';
  /** What files beside its code say of the program that its image runs. */
  readonly program: ServiceProgram;
  readonly declared: ServiceConfig | undefined;
  /** Where parity.yaml declares something of it. */
  readonly declaredAt?: (group: DeclaredGroup, name: string) => Origin;
  /** Why the two sides belong together. */
  readonly reason: string;
  /** Targets that fit equally well: nothing is said about such a service. */
  readonly ambiguous: readonly string[];
}

export interface ServiceProgram {
  /** What the target is told to start and its image lacks; left out where it is there, or may be. */
  readonly lacks?: LackedProgram;
  /** Scripts of package.json, which `npm start` and `npm run` stand for. */
  readonly scripts: ReadonlyMap<string, NamedScript>;
  /** What the configuration of the web server says that the image brings. */
  readonly server: ServerFacts;
  /** What configuration says that a side mounts over it; undefined when it mounts none. */
  readonly mounted: {
    readonly local?: ServerFacts | undefined;
    readonly target?: ServerFacts | undefined;
  };
}
