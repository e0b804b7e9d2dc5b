import type { SourcePaths } from './source-paths.ts';
import type { SubcommandReader } from './subcommands.ts';

/** How programs of one language come to their files. */
export interface Loading {
  /** Names of programs that run its files; `rest` where what is built from it goes by any name. */
  readonly runners: RegExp | 'rest';
  /** The files, or folders of packages, that a program starts; undefined when that is not known. */
  started(call: ProgramCall): readonly string[] | undefined;
  /** What each file loads by name. Where a name may mean several files, all of them count. */
  loads(sources: Sources): (path: string, text: string) => readonly string[];
  /** Code that loads what it computes: a folder of plugins, what a framework finds by itself. */
  readonly loadsByName: RegExp;
  /** Whether a file is a program of its own: nothing can load it, or it says what it does when it is started. */
  isProgram(text: string): boolean;
  /** What its programs do by the words behind them. */
  readonly subcommands?: SubcommandReader;
  /** Files beside the code that say where its names lead: `go.mod`. */
  readonly manifests?: RegExp;
  /** Folders of the repository with which a manifest's program is built: `<ProjectReference Include="../Shared/…">`. */
  besides?(path: string, text: string): readonly string[];
}

/** A program that a command line starts, behind shells, wrappers and scripts. */
export interface ProgramCall {
  /** Without its folder. */
  readonly name: string;
  /** As it is written. */
  readonly program: string;
  /** What stands behind it. */
  readonly words: readonly string[];
  readonly paths: SourcePaths;
  /** What made the image that runs it. */
  readonly made: readonly MakingCommand[];
  /** A path of the container as a file of the repository. */
  placed(path: string): string | undefined;
}

/** One RUN of a Dockerfile. */
export interface MakingCommand {
  /** In exec form. */
  readonly words: readonly string[];
  /** The folder of the container in which it ran. */
  readonly directory: string;
}

export interface Sources {
  readonly paths: SourcePaths;
  /** Path to text of every source file, and of the files that `manifests` of a language names. */
  readonly texts: ReadonlyMap<string, string>;
}
