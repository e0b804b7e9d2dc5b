import type { Rule } from '../rule.ts';
import { problemFindings } from './problems.ts';

export const sourceSuspicious: Rule = {
  id: 'source/suspicious',
  level: 'warning',
  docs: {
    detects:
      'Something that is hardly meant: a key twice in one map, a variable twice in one container, a number where Kubernetes wants text, a mount without its volume. It is an error where the API server refuses the object.',
    why: 'The tools disagree about it, one takes the last, one refuses; of an object that is refused nothing runs.',
    before: 'env:\n  - {name: MODE, value: fast}\n  - {name: MODE, value: safe}',
    after: 'env:\n  - {name: MODE, value: safe}',
    ignore: 'Never: say it once.',
  },
  check: (input) => problemFindings(input, 'suspicious'),
};
