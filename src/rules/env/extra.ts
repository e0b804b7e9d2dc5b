import { isPlatformVariable } from '../../compare/value-class.ts';
import { readsAreKnown } from '../../compare/variables.ts';
import { place, type Rule } from '../rule.ts';

export const envExtra: Rule = {
  id: 'env/extra',
  level: 'info',
  docs: {
    detects:
      'A variable that the target sets, that the local side does not set and that the code of the service does not read.',
    why: 'It is left over from code that is gone, or meant for a name that the code spells otherwise.',
    before: 'target: - name: LEGACY_URL\n          value: http://old',
    after: '(the entry removed)',
    ignore: 'A library or the runtime reads it. Declare it `parity: target-only` in parity.yaml.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined) return [];
    return comparison.services.flatMap((pair) => {
      if (pair.target === undefined || pair.local === undefined || !readsAreKnown(pair)) return [];
      const read = new Set(pair.requirements.flatMap(({ name, alternatives }) => [name, ...alternatives]));
      const { local, declared } = pair;
      return [...pair.target.environment.variables.values()]
        .filter(({ name, from, value, objectName }) => {
          if (from === 'image' || read.has(name) || read.has(name.replace(/_FILE$/, '')) || isPlatformVariable(name))
            return false;
          // A field of the pod is there for agents and libraries; a shared ConfigMap serves others as well.
          if (value.kind === 'deferred' || objectName !== undefined) return false;
          const parity = declared?.declared.env.get(name)?.parity;
          return !local.environment.variables.has(name) && parity !== 'target-only' && parity !== 'any';
        })
        .map(({ name, at }) => ({
          confidence: 'likely' as const,
          service: pair.name,
          environment: target.environment,
          subject: name,
          message: `${target.environment} sets ${name}; the local side does not, and the code of ${pair.name} does not read it`,
          remedy: `remove ${name} from ${pair.target?.workload.id ?? 'the workload'}, or declare it parity: target-only`,
          places: [place('target', at)] as const,
        }));
    });
  },
};
