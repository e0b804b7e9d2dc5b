import type { Rule } from '../rule.ts';
import { problemFindings } from './problems.ts';
import { scaleNothing } from './scale-nothing.ts';
import { selectNothing } from './select-nothing.ts';

export const sourceSuspicious: Rule = {
  id: 'source/suspicious',
  level: 'warning',
  levels: {
    error: 'the API server does not take the object: nothing of it runs',
    warning: 'tools disagree about it, and what runs is not what was meant',
  },
  docs: {
    detects:
      'Something that is hardly meant: a key twice in one map, a variable twice in one container, a number where Kubernetes wants text, a mount without its volume, an autoscaler, a disruption budget or a network policy without its pods. It is an error where the API server refuses the object.',
    why: 'The tools disagree about it, one takes the last, one refuses; of an object that is refused nothing runs.',
    before: 'env:\n  - {name: MODE, value: fast}\n  - {name: MODE, value: safe}',
    after: 'env:\n  - {name: MODE, value: safe}',
    ignore: 'Never: say it once.',
  },
  check: (input) => [
    ...problemFindings(input, 'suspicious'),
    ...scaleNothing(input.comparison),
    ...selectNothing(input.comparison),
  ],
};
