import type { Unresolved } from '../findings/report.ts';
import type { Model } from './model.ts';

/** What was read as far as it goes: reads whose name is computed, code that does not parse, templates nobody filled in. */
export function unresolvedOf(model: Model): Unresolved[] {
  const fromProblems = model.problems
    .filter((problem) => problem.kind === 'unresolved')
    .map((problem) => ({
      service: problem.service ?? '*',
      what: `unresolved ${problem.source}`,
      message: problem.message,
      hint: problem.hint,
      places: [{ role: 'unresolved', path: problem.path, line: problem.line, column: problem.column }],
    }));
  const dynamic = model.comparison.services.flatMap((service) =>
    service.code.reads
      .filter((read) => read.dynamic)
      .map(({ at, name }) => ({
        service: service.name,
        what: 'dynamic read',
        message:
          name === '' ? 'reads a variable whose name is computed' : `reads variables whose names begin with ${name}`,
        hint: `declare the names in parity.yaml under services.${service.name}.env`,
        places: [{ role: 'read', path: at.path, line: at.line, column: at.column }],
      })),
  );
  return [...dynamic, ...fromProblems];
}
