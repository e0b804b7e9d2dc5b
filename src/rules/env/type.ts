import type { ServicePair, Side } from '../../compare/comparison.ts';
import { declarationOf } from '../../compare/declarations.ts';
import { sameText } from '../../compare/same-text.ts';
import { fitsType, misreadBy } from '../../compare/value-type.ts';
import { plainText, provisionOf } from '../../compare/variables.ts';
import type { EffectiveService } from '../../effective/service.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const envType: Rule = {
  id: 'env/type',
  level: 'error',
  levels: {
    error: 'the code cannot make of the text what it needs',
    warning: 'a switch that is none counts as off',
  },
  docs: {
    detects:
      'A value in the target that the code cannot read as the type it needs: a number, a switch, a URL, a member of a list.',
    why: 'The process refuses to start, or goes on with NaN, zero or false.',
    before: 'code:   int(os.environ["MAX_ITEMS"])\ntarget: - name: MAX_ITEMS\n          value: "20 items"',
    after: 'target: - name: MAX_ITEMS\n          value: "20"',
    ignore: 'The code strips the rest before it reads the number.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, ({ pair, service, side }) => {
      return [...readWrongly(pair, service, side), ...declaredWrongly(pair, service, side)];
    });
  },
};

function readWrongly(pair: ServicePair, service: EffectiveService, side: Side): RuleFinding[] {
  return pair.requirements.flatMap((requirement) => {
    const { name } = requirement;
    // A declared type is the better witness, and has its own judgement.
    if (declarationOf(pair, name)?.type !== undefined) return [];
    const provision = provisionOf(service, name);
    const text =
      provision.kind === 'set' && provision.variable.name === name ? plainText(provision.variable.value) : undefined;
    if (provision.kind !== 'set' || text === undefined || text.includes('$(')) return [];
    const typed = misreadBy(requirement, text);
    if (typed === undefined) return [];
    const expected = expectation(typed.type, typed.values ?? []);
    return [
      {
        level: typed.type === 'boolean' && typed.enforced !== true ? ('warning' as const) : ('error' as const),
        service: pair.name,
        environment: side.environment,
        subject: name,
        message: `${pair.name} reads ${name} as ${expected}; the value in ${side.environment} is none`,
        remedy: `set ${name} to ${expected} in ${service.workload.id}`,
        places: [place('target', provision.variable.at), place('read', typed.at)] as const,
      },
    ];
  });
}

/** What parity.yaml says a value must be, whether or not the code shows it. */
function declaredWrongly(pair: ServicePair, service: EffectiveService, side: Side): RuleFinding[] {
  return [...(pair.declared?.declared.env ?? [])].flatMap(([name, { type = 'string', values }]) => {
    const variable = service.environment.variables.get(name);
    const text = plainText(variable?.value);
    if (variable === undefined || text === undefined || text === '') return [];
    const allowed = values?.map(String);
    const isAllowed = allowed === undefined || allowed.some((value) => sameText(value, text));
    if (isAllowed && fitsType(type, text)) return [];
    const expected = expectation(isAllowed ? type : 'enum', allowed ?? []);
    return [
      {
        service: pair.name,
        environment: side.environment,
        subject: name,
        message: `parity.yaml declares ${name} as ${expected}; the value in ${side.environment} is none`,
        remedy: `set ${name} to ${expected} in ${service.workload.id}, or correct the declaration`,
        places: [place('target', variable.at), place('expected', service.workload.at)] as const,
      },
    ];
  });
}

function expectation(type: string, values: readonly string[]): string {
  if (type === 'enum') return `one of ${values.join(', ')}`;
  return type === 'integer' ? 'an integer' : type === 'url' ? 'a URL' : `a ${type}`;
}
