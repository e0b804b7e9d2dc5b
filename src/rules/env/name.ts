import { declarationOf, mayBeMissing } from '../../compare/declarations.ts';
import { formerName } from '../../compare/renamed-variables.ts';
import { provisionOf } from '../../compare/variables.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const envName: Rule = {
  id: 'env/name',
  level: 'error',
  docs: {
    detects: 'A variable that the target, or every side, sets under another name than the one the code reads.',
    why: 'A rename reached the code, or the code and the local side, only: the process finds nothing under the new name.',
    before: 'code:   os.environ["ORDER_QUEUE"]\ntarget: - name: ORDERS_QUEUE\n          value: orders',
    after: 'target: - name: ORDER_QUEUE\n          value: orders',
    ignore: 'Both names are meant: then set both.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, ({ pair, service, side }) => {
      return pair.requirements.flatMap((requirement) => {
        const { name, strictest } = requirement;
        if (requirement.isBuildTime || mayBeMissing(declarationOf(pair, name))) return [];
        if (provisionOf(service, name, requirement).kind !== 'absent') return [];
        const former = formerName(pair, service, requirement);
        if (former === undefined) return [];
        const other = former.variable;
        const where = former.local ? `both sides set ${other.name}` : `${side.environment} sets ${other.name}`;
        return [
          {
            level: strictest.need === 'required' ? ('error' as const) : ('warning' as const),
            confidence: 'likely' as const,
            service: pair.name,
            environment: side.environment,
            subject: name,
            message: `${pair.name} reads ${name}; ${where}, which nothing reads`,
            remedy: `rename ${other.name} to ${name} in ${service.workload.id}${former.local ? ' and locally' : ''}`,
            places: [
              place('read', strictest.at),
              place('target', other.through ?? other.at),
              ...(former.local ? [place('local', former.local.at)] : []),
            ] as const,
          },
        ];
      });
    });
  },
};
