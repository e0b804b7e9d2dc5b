import type { Origin } from './origin.ts';
import type { Value } from './value.ts';
import type { CommandLine, Probe } from './workload.ts';

/** What a Dockerfile says, stage by stage. `effective/image.ts` works out what a built stage has and runs. */
export interface ImageRecipe {
  /** Path of the Dockerfile. */
  readonly path: string;
  readonly stages: readonly ImageStage[];
  /** ARGs before the first FROM. */
  readonly globalArgs: readonly ImageVariable[];
}

export interface ImageStage {
  /** `AS name`, lower case as Docker compares it; undefined when unnamed. */
  readonly name?: string;
  readonly index: number;
  /** Image or name of an earlier stage, with ARGs filled in as far as their defaults are known. */
  readonly from: string;
  readonly at: Origin;
  /** In order; values with earlier ENV and ARG of the stage filled in. */
  readonly env: readonly ImageVariable[];
  readonly args: readonly ImageVariable[];
  readonly exposes: readonly { readonly port: number; readonly protocol: 'TCP' | 'UDP'; readonly at: Origin }[];
  readonly volumes: readonly { readonly path: string; readonly at: Origin }[];
  readonly user?: { readonly name: string; readonly at: Origin };
  readonly workdir?: { readonly path: string; readonly at: Origin };
  readonly entrypoint?: CommandLine;
  readonly command?: CommandLine;
  readonly healthcheck?: Probe;
  /** COPY and ADD: what of the build context or of another stage the stage holds. */
  readonly copies: readonly ImageCopy[];
  /** RUN: what makes the stage, one command line each. */
  readonly runs: readonly ImageRun[];
}

export interface ImageVariable {
  readonly name: string;
  /** Undefined for `ARG NAME` without a default. */
  readonly value?: Value;
  readonly at: Origin;
}

export interface ImageRun extends CommandLine {
  /** The WORKDIR in which it runs. */
  readonly directory: string;
}

export interface ImageCopy {
  /** Stage or image of `--from`; undefined = the build context. */
  readonly from?: string;
  readonly sources: readonly string[];
  readonly destination: string;
  readonly at: Origin;
}
