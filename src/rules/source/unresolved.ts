import type { Rule } from '../rule.ts';
import { problemFindings } from './problems.ts';

export const sourceUnresolved: Rule = {
  id: 'source/unresolved',
  level: 'info',
  docs: {
    detects:
      'Something that was read as far as it goes: code that does not parse, a template that nothing has filled in.',
    why: 'What it would have said is missing from the verdict.',
    before: 'image: {{ .Values.image }}',
    after: 'render the template and check the result',
    ignore: 'The part is not deployed.',
  },
  check: (input) => problemFindings(input, 'unresolved'),
};
