import type { EffectiveService } from '../effective/service.ts';
import type { EnvironmentRead, RunMode } from '../shape/code-facts.ts';
import { plainText } from './variables.ts';

/**
 * The reads of a service as they are on one side: one for a mode in which that side does not run, or may not, is no
 * demand.
 */
export function readsInMode(
  reads: readonly EnvironmentRead[],
  service: EffectiveService | undefined,
): readonly EnvironmentRead[] {
  if (service === undefined || reads.every(({ mode }) => mode === undefined)) return reads;
  return reads.map((read) =>
    read.mode === undefined || modeOf(read.mode, service) === read.mode.name ? read : excused(read),
  );
}

function excused({ enforced: _, ...read }: EnvironmentRead): EnvironmentRead {
  return { ...read, need: 'optional', conditional: true };
}

/** The mode in which a side runs; undefined where that cannot be told. */
function modeOf({ variables, standard }: RunMode, service: EffectiveService): string | undefined {
  const { environment } = service;
  const named = commandMode(variables, service);
  if (named !== undefined) return named;
  for (const name of variables) {
    const value = environment.variables.get(name)?.value;
    if (value !== undefined) return plainText(value) === '' ? standard : plainText(value);
  }
  return environment.openImports.length > 0 || !service.isWhole ? undefined : standard;
}

/** `RAILS_ENV=production bundle exec puma`, `rails server -e production`. */
function commandMode(variables: readonly string[], { workload, image }: EffectiveService): string | undefined {
  const commands = [workload.entrypoint ?? image?.entrypoint, workload.command ?? image?.command];
  const text = commands.flatMap((command) => command?.words ?? []).join(' ');
  const set = new RegExp(`(?:^|[\\s"'])(?:${variables.join('|')})=([\\w-]+)`).exec(text)?.[1];
  return set ?? /\s(?:-e|--environment)[=\s]([a-z]+)(?:\s|$)/.exec(text)?.[1];
}
