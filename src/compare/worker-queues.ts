// Workers whose command line says which queues they read: Celery, RQ, Sidekiq, Dramatiq, Laravel, Symfony Messenger.
import { effectiveProcess } from '../effective/process.ts';
import type { EffectiveService } from '../effective/service.ts';
import type { Origin } from '../shape/origin.ts';
import { resolveCodeValue } from './code-value.ts';
import type { ServicePair } from './comparison.ts';
import { type StartedProgram, startedPrograms } from './started-programs.ts';
import { plainText } from './variables.ts';

/** The queues that a worker reads on one side. */
export interface WorkerQueues {
  readonly system: string;
  /** `unknown`: they are computed, or a file that is not read names them. */
  readonly names: readonly string[] | 'unknown';
  /** The command line names them; else they are what the program reads by default. */
  readonly isNamed: boolean;
  readonly at: Origin;
}

interface WorkerProgram {
  /** As the code's own facts call it. */
  readonly system: string;
  readonly isWorker: (words: readonly string[]) => boolean;
  readonly named: (words: readonly string[]) => readonly string[];
  readonly byDefault: (pair: ServicePair, service: EffectiveService) => readonly string[] | 'unknown';
}

const WORKERS: Readonly<Record<string, WorkerProgram>> = {
  celery: {
    system: 'celery',
    isWorker: (words) => words.includes('worker'),
    named: (words) => optionValues(words, ['-Q', '--queues']).flatMap((value) => value.split(',')),
    byDefault: celeryDefault,
  },
  rq: {
    system: 'redis',
    isWorker: (words) => /^worker(-pool)?$/.test(words[0] ?? ''),
    named: (words) => bareWords(words.slice(1), /^(-[bcwqunPjd]|--(?!burst|quiet|verbose|with-scheduler)[\w-]+)$/),
    byDefault: () => ['default'],
  },
  sidekiq: {
    system: 'sidekiq',
    isWorker: () => true,
    named: (words) => optionValues(words, ['-q', '--queue']).map((value) => value.replace(/,\d+$/, '')),
    byDefault: sidekiqDefault,
  },
  dramatiq: {
    system: 'amqp',
    isWorker: () => true,
    named: (words) => wordsBehind(words, ['-Q', '--queues']),
    // All queues of its actors.
    byDefault: () => 'unknown',
  },
  artisan: {
    system: 'laravel',
    isWorker: (words) => /^queue:(work|listen)$/.test(words[0] ?? ''),
    named: (words) => optionValues(words, ['--queue', '--queue']).flatMap((value) => value.split(',')),
    byDefault: (_, { environment }) =>
      [...environment.variables.keys()].some((name) => /_QUEUE$/.test(name)) ? 'unknown' : ['default'],
  },
  horizon: {
    system: 'laravel',
    isWorker: () => true,
    named: () => [],
    // config/horizon.php names them.
    byDefault: () => 'unknown',
  },
  console: {
    system: 'messenger',
    isWorker: (words) => words[0] === 'messenger:consume',
    named: (words) =>
      bareWords(words.slice(1), /^(-[lfmtbe]|--(limit|failure-limit|memory-limit|time-limit|sleep|bus|queues|env)$)/),
    byDefault: () => 'unknown',
  },
};

/** Whether the queues of a system may be read by workers that their command line tells which. */
export function isWorkerSystem(system: string): boolean {
  return Object.values(WORKERS).some((worker) => worker.system === system);
}

/** What the workers that a container starts read; nothing for a container that starts no known worker. */
export function workerQueues(pair: ServicePair, service: EffectiveService): WorkerQueues[] {
  return programsOf(pair, service).flatMap((program) => {
    const { name, words } = workerIn(program);
    const worker = Object.hasOwn(WORKERS, name) ? WORKERS[name] : undefined;
    if (worker === undefined || !worker.isWorker(words)) return [];
    const named = worker.named(words).filter((word) => word !== '');
    const texts = named.map((word) => expanded(word, program, service));
    const known = texts.filter((text) => text !== undefined).flatMap((text) => text.split(','));
    const names = named.length === 0 ? worker.byDefault(pair, service) : known;
    return [
      {
        system: worker.system,
        names: texts.includes(undefined) ? ('unknown' as const) : names,
        isNamed: named.length > 0,
        at: program.at,
      },
    ];
  });
}

/** Whether a container starts a script that is not read: it may be a worker as well. */
export function mayBeWorker(pair: ServicePair, service: EffectiveService): boolean {
  if (pair.codeCoverage === 'none') return false;
  return programsOf(pair, service).some((program) => {
    const { name, words } = workerIn(program);
    const isScript = name.endsWith('.sh') || (/^(ba|da|a|z|k)?sh$/.test(name) && words.length > 0);
    return name === '' || isScript;
  });
}

