import type { Rule } from '../rule.ts';
import { problemFindings } from './problems.ts';

export const sourceUnrendered: Rule = {
  id: 'source/unrendered',
  level: 'error',
  docs: {
    detects: 'A target that has to be rendered by a tool (kustomize, Helm), where the tool is missing or refused.',
    why: 'The target was not checked.',
    before: '(no kustomize on this machine)',
    after: 'install kustomize or kubectl',
    ignore: 'Never: name another target instead.',
  },
  check: (input) => problemFindings(input, 'unrendered'),
};
