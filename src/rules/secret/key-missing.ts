import { configReferences } from '../../compare/config-references.ts';
import { eachTargetContainer } from '../each.ts';
import { missingKeys } from '../missing-key.ts';
import type { Rule } from '../rule.ts';

export const secretKeyMissing: Rule = {
  id: 'secret/key-missing',
  level: 'error',
  levels: {
    error: 'the key is not optional, and the container does not start without it',
    info: 'the reference is optional: the container starts without it',
  },
  docs: {
    detects: 'A container of the target that asks for a key which the Secret, or what produces it, does not have.',
    why: 'The container cannot start: CreateContainerConfigError.',
    before: 'secretKeyRef: {name: shop, key: stripe_key}   # the ExternalSecret writes stripe-key',
    after: 'secretKeyRef: {name: shop, key: stripe-key}',
    ignore: 'Something adds the key at deploy time. Mark the reference `optional: true`.',
  },
  check({ comparison }) {
    return eachTargetContainer(comparison, (at) =>
      missingKeys('Secret', at, configReferences(at.container, at.side.facts)),
    );
  },
};
