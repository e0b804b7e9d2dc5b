import type { Problem } from '../../shape/origin.ts';
import type { SourceContext } from '../source.ts';
import type { Place } from './node.ts';

/** What every step of one reading shares: the ports of the run and the list of what could not be read. */
export interface Reading {
  readonly context: SourceContext;
  readonly problems: readonly Problem[];
  report(kind: Problem['kind'], place: Place, words: Words): void;
}

export interface Words {
  readonly message: string;
  readonly hint: string;
  readonly service?: string | undefined;
}

export function startReading(context: SourceContext): Reading {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  return {
    context,
    problems,
    report(kind, place, { message, hint, service }) {
      const where = { path: place.scope.path, line: place.line, column: place.column };
      // An anchor that is used twice is one mistake.
      const key = JSON.stringify([kind, where, message]);
      if (seen.has(key)) return;
      seen.add(key);
      problems.push({ kind, source: 'compose', ...where, message, hint, ...(service !== undefined && { service }) });
    },
  };
}
