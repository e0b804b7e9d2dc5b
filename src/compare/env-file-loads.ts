import { effectiveProcess } from '../effective/process.ts';
import type { EffectiveService } from '../effective/service.ts';
import type { CodeFacts, CodeValue, EnvFileLoad, LoadCondition } from '../shape/code-facts.ts';
import type { Origin } from '../shape/origin.ts';
import { resolveCodeValue } from './code-value.ts';
import { type NamedScript, type StartedProgram, startedPrograms } from './started-programs.ts';

/** A dotenv file that a program of one side loads, as it names it there. */
export interface NamedEnvFile {
  /** Undefined where the name is computed: any dotenv file beside the program may be meant. */
  readonly path: string | undefined;
  readonly from: EnvFileLoad['from'];
  readonly overrides: boolean;
  /** False where it depends on what cannot be told. */
  readonly isSure: boolean;
  readonly at: Origin;
}

/** The dotenv files that a service loads on one side, by its command and by its code; of several the first one wins. */
export function namedEnvFiles(
  service: EffectiveService,
  code: CodeFacts,
  scripts: ReadonlyMap<string, NamedScript>,
): NamedEnvFile[] {
  const process = effectiveProcess(service.workload, service.image);
  const programs = process ? startedPrograms(process.words, { at: process.at, scripts }) : [];
  const loads = [...programs.flatMap((program) => ofProgram(program)), ...(code.envFiles ?? [])];
  return loads.flatMap(({ path: value, from, overrides, when, at }) => {
    const truth = when === undefined ? true : when === 'unknown' ? undefined : isMet(when, service);
    if (truth === false) return [];
    const resolved = resolveCodeValue(value, service);
    if (resolved.kind !== 'known' && namesNothing(value, service)) return [];
    const path = resolved.kind === 'known' ? resolved.text : undefined;
    return [{ path, from, overrides, isSure: truth === true && path !== undefined, at }];
  });
}

/** `.env.${NODE_ENV}` where nothing sets NODE_ENV is a file that nobody writes. */
function namesNothing(value: CodeValue, { environment }: EffectiveService): boolean {
  if (value.kind !== 'template' || environment.openImports.length > 0) return false;
  return value.parts.some((part) => typeof part !== 'string' && !environment.variables.has(part.variable));
}

/** Undefined where it cannot be told. */
function isMet(
  { variable: name, text, holds, fallback }: LoadCondition,
  { environment }: EffectiveService,
): boolean | undefined {
  const variable = environment.variables.get(name);
  if (variable === undefined) return environment.openImports.length > 0 ? undefined : (fallback === text) === holds;
  return variable.value.kind === 'plain' ? (variable.value.text === text) === holds : undefined;
}

/** What programs load that are told to, or do so of themselves. */
function ofProgram({ name, words, sets, at }: StartedProgram): EnvFileLoad[] {
  const load = (path: CodeValue): EnvFileLoad => ({ path, from: 'started', overrides: false, at });
  const named = (text: string) => load({ kind: 'literal', text });
  if (/^(node|nodejs|tsx|ts-node|ts-node-dev|nodemon)$/.test(name)) {
    const given = optionValues(words, /^--env-file(-if-exists)?$/);
    const requires = optionValues(words, /^(-r|--require|--import)$/).includes('dotenv/config');
    const path = words.map((word) => /^dotenv_config_path=(.+)$/.exec(word)?.[1]).find((found) => found !== undefined);
    const standard = requires ? [named(path ?? sets.get('DOTENV_CONFIG_PATH') ?? '.env')] : [];
    // Of several files that node is told, the last one wins.
    return [...[...given].reverse().map(named), ...standard];
  }
  if (name === 'uvicorn') return optionValues(words, /^--env-file$/).map(named);
  if (name === 'bun') return [named('.env.local'), load(MODE), named('.env')];
  if (name === 'next' && /^(start|dev)$/.test(words[0] ?? '')) return nextFiles(words[0] === 'dev', named);
  return [];
}

const MODE: CodeValue = { kind: 'template', parts: ['.env.', { variable: 'NODE_ENV' }] };

function nextFiles(isDevelopment: boolean, named: (text: string) => EnvFileLoad): EnvFileLoad[] {
  const mode = isDevelopment ? 'development' : 'production';
  return [`.env.${mode}.local`, '.env.local', `.env.${mode}`, '.env'].map(named);
}

/** `--env-file=.env`, `--env-file .env`. */
function optionValues(words: readonly string[], option: RegExp): string[] {
  return words.flatMap((word, at) => {
    const [name = '', ...rest] = word.split('=');
    if (!option.test(name)) return [];
    return rest.length > 0 ? [rest.join('=')] : (words[at + 1] ?? []);
  });
}
