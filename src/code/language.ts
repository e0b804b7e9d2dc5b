import type { Node } from 'web-tree-sitter';
import type { Vault } from '../secrets/vault.ts';
import type { CodeFacts } from '../shape/code-facts.ts';
import type { Problem } from '../shape/origin.ts';
import type { GrammarName } from './grammars.ts';

/** One programming language: how to find its files, which of them can matter, and what a syntax tree says. */
export interface Language {
  /** Equals the folder name; the `source` of every origin it makes. */
  readonly id: string;
  /** With the dot: `.ts`. */
  readonly extensions: readonly string[];
  grammarFor(path: string): GrammarName;
  /** A file that contains none of these literals is not parsed: it can hold no fact. */
  readonly needles: readonly string[];
  /** The program text of a file that embeds it (a Vue component): all else blanked, so that places stay right. */
  extract?(path: string, text: string): string;
  /** Everything one file says. Pure; never throws for what is in the file. */
  read(file: ParsedFile, context: ReadContext): FileFacts;
}

export interface ParsedFile {
  readonly path: string;
  readonly text: string;
  readonly root: Node;
}

export interface ReadContext {
  readonly secrets: Vault;
  /** Functions of other files of the same service that read the environment through a parameter. */
  readonly helpers: readonly EnvironmentHelper[];
  /** Names of other files' constants and objects that stand for text or for a variable: `config.queue` → QUEUE_NAME. */
  readonly bindings: readonly ExportedBinding[];
}

export interface FileFacts {
  readonly facts: CodeFacts;
  /** Functions defined here that read the environment through a parameter, for the files that call them. */
  readonly helpers: readonly EnvironmentHelper[];
  /** Exported constants that hold a literal or a variable's value, for the files that use them. */
  readonly bindings: readonly ExportedBinding[];
  readonly problems: readonly Problem[];
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
  /** Whether it throws or exits when the variable is not set. */
  readonly need: 'required' | 'optional';
}

/** `export const queue = process.env.QUEUE ?? 'orders'`, or a field of an exported object (`name`: `config.queue`). */
export interface ExportedBinding {
  readonly name: string;
  readonly path: string;
  readonly value: import('../shape/code-facts.ts').CodeValue;
}
