import type { CodeValue } from '../shape/code-facts.ts';
import type { Origin } from '../shape/origin.ts';
import { serverCalled } from './server-programs.ts';
import { type KnownCommand, type StartedProgram, startedPrograms } from './started-programs.ts';

/** What a command line says of the port that its process listens on. */
export type CommandPorts =
  /** A server program that is told its port, or takes its own default; what its code says of ports is not run. */
  | {
      readonly kind: 'server';
      readonly port: CodeValue;
      readonly files: boolean;
      /** The address that it binds to, where that is known. */
      readonly host?: CodeValue;
      /** The file of its own that says the port where the command line does not, and what holds where that says nothing. */
      readonly settings?: RegExp;
      readonly standard?: CodeValue;
      /** The port of the program that the server starts behind itself. */
      readonly behind?: CodeValue;
      /** Other servers that the command starts. */
      readonly beside: readonly { readonly port: CodeValue; readonly host?: CodeValue; readonly at: Origin }[];
      readonly at: Origin;
    }
  /** A program that listens on nothing: a worker of a queue. */
  | { readonly kind: 'worker' }
  /** A program whose code decides, with the variables that the command itself sets. */
  | { readonly kind: 'code'; readonly sets: ReadonlyMap<string, string> };

/** Reads the port off the words of a command: `gunicorn -b :8000`, `sh -c "…"`, `npm start` by its script. */
export function commandPorts(words: readonly string[], known: KnownCommand): CommandPorts {
  // What prepares comes first: `migrate && gunicorn …`.
  const read = startedPrograms(words, known).map(portsOf);
  const servers = read.filter((each) => each.kind === 'server');
  const last = servers.at(-1);
  if (last) return { ...last, beside: servers.slice(0, -1) };
  return read.at(-1) ?? { kind: 'code', sets: new Map() };
}

function portsOf({ name, words, sets, at }: StartedProgram): CommandPorts {
  const server = serverCalled(name, words);
  if (server === undefined) return { kind: 'code', sets: name === 'java' ? withProperties(words, sets) : sets };
  if (server.worker === true) return { kind: 'worker' };
  const { settings, standard, behind } = server;
  const host = server.host?.(words);
  return {
    kind: 'server',
    port: filled(server.port(words), sets),
    files: server.files === true,
    ...(host && { host: filled(host, sets) }),
    ...(settings && { settings }),
    ...(standard && { standard: filled(standard, sets) }),
    ...(behind && { behind: filled(behind, sets) }),
    beside: [],
    at,
  };
}

/** A variable that the command sets itself is known. */
function filled(value: CodeValue, sets: ReadonlyMap<string, string>): CodeValue {
  if (value.kind !== 'variable') return value;
  const text = sets.get(value.name);
  return text === undefined ? value : { kind: 'literal', text };
}

/** `java -Dserver.port=9090 -jar shop.jar --spring.profiles.active=prod`: properties by the names of their variables. */
function withProperties(words: readonly string[], sets: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const given = words.flatMap((word) => {
    const match = /^(?:-D|--)([A-Za-z][\w.-]*)=(.+)$/.exec(word);
    return match ? [[(match[1] ?? '').toUpperCase().replace(/[.-]/g, '_'), match[2] ?? ''] as const] : [];
  });
  return new Map([...sets, ...given]);
}
