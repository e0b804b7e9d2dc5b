import type { ServicePair } from '../../compare/comparison.ts';
import { declarationOf } from '../../compare/declarations.ts';
import { targetWords } from '../../compare/target-words.ts';
import type { EffectiveService } from '../../effective/service.ts';
import type { Place } from '../../findings/finding.ts';
import type { Value } from '../../shape/value.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const secretLiteral: Rule = {
  id: 'secret/literal',
  level: 'warning',
  docs: {
    detects: 'A secret written out in a workload of the target.',
    why: 'Whoever may read the repository or the Deployment may read it, and it cannot be rotated without a release.',
    before: '- name: DB_PASSWORD\n  value: (the password itself)',
    after: '- name: DB_PASSWORD\n  valueFrom: {secretKeyRef: {name: shop, key: db-password}}',
    ignore: 'It is no secret: a public key, a name. Declare the variable with another type in parity.yaml.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, ({ pair, service, side }) =>
      [...service.environment.variables.values()].flatMap((variable) => {
        const declared = declarationOf(pair, variable.name)?.type;
        // As written: what a reference brings in is no longer to be seen in the value that the process receives.
        const step = service.workload.environment.findLast(
          (each) => each.kind === 'set' && each.name === variable.name,
        );
        if (variable.from !== 'workload' || step?.kind !== 'set' || !isWrittenSecret(step.value, declared)) return [];
        // A file of variables is what secrets are kept in where there is no Secret.
        if (ENV_FILE.test(step.at.path)) return [];
        return [
          {
            service: pair.name,
            environment: side.environment,
            subject: variable.name,
            message: `${variable.name} is written out in ${service.workload.id}`,
            remedy: targetWords(service.workload).hideSecret(variable.name),
            places: [
              { ...place('target', variable.at), secret: true },
              counterpart(pair, service, variable.name),
            ] as const,
          },
        ];
      }),
    );
  },
};

const ENV_FILE = /(^|\/)(\.env|[^/]+\.env|env)(\.[\w-]+)*$/;

/** Who uses it: the code, else the workload that carries it. */
function counterpart(pair: ServicePair, service: EffectiveService, name: string): Place {
  const read = pair.requirements.find((requirement) => requirement.name === name)?.strictest;
  return read ? place('read', read.at) : place('expected', service.workload.at);
}

/** What looks like a secret, or is declared to be one, and is more than a reference to another variable. */
function isWrittenSecret(value: Value, declared: string | undefined): boolean {
  if (value.kind === 'deferred' || (declared !== undefined && declared !== 'secret')) return false;
  if (value.kind === 'secret') return !value.secret.facets.empty && value.secret.facets.references.length === 0;
  return declared === 'secret' && value.text !== '' && !value.text.includes('$(');
}
