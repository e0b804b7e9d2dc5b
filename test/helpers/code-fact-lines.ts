import type { CodeFacts, CodeValue, EnvFileLoad, EnvironmentRead, StandIn } from '../../src/shape/code-facts.ts';
import type { Origin, Problem } from '../../src/shape/origin.ts';
import type { Value } from '../../src/shape/value.ts';

/** What the code of one service says, one readable line a fact: for expected files and for reading by eye. */
export function linesOfFacts(facts: CodeFacts, problems: readonly Problem[] = []): string[] {
  return [
    ...facts.reads.map(lineOfRead),
    ...facts.listens.map(
      ({ port, host, at }) => `listen ${textOf(port)}${host ? ` host=${textOf(host)}` : ''} ${place(at)}`,
    ),
    ...facts.routes.map(({ method, path, at }) => `route ${method} ${path} ${place(at)}`),
    ...facts.calls.map(({ protocol, target, at }) => `call ${protocol} ${textOf(target)} ${place(at)}`),
    ...facts.queues.map(({ system, role, name, at }) => `queue ${system} ${role} ${textOf(name)} ${place(at)}`),
    ...facts.stores.map(({ kind, system, name, at }) => `store ${kind} ${system} ${textOf(name)} ${place(at)}`),
    ...facts.files.map(({ mode, path, at }) => `file ${mode} ${textOf(path)} ${place(at)}`),
    ...(facts.envFiles ?? []).map(lineOfLoad),
    ...problems.map((problem) => `${problem.kind} ${problem.message} ${place(problem)}`),
  ];
}

/** `PORT|3000` for a variable and what stands in for it; `http://{HOST|cart}:8080` for a template; `?` for computed. */
export function textOf(value: CodeValue): string {
  switch (value.kind) {
    case 'literal':
      return JSON.stringify(value.text);
    case 'variable':
      return withStandIn(value.name, value);
    case 'template':
      return value.parts
        .map((part) => (typeof part === 'string' ? part : `{${withStandIn(part.variable, part)}}`))
        .join('');
    case 'computed':
      return '?';
  }
}

/** `NAME~OTHER|fallback@profile=value`. */
function withStandIn(name: string, { fallback, others, otherwise, profiles }: StandIn): string {
  return [
    name,
    ...(others ?? []).map((other) => `~${other}`),
    ...(fallback === undefined ? [] : [`|${fallback}`]),
    ...(otherwise ? [`|${textOf(otherwise)}`] : []),
    ...(profiles?.values ?? []).map(({ profile, value }) => `@${profile}=${textOf(value)}`),
  ].join('');
}

function lineOfLoad({ path, from, overrides, when, at }: EnvFileLoad): string {
  const condition = typeof when === 'object' ? `${when.variable}${when.holds ? '=' : '!='}${when.text}` : when;
  return [
    `envfile ${textOf(path)} from=${from}`,
    overrides ? 'overrides' : '',
    condition === undefined ? '' : `when=${condition}`,
    place(at),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function lineOfRead(read: EnvironmentRead): string {
  return [
    read.dynamic ? 'unresolved' : 'read',
    read.dynamic ? `${read.name}*` : read.name,
    read.default && `default=${textOfValue(read.default.value)}@${read.default.at.line}:${read.default.at.column}`,
    `need=${read.enforced ? 'enforced' : read.need}`,
    `when=${read.when}`,
    `type=${read.type}`,
    read.values && `values=${read.values.join(',')}`,
    read.conditional && 'conditional',
    read.mode && `mode=${read.mode.name}`,
    read.alternatives.length > 0 && `alternatives=${read.alternatives.join(',')}`,
    read.buildTime && 'buildTime',
    read.implied && 'implied',
    read.caseInsensitive && 'caseInsensitive',
    read.development &&
      `development=${textOfValue(read.development.value)}@${read.development.at.line}:${read.development.at.column}`,
    `via=${read.via}`,
    place(read.at),
  ]
    .filter((part) => part)
    .join(' ');
}

function textOfValue(value: Value | 'computed'): string {
  if (value === 'computed') return '?';
  switch (value.kind) {
    case 'plain':
      return JSON.stringify(value.text);
    case 'secret':
      return '[secret]';
    case 'deferred':
      return `(${value.reason})`;
  }
}

function place(at: Origin | Problem): string {
  return `${at.path}:${at.line}:${at.column}`;
}
