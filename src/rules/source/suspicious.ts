import type { Rule } from '../rule.ts';
import { problemFindings } from './problems.ts';

export const sourceSuspicious: Rule = {
  id: 'source/suspicious',
  level: 'warning',
  docs: {
    detects:
      'Something legal that is hardly meant: a key twice in one map, a variable twice in one container, a number where Kubernetes wants text.',
    why: 'The tools disagree about it: one takes the last, one refuses.',
    before: 'env:\n  - {name: MODE, value: fast}\n  - {name: MODE, value: safe}',
    after: 'env:\n  - {name: MODE, value: safe}',
    ignore: 'Never: say it once.',
  },
  check: (input) => problemFindings(input, 'suspicious'),
};
