import type { CommandLine, Probe, ProbeTiming } from '../../shape/workload.ts';
import { requestsIn } from '../../text/http-requests.ts';
import { durationSeconds } from '../compose/duration.ts';
import { flagsOf, type InstructionContext, jsonList, type StageDraft } from './stage.ts';

export const DEFAULT_SHELL: readonly string[] = ['/bin/sh', '-c'];

export function readEntrypoint(stage: StageDraft, context: InstructionContext): void {
  stage.entrypoint = commandLine(stage, context, 0);
}

export function readCmd(stage: StageDraft, context: InstructionContext): void {
  stage.command = commandLine(stage, context, 0);
}

/** RUN without its mounts; the body of a heredoc is not read. */
export function readRun(stage: StageDraft, context: InstructionContext): void {
  const text = context.instruction.rest.text.slice(flagsOf(context).end);
  const words = jsonList(text) ?? [...stage.shell, text];
  stage.runs.push({ words, at: context.at, directory: stage.directory });
}

/** SHELL changes the shell of every shell form behind it. */
export function readShell(stage: StageDraft, context: InstructionContext): void {
  const words = jsonList(context.instruction.rest.text);
  if (words !== undefined && words.length > 0) stage.shell = words;
  else {
    context.report(context.at, {
      kind: 'unreadable',
      message: 'SHELL is no JSON list of texts',
      hint: 'write SHELL ["/bin/bash", "-c"]',
    });
  }
}

/** HEALTHCHECK (N164); `NONE` takes away the check of the base image. */
export function readHealthcheck(stage: StageDraft, context: InstructionContext): void {
  const flags = flagsOf(context);
  const form = /^(NONE|CMD)(\s+|$)/i.exec(context.instruction.rest.text.slice(flags.end));
  if (form?.[1]?.toUpperCase() === 'NONE') {
    stage.healthcheck = { role: 'healthcheck', action: { kind: 'disabled' }, timing: {}, at: context.at };
    return;
  }
  const start = flags.end + (form?.[0].length ?? 0);
  if (form === null || start >= context.instruction.rest.text.length) {
    context.report(context.at, {
      kind: 'unreadable',
      message: 'HEALTHCHECK has neither a CMD nor NONE',
      hint: 'write HEALTHCHECK CMD <command>, or HEALTHCHECK NONE',
    });
    return;
  }
  const command = commandLine(stage, context, start);
  const action: Probe['action'] = { kind: 'command', command, requests: requestsIn(command.words) };
  stage.healthcheck = { role: 'healthcheck', action, timing: timingOf(flags.values), at: context.at };
}

/** Docker takes a zero for the default of its own. */
function timingOf(flags: ReadonlyMap<string, string>): ProbeTiming {
  const initialDelay = durationSeconds(flags.get('start-period') ?? '');
  const period = durationSeconds(flags.get('interval') ?? '');
  const timeout = durationSeconds(flags.get('timeout') ?? '');
  const retries = /^\d{1,6}$/.test(flags.get('retries') ?? '') ? Number(flags.get('retries')) : 0;
  return {
    ...(initialDelay && { initialDelay }),
    ...(period && { period }),
    ...(timeout && { timeout }),
    ...(retries > 0 && { failureThreshold: retries }),
  };
}

function commandLine(stage: StageDraft, context: InstructionContext, from: number): CommandLine {
  const text = context.instruction.rest.text.slice(from);
  const at = context.at;
  const words = jsonList(text);
  if (words !== undefined) return { words, at };
  // `CMD ['node', 'server.js']`: the shell is asked for a program called `[node,`.
  if (/^\[\s*['"].*\]$/s.test(text)) {
    context.report(context.place(from), {
      kind: 'suspicious',
      message: `${context.instruction.keyword} looks like a list and is no JSON, so a shell gets it as text`,
      hint: 'write the list with double quotes and no comma at its end',
    });
  }
  return { words: text === '' ? [] : [...stage.shell, text], at };
}
