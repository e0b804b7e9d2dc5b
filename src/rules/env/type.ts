import type { Requirement } from '../../compare/requirement.ts';
import { plainText, provisionOf } from '../../compare/variables.ts';
import { place, type Rule } from '../rule.ts';

export const envType: Rule = {
  id: 'env/type',
  level: 'error',
  docs: {
    detects:
      'A value in the target that the code cannot read as the type it needs: a number, a switch, a URL, a member of a list.',
    why: 'The process refuses to start, or goes on with NaN, zero or false.',
    before: 'code:   int(os.environ["MAX_ITEMS"])\ntarget: - name: MAX_ITEMS\n          value: "20 items"',
    after: 'target: - name: MAX_ITEMS\n          value: "20"',
    ignore: 'The code strips the rest before it reads the number.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined) return [];
    return comparison.services.flatMap((pair) => {
      const service = pair.target;
      if (service === undefined) return [];
      return pair.requirements.flatMap((requirement) => {
        const provision = provisionOf(service, requirement.name);
        const text =
          provision.kind === 'set' && provision.variable.name === requirement.name
            ? plainText(provision.variable.value)
            : undefined;
        if (provision.kind !== 'set' || text === undefined || text.includes('$(')) return [];
        const typed = requirement.reads.find((read) => !fits(read.type, text, read.values));
        if (typed === undefined || text === '' || differsByDefault(requirement)) return [];
        const expected = typed.type === 'enum' ? `one of ${(typed.values ?? []).join(', ')}` : withArticle(typed.type);
        return [
          {
            level: typed.enforced === true || typed.type !== 'boolean' ? ('error' as const) : ('warning' as const),
            service: pair.name,
            environment: target.environment,
            subject: requirement.name,
            message: `${pair.name} reads ${requirement.name} as ${expected}; the value in ${target.environment} is none`,
            remedy: `set ${requirement.name} to ${expected} in ${service.workload.id}`,
            places: [place('target', provision.variable.at), place('read', typed.at)] as const,
          },
        ];
      });
    });
  },
};

/** A variable read under several types tells nothing about its text. */
function differsByDefault(requirement: Requirement): boolean {
  return (
    new Set(requirement.reads.map((read) => read.type).filter((type) => type !== 'string' && type !== 'unknown')).size >
    1
  );
}

function fits(type: string, text: string, values: readonly string[] | undefined): boolean {
  const trimmed = text.trim();
  switch (type) {
    case 'integer':
      return /^[+-]?[\d_]+$/.test(trimmed) || /^0x[0-9a-f]+$/i.test(trimmed);
    case 'port':
      return /^:?\d{1,5}$/.test(trimmed) && Number(trimmed.replace(':', '')) < 65_536;
    case 'number':
      return trimmed !== '' && !Number.isNaN(Number(trimmed.replaceAll('_', '')));
    case 'boolean':
      return /^(true|false|yes|no|on|off|y|n|t|f|0|1|enabled|disabled)$/i.test(trimmed);
    case 'url':
      return /^[a-z][a-z0-9+.-]*:/i.test(trimmed);
    case 'enum':
      return (
        values === undefined ||
        values.length === 0 ||
        values.some((value) => value.toLowerCase() === trimmed.toLowerCase())
      );
    default:
      return true;
  }
}

function withArticle(type: string): string {
  return type === 'integer' ? 'an integer' : type === 'url' ? 'a URL' : `a ${type}`;
}
