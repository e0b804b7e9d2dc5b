import type { ServicePair } from '../compare/comparison.ts';
import { isFrameworkVariable } from '../compare/framework-variables.ts';
import type { Requirement } from '../compare/requirement.ts';
import { type Flow, flowText } from '../config/written/entry.ts';
import { isSensitiveName } from '../secrets/sensitive.ts';

const MOST_LINES = 20;

/**
 * What the code of a service does not do without, as declarations that a person may take out of the remark. Declared,
 * its absence is an error whatever the code says later: that is for people to decide.
 */
export function requiredLines({ requirements, code }: ServicePair): string[] {
  const required = requirements.filter((each) => isAsked(each) && !isFrameworkVariable(each.name, code));
  if (required.length === 0) return [];
  const heads = required
    .slice(0, MOST_LINES)
    .map((each) => `  ${flowText(each.name)}: ${flowText(declarationOf(each))}`);
  const width = Math.max(...heads.map((head) => head.length));
  const lines = heads.map((head, at) => `${head.padEnd(width)} # ${placeOf(required[at])}`);
  const more = required.length - lines.length;
  return [
    'env:  # its code does not do without: declared, its absence is an error whatever the code says later',
    ...lines,
    ...(more > 0 ? [`  # and ${more} more`] : []),
  ];
}

function isAsked({ isRequired, isBuildTime, alternatives, strictest }: Requirement): boolean {
  return isRequired && !isBuildTime && alternatives.length === 0 && strictest.enforced === true;
}

function declarationOf({ name }: Requirement): Flow {
  return { ...(isSensitiveName(name) && { type: 'secret' }), required: true };
}

function placeOf(requirement: Requirement | undefined): string {
  const at = requirement?.strictest.at;
  return at === undefined ? '' : `${at.path}:${at.line}`;
}
