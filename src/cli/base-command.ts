// The only file that writes to the terminal and sets the exit code.
import { appendFileSync, writeFileSync } from 'node:fs';
import { Command } from '@oclif/core/command';
import type { Input, ParserOutput } from '@oclif/core/interfaces';
import { type ExitName, exitCode, ParityError } from '../errors.ts';
import type { Tool } from '../findings/report.ts';
import type { Ports } from '../pipeline/request.ts';
import { nodeToolRunner } from '../repository/node-tool-runner.ts';
import { workingTree } from '../repository/working-tree.ts';
import { createVault, type Vault } from '../secrets/vault.ts';
import { failureOf } from './failure.ts';
import { sharedFlags, splitLists } from './flags.ts';
import { type Progress, progressLine, SILENT } from './progress.ts';
import { findRoot } from './root.ts';
import { wantsJson } from './wants-json.ts';

/** What a command has to say, and how it ended. */
export interface Answer {
  readonly text: string;
  readonly exit: ExitName;
  /** A file that the command makes or changes, named absolutely. Its text is written as it is: it may be a person's own. */
  readonly written?: { readonly path: string; readonly text: string; readonly isNew: boolean };
  /** What else is to be written, behind what a file already holds: the summary of a CI step. */
  readonly appended?: { readonly path: string; readonly text: string };
}

/** What was given, by the name of the flag or argument. */
type Values = Record<string, unknown>;

/** The flags that the base command itself acts on. */
export interface SharedFlags {
  readonly quiet: boolean;
  readonly cwd?: string | undefined;
  readonly output?: string | undefined;
}

/** How the result will be read. */
export interface Medium {
  readonly color: boolean;
  /** Columns of the terminal; undefined where nobody counts them. */
  readonly width: number | undefined;
}

export abstract class BaseCommand extends Command {
  static override baseFlags = sharedFlags;
  static override enableJsonFlag = false;

  readonly #secrets: Vault = createVault();
  #progress: Progress = SILENT;
  #output: string | undefined;

  /** Parses the flags, calls one pipeline function, and returns its rendered result. */
  protected abstract answer(): Promise<Answer>;

  override async run(): Promise<void> {
    try {
      const answer = await this.answer();
      this.#progress.end();
      if (answer.written) write(answer.written);
      await this.#deliver(this.#secrets.redact(answer.text));
      if (answer.appended) append(answer.appended.path, this.#secrets.redact(answer.appended.text));
      setExit(answer.exit);
    } catch (error) {
      this.#progress.end();
      await report(error, {
        argv: this.argv,
        redact: this.#secrets.redact,
        flags: this.#flagNames(),
      });
    }
  }

  protected override async parse<F extends Values, B extends Values, A extends Values>(
    options?: Input<F, B, A>,
    argv?: string[],
  ): Promise<ParserOutput<F, B, A>> {
    const parsed = await super.parse(options, argv);
    splitLists(parsed.flags, { ...this.ctor.baseFlags, ...this.ctor.flags });
    return parsed;
  }

  /** The real ports of a run, and the folder it is about. */
  protected openPorts(flags: SharedFlags): Ports & { readonly root: string } {
    const root = findRoot(flags.cwd, process.cwd());
    this.openSink(flags);
    if (process.stderr.isTTY && process.env.TERM !== 'dumb' && !flags.quiet) {
      this.#progress = progressLine((text) => process.stderr.write(text), { width: process.stderr.columns || 80 });
    }
    return {
      root,
      files: workingTree(root),
      tools: nodeToolRunner(),
      secrets: this.#secrets,
      progress: (step) => this.#progress.step(step),
      signal: new AbortController().signal,
    };
  }

  /** Files of another folder, opened as the run's own are. */
  protected openFiles(root: string): Ports['files'] {
    return workingTree(root);
  }

  /** Where the result goes. */
  protected openSink(flags: SharedFlags): void {
    this.#output = flags.output;
  }

  protected get tool(): Tool {
    return { name: 'parity', version: this.config.version };
  }

  protected get medium(): Medium {
    return mediumOf(this.#output === undefined);
  }

  #flagNames(): string[] {
    return Object.keys({ ...this.ctor.baseFlags, ...this.ctor.flags }).sort();
  }

  async #deliver(text: string): Promise<void> {
    if (this.#output === undefined) return writeOut(text);
    try {
      writeFileSync(this.#output, text);
    } catch (cause) {
      throw notWritten(`--output ${this.#output}`, cause);
    }
  }
}

/** A new file takes the place of none: somebody may have made it a moment ago. */
function write({ path, text, isNew }: NonNullable<Answer['written']>): void {
  try {
    writeFileSync(path, text, { flag: isNew ? 'wx' : 'w' });
  } catch (cause) {
    throw notWritten(path, cause);
  }
}

function append(path: string, text: string): void {
  try {
    appendFileSync(path, text);
  } catch (cause) {
    throw notWritten(path, cause);
  }
}

function mediumOf(toTerminal: boolean): Medium {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const terminal = toTerminal && process.stdout.isTTY === true;
  const isRefused = (NO_COLOR ?? '') !== '' || /^(0|false)$/.test(FORCE_COLOR ?? '') || TERM === 'dumb';
  const color = !isRefused && toTerminal && (terminal || (FORCE_COLOR ?? '') !== '');
  return { color, width: terminal ? process.stdout.columns || 80 : undefined };
}

/**
 * Writes the result; a result that cannot be written is no result.
 *
 * A stdout that was closed before the start is not noticed: Node opens /dev/null in its place, just as a caller does
 * who only wants the exit code (Python's DEVNULL, `stdio: 'ignore'`), and the two cannot be told apart afterwards.
 */
export async function writeOut(text: string): Promise<void> {
  if (text === '') return;
  await new Promise<void>((resolve, reject) => {
    const fail = (cause: unknown) => reject(notWritten('stdout', cause));
    // oclif has put a listener there that throws.
    process.stdout.removeAllListeners('error').on('error', fail);
    process.stdout.write(text, (error) => (error ? fail(error) : resolve()));
  });
}

export interface ReportContext {
  readonly argv: readonly string[];
  readonly redact?: (text: string) => string;
  /** Names of the flags that were allowed. */
  readonly flags?: readonly string[];
}

/** Tells what ended a run, in the form that was asked for, and sets the exit code. */
export async function report(error: unknown, context: ReportContext): Promise<void> {
  const { redact = (text) => text } = context;
  const { exit, code, message, hint, stack } = failureOf(error, context.flags);
  setExit(exit);
  if (wantsJson(context.argv, process.env)) {
    const document = { error: { code, message: redact(message), hint: redact(hint) } };
    // Where stdout is what broke, the exit code has to say it alone.
    await writeOut(`${JSON.stringify(document, null, 2)}\n`).catch(() => undefined);
    return;
  }
  const lines = [`error: ${message}`, `hint: ${hint}`, ...(stack === undefined ? [] : ['', stack])];
  process.stderr.write(redact(`${lines.join('\n')}\n`));
}

function setExit(name: ExitName): void {
  process.exitCode = exitCode(name);
}

function notWritten(where: string, cause: unknown): ParityError {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an unknown error';
  return new ParityError({
    kind: 'cannot-check',
    code: 'output/not-written',
    message: `write the result to ${where}: the system answered ${reason}`,
    hint: 'name a place that can be written to and has room',
    cause,
  });
}
