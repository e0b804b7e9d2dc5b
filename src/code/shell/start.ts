import type { Vault } from '../../secrets/vault.ts';
import type { CodeFacts, CodeValue, EnvironmentRead } from '../../shape/code-facts.ts';
import { codeValue, literalOf, soleVariable } from '../assembled-text.ts';
import type { ExportedVariable, ScriptFacts } from './script.ts';

/**
 * What a program needs and offers when scripts start it: what they ask for themselves, and without what they give it
 * in any case.
 */
export function withScripts(facts: CodeFacts, scripts: readonly ScriptFacts[], secrets: Vault): CodeFacts {
  const exported = new Map(scripts.flatMap((script) => script.exported.map((each) => [each.name, each] as const)));
  const given = (value: CodeValue) => filledIn(value, exported);
  const reads = [
    ...facts.reads.map((read) => withExport(read, exported.get(read.name), secrets)),
    ...scriptReads(scripts),
  ];
  return {
    ...facts,
    reads: scripts.some(({ givesMore }) => givesMore) ? reads.map(givenElsewhere) : reads,
    listens: facts.listens.map((listen) => ({ ...listen, port: given(listen.port) })),
    calls: [
      ...facts.calls.map((call) => ({ ...call, target: given(call.target) })),
      ...scripts.flatMap(({ calls }) => calls),
    ],
  };
}

/** The reads of all scripts, without what one of them gets from another. */
function scriptReads(scripts: readonly ScriptFacts[]): EnvironmentRead[] {
  return scripts.flatMap((script) => {
    const others = scripts.filter((other) => other !== script);
    const theirs = new Set(
      others.flatMap(({ exported, assigned }) => [...exported.map(({ name }) => name), ...assigned]),
    );
    return script.reads.filter(({ name, enforced }) => enforced === true || !theirs.has(name));
  });
}

/** What a file gives that is not known stands in for what the environment does not set. */
function givenElsewhere(read: EnvironmentRead): EnvironmentRead {
  if (read.dynamic || read.buildTime) return read;
  const { enforced: _, ...rest } = read;
  return { ...rest, need: 'optional', default: { value: 'computed', at: read.at } };
}

function withExport(read: EnvironmentRead, given: ExportedVariable | undefined, secrets: Vault): EnvironmentRead {
  if (given === undefined || read.dynamic || read.buildTime) return read;
  const { enforced: _, default: __, development: ___, ...rest } = read;
  const own = soleVariable(given.text);
  const text = own?.variable === read.name ? own.fallback : literalOf(given.text);
  const value = text === undefined ? ('computed' as const) : secrets.value(read.name, text);
  return { ...rest, need: 'optional', default: { value, at: given.at } };
}

/** A value of the program as the scripts leave it. */
function filledIn(value: CodeValue, exported: ReadonlyMap<string, ExportedVariable>): CodeValue {
  const given = value.kind === 'variable' ? exported.get(value.name) : undefined;
  if (value.kind !== 'variable' || given === undefined) return value;
  const own = soleVariable(given.text);
  if (own?.variable === value.name) return own.fallback === undefined ? value : { ...value, fallback: own.fallback };
  const text = literalOf(given.text);
  if (text !== undefined && !given.isFixed) return { ...value, fallback: text };
  const whole = codeValue(given.text);
  return whole.kind === 'computed' ? value : whole;
}