function programsOf(pair: ServicePair, { workload, image }: EffectiveService): StartedProgram[] {
  const process = effectiveProcess(workload, image);
  return process ? startedPrograms(process.words, { at: process.at, scripts: pair.program.scripts }) : [];
}

/** `python -m celery …`, `./start.sh celery …`: the program that is meant. */
function workerIn({ name, words }: Pick<StartedProgram, 'name' | 'words'>): Pick<StartedProgram, 'name' | 'words'> {
  const isPhp = /^php[\d.]*$/.test(name);
  const console = isPhp ? words.findIndex((word) => /^(artisan|console)$/.test(baseOf(word))) : -1;
  if (console >= 0) return workerIn({ name: baseOf(words[console] ?? ''), words: words.slice(console + 1) });
  if (name === 'artisan' && words[0] === 'horizon') return { name: 'horizon', words: words.slice(1) };
  const isPython = /^(python|pypy)[\d.]*$/.test(name);
  const start = isPython ? words.indexOf('-m') + 1 : name.endsWith('.sh') ? firstWorker(words) : 0;
  if (start === 0 && !(name.endsWith('.sh') && Object.hasOwn(WORKERS, baseOf(words[0] ?? '')))) return { name, words };
  return { name: baseOf(words[start] ?? ''), words: words.slice(start + 1) };
}

function firstWorker(words: readonly string[]): number {
  return Math.max(
    words.findIndex((word) => Object.hasOwn(WORKERS, baseOf(word))),
    0,
  );
}

function baseOf(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}

/** The queues that the code declares, `celery` where it declares none. */
function celeryDefault(pair: ServicePair, service: EffectiveService): readonly string[] | 'unknown' {
  return declaredQueues(pair, service, { system: 'celery', standard: 'celery' });
}

/** The queues of config/sidekiq.yml, `default` without one; `-C` names another file. */
function sidekiqDefault(pair: ServicePair, service: EffectiveService): readonly string[] | 'unknown' {
  const words = effectiveProcess(service.workload, service.image)?.words.join(' ') ?? '';
  const isOther = /\s(-C|--config)[\s=]*(?!\.?\/?([\w/]*\/)?config\/sidekiq\.yml\b)\S/.test(words);
  return isOther ? 'unknown' : declaredQueues(pair, service, { system: 'sidekiq', standard: 'default' });
}

function declaredQueues(
  pair: ServicePair,
  service: EffectiveService,
  { system, standard }: { readonly system: string; readonly standard: string },
): readonly string[] | 'unknown' {
  if (pair.codeCoverage === 'none') return 'unknown';
  const declared = pair.code.queues
    .filter((queue) => queue.system === system && queue.role === 'declare')
    .map(({ name }) => resolveCodeValue(name, service));
  if (declared.some(({ kind }) => kind !== 'known')) return 'unknown';
  const names = declared.flatMap((value) => (value.kind === 'known' ? [value.text] : []));
  return names.length > 0 ? names : [standard];
}

/** `-Q a`, `-Qa`, `--queues=a`. */
function optionValues(words: readonly string[], [short, long]: readonly [string, string]): string[] {
  return words.flatMap((word, at) => {
    if (word === short || word === long) return [words[at + 1] ?? ''];
    if (word.startsWith(`${long}=`)) return [word.slice(long.length + 1)];
    return word.startsWith(short) && !word.startsWith('--') ? [word.slice(short.length)] : [];
  });
}

/** Words that are no option and no value of one. */
function bareWords(words: readonly string[], withValue: RegExp): string[] {
  return words.filter((word, at) => !word.startsWith('-') && !withValue.test(words[at - 1] ?? ''));
}

/** `--queues a b`: all words up to the next option. */
function wordsBehind(words: readonly string[], options: readonly string[]): string[] {
  const at = words.findIndex((word) => options.includes(word));
  if (at < 0) return [];
  const end = words.findIndex((word, index) => index > at && word.startsWith('-'));
  return words.slice(at + 1, end < 0 ? undefined : end);
}

/** A word with `$NAME`, `${NAME:-text}` and `$(NAME)` filled in; undefined when one of them is not known. */
function expanded(word: string, { sets }: StartedProgram, { environment }: EffectiveService): string | undefined {
  let isKnown = true;
  const text = word.replace(/\$(?:\{(\w+)(?::?-([^}]*))?\}|\((\w+)\)|(\w+))/g, (...match: unknown[]) => {
    const [, braced, fallback, round, bare] = match.map((part) => (typeof part === 'string' ? part : undefined));
    const name = braced ?? round ?? bare ?? '';
    const known = sets.get(name) ?? plainText(environment.variables.get(name)?.value);
    const isOpen = environment.variables.has(name) || environment.openImports.length > 0;
    const value = known ?? (isOpen ? undefined : fallback);
    if (value === undefined) isKnown = false;
    return value ?? '';
  });
  return isKnown && !/[`*$]/.test(text) ? text : undefined;
}
