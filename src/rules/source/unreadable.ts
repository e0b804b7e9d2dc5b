import type { Rule } from '../rule.ts';
import { problemFindings } from './problems.ts';

export const sourceUnreadable: Rule = {
  id: 'source/unreadable',
  level: 'error',
  docs: {
    detects: 'An input that cannot be read, or a part of it that cannot be understood.',
    why: 'What stands in it was not checked: the rest of the verdict says nothing about it.',
    before: 'ports: "8080:"',
    after: 'ports: ["8080:8080"]',
    ignore: 'Never: leave the file out of the check instead.',
  },
  check: (input) => problemFindings(input, 'unreadable'),
};
