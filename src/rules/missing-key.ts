import type { ConfigReference } from '../compare/config-references.ts';
import type { ConfigKind } from '../shape/workload.ts';
import { nearest } from '../text/nearest.ts';
import type { TargetContainer } from './each.ts';
import { place, type RuleFinding } from './rule.ts';

/** References to a key that an object, whose keys are all known, does not have: one judgement for both kinds of object. */
export function missingKeys(
  kind: ConfigKind,
  at: TargetContainer,
  references: readonly ConfigReference[],
): RuleFinding[] {
  return references.flatMap((reference) => {
    const { object, key, objectName, optional } = reference;
    if (reference.kind !== kind || object === undefined || key === undefined || !object.complete) return [];
    if (object.entries.some((entry) => entry.key === key)) return [];
    const near = nearest(
      key,
      object.entries.map((entry) => entry.key),
    );
    // Without a near name an optional key is meant to be missing (N233).
    if (optional && near === undefined) return [];
    return [
      {
        level: optional ? 'info' : 'error',
        service: at.name,
        environment: at.side.environment,
        subject: `${objectName}/${key}`,
        message: `${at.container.workload.id} asks for key ${key} of ${kind} ${objectName}, which has no such key`,
        remedy:
          near === undefined
            ? `add ${key} to ${kind} ${objectName}`
            : `ask for ${near}, or add ${key} to ${kind} ${objectName}`,
        ...(near !== undefined && { mends: [[{ kind: 'key' as const, at: reference.at, from: key, to: near }]] }),
        places: [place('reference', reference.at), place('expected', object.at)],
      },
    ];
  });
}
