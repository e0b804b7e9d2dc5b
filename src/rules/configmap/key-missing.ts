import { configReferences } from '../../compare/config-references.ts';
import { eachTargetContainer } from '../each.ts';
import { missingKeys } from '../missing-key.ts';
import type { Rule } from '../rule.ts';

export const configmapKeyMissing: Rule = {
  id: 'configmap/key-missing',
  level: 'error',
  levels: {
    error: 'the key is not optional, and the container does not start without it',
    info: 'the reference is optional: the container starts without it',
  },
  docs: {
    detects: 'A container of the target that asks for a key which the ConfigMap does not have.',
    why: 'The container cannot start: CreateContainerConfigError.',
    before: 'configMapKeyRef: {name: shop, key: LOG_LEVL}',
    after: 'configMapKeyRef: {name: shop, key: LOG_LEVEL}',
    ignore: 'Something adds the key at deploy time. Mark the reference `optional: true`.',
  },
  check({ comparison }) {
    return eachTargetContainer(comparison, (at) =>
      missingKeys('ConfigMap', at, configReferences(at.container, at.side.facts)),
    );
  },
};
