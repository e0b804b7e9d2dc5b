import type { CommandLine, Probe, ProbeTiming } from '../../shape/workload.ts';
import { requestsIn } from '../../text/http-requests.ts';
import { keepSecrets, listWords } from './command.ts';
import { durationSeconds } from './duration.ts';
import { readAliases } from './names.ts';
import { type ComposeNode, entryOf, get, isOpen, isTrue, scalarOf } from './node.ts';
import { at, refuse, type ServiceInput } from './service-input.ts';

/** `healthcheck` (N164); one that only changes the timing of the image's own check says nothing by itself. */
export function readHealthcheck(input: ServiceInput): Probe[] {
  const entry = entryOf(input.service, 'healthcheck');
  const check = get(input.service, 'healthcheck');
  if (entry === undefined || check === undefined) return [];
  const shared = { role: 'healthcheck' as const, at: at(input, entry) };
  const testEntry = entryOf(check, 'test');
  const test = get(check, 'test');
  if (isTrue(get(check, 'disable'))) return [{ ...shared, action: { kind: 'disabled' }, timing: {} }];
  if (test === undefined) return [];
  const words = testWords(test);
  if (words === undefined) {
    refuse(input, test, {
      attribute: 'healthcheck.test',
      isNot: 'a text, or a list that begins with NONE, CMD or CMD-SHELL',
      hint: 'write ["CMD", "program", "argument"]',
    });
    return [];
  }
  if (words.length === 0) return [{ ...shared, action: { kind: 'disabled' }, timing: {} }];
  keepSecrets(words, input);
  const command: CommandLine = { words, at: at(input, testEntry ?? test) };
  const requests = requestsIn(words, [input.name, ...readAliases(input)]);
  const action = { kind: 'command', command, requests } as const;
  return [{ ...shared, action, timing: timingOf(check, input) }];
}

/** Empty for `NONE`. */
function testWords(test: ComposeNode): string[] | undefined {
  if (test.kind === 'scalar') return ['/bin/sh', '-c', test.text];
  const [first, ...rest] = listWords(test) ?? [];
  switch (first) {
    case 'NONE':
      return [];
    case 'CMD':
      return rest.length > 0 ? rest : undefined;
    case 'CMD-SHELL':
      return rest.length === 1 ? ['/bin/sh', '-c', ...rest] : undefined;
    default:
      return undefined;
  }
}

function timingOf(check: ComposeNode, input: ServiceInput): ProbeTiming {
  const initialDelay = secondsOf(check, 'start_period', input);
  const period = secondsOf(check, 'interval', input);
  const timeout = secondsOf(check, 'timeout', input);
  const retries = scalarOf(check, 'retries');
  return {
    ...(initialDelay !== undefined && { initialDelay }),
    ...(period !== undefined && { period }),
    ...(timeout !== undefined && { timeout }),
    ...(retries !== undefined && /^\d+$/.test(retries.text) && { failureThreshold: Number(retries.text) }),
  };
}

function secondsOf(check: ComposeNode, key: string, input: ServiceInput): number | undefined {
  const scalar = scalarOf(check, key);
  if (scalar === undefined) return undefined;
  const seconds = durationSeconds(scalar.text);
  if (seconds === undefined && !isOpen(scalar)) {
    refuse(input, scalar, { attribute: `healthcheck.${key}`, isNot: 'a duration', hint: 'write it as 30s or 1m30s' });
  }
  return seconds;
}
