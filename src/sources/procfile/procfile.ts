// https://devcenter.heroku.com/articles/procfile, as foreman, honcho and overmind read it.
import { type Facts, noFacts } from '../../shape/facts.ts';
import { hostProcess } from '../../shape/host-process.ts';
import type { Origin, Problem } from '../../shape/origin.ts';
import type { Value } from '../../shape/value.ts';
import type { CommandLine, EnvironmentStep, Workload } from '../../shape/workload.ts';
import { isPlainCommand, splitWords } from '../../text/shell-words.ts';
import { readEach } from '../read-each.ts';
import type { Source, SourceContext } from '../source.ts';
import { procfileInput } from './input.ts';

const ID = 'procfile';
const LINE = /^(\s*)([A-Za-z0-9_-]+)\s*:(.*)$/s;
const ASSIGNMENT = /^([A-Za-z_]\w*)=((?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\;|&<>()])*)(?:\s+|$)/;

/** One workload per process type. */
export const procfile: Source = {
  id: ID,
  input: procfileInput,
  read: ({ paths }, context) => readEach(paths, { source: ID, context }, (path, text) => readText(path, text, context)),
};

function readText(path: string, text: string, context: SourceContext): Facts {
  const workloads = new Map<string, Workload>();
  const problems: Problem[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (raw.trim() === '' || raw.trimStart().startsWith('#')) continue;
    const match = LINE.exec(raw);
    const place = { line: index + 1, column: (match?.[1] ?? raw.slice(0, raw.search(/\S/))).length + 1 };
    const [, , name = '', behind = ''] = match ?? [];
    const command = behind.trim();
    if (match === null || command === '') {
      problems.push(problemAt(path, place, { message: 'the line is no `type: command`', hint: WRITE }));
      continue;
    }
    const before = workloads.get(name);
    if (before !== undefined) {
      const message = `process ${name} stands on line ${before.at.line} and again on line ${place.line}; the last one wins`;
      problems.push({
        ...problemAt(path, place, { message, hint: `rename or delete line ${before.at.line}` }),
        kind: 'suspicious',
      });
    }
    const column = raw.indexOf(command, raw.indexOf(':') + 1) + 1;
    workloads.set(
      name,
      process({ path, name, command, line: place.line, column: place.column, commandColumn: column }, context),
    );
  }
  return { ...noFacts(), workloads: [...workloads.values()], problems };
}

const WRITE = 'write `web: npm start`, or put # before the line';

interface ProcessLine {
  readonly path: string;
  readonly name: string;
  readonly command: string;
  readonly line: number;
  readonly column: number;
  readonly commandColumn: number;
}

function process(line: ProcessLine, context: SourceContext): Workload {
  const { name } = line;
  const at: Origin = { source: ID, path: line.path, line: line.line, column: line.column, object: `process ${name}` };
  return hostProcess(name, at, assignments(line, at, context));
}

/** `env A=1 B=2 command`, with or without the word `env`. */
function assignments(
  line: ProcessLine,
  origin: Origin,
  context: SourceContext,
): { environment: EnvironmentStep[]; command?: CommandLine } {
  const environment: EnvironmentStep[] = [];
  let offset = /^(?:exec\s+)?env\s+(?=[A-Za-z_]\w*=)/.exec(line.command)?.[0].length ?? 0;
  for (;;) {
    const match = ASSIGNMENT.exec(line.command.slice(offset));
    if (match === null) break;
    const [whole, name = '', value = ''] = match;
    environment.push({
      kind: 'set',
      name,
      value: assigned(name, value, context),
      expand: false,
      at: { ...origin, column: line.commandColumn + offset },
    });
    offset += whole.length;
  }
  const rest = line.command.slice(offset);
  if (rest === '') return { environment };
  const words = isPlainCommand(rest) ? splitWords(rest) : ['/bin/sh', '-c', rest];
  return { environment, command: { words, at: { ...origin, column: line.commandColumn + offset } } };
}

function assigned(name: string, written: string, context: SourceContext): Value {
  // A variable or a command inside is the shell's to decide; single quotes keep it from that.
  if (/[$`]/.test(written.replace(/'[^']*'|\\./g, ''))) return { kind: 'deferred', reason: 'from the shell' };
  return context.secrets.value(name, splitWords(written).join(' '));
}

function problemAt(
  path: string,
  at: { readonly line: number; readonly column: number },
  said: { readonly message: string; readonly hint: string },
): Problem {
  return {
    kind: 'unreadable',
    source: ID,
    path,
    line: at.line,
    column: at.column,
    message: `read ${path}: ${said.message}`,
    hint: said.hint,
  };
}
