import type { ServicePair } from '../../compare/comparison.ts';
import { declarationOf, mayBeMissing } from '../../compare/declarations.ts';
import { isPlatformVariable } from '../../compare/value-class.ts';
import { provisionOf, readsAreKnown } from '../../compare/variables.ts';
import type { EffectiveVariable } from '../../effective/environment.ts';
import type { EffectiveService } from '../../effective/service.ts';
import { compareValues } from '../../shape/value.ts';
import { editDistance } from '../../text/nearest.ts';
import { place, type Rule } from '../rule.ts';

export const envName: Rule = {
  id: 'env/name',
  level: 'error',
  docs: {
    detects: 'A variable that the target sets under another name than the one the code reads.',
    why: 'A rename reached the code and the local side only: the process finds nothing under the new name.',
    before: 'code:   os.environ["ORDER_QUEUE"]\ntarget: - name: ORDERS_QUEUE\n          value: orders',
    after: 'target: - name: ORDER_QUEUE\n          value: orders',
    ignore: 'Both names are meant: then set both.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined) return [];
    return comparison.services.flatMap((pair) => {
      if (pair.target === undefined) return [];
      const service = pair.target;
      return pair.requirements.flatMap((requirement) => {
        const { name, strictest } = requirement;
        if (requirement.isBuildTime || mayBeMissing(declarationOf(pair, name))) return [];
        if (provisionOf(service, name, requirement).kind !== 'absent') return [];
        const other = renamedTo(pair, service, name);
        if (other === undefined) return [];
        return [
          {
            level: strictest.need === 'required' ? ('error' as const) : ('warning' as const),
            confidence: 'likely' as const,
            service: pair.name,
            environment: target.environment,
            subject: name,
            message: `${pair.name} reads ${name}; ${target.environment} sets ${other.name}, which nothing reads`,
            remedy: `rename ${other.name} to ${name} in ${service.workload.id}`,
            places: [place('read', strictest.at), place('target', other.through ?? other.at)] as const,
          },
        ];
      });
    });
  },
};

/** The variable of the target that has taken the place of `name`: alike by name, read by nobody, unknown locally. */
export function renamedTo(pair: ServicePair, target: EffectiveService, name: string): EffectiveVariable | undefined {
  if (!readsAreKnown(pair)) return undefined;
  const read = new Set(pair.requirements.map((requirement) => requirement.name));
  const given = pair.local?.environment.variables.get(name);
  return [...target.environment.variables.values()].find((variable) => {
    if (variable.from === 'image' || read.has(variable.name) || isPlatformVariable(variable.name)) return false;
    if (pair.local?.environment.variables.has(variable.name) || declarationOf(pair, variable.name)) return false;
    if (!isAlike(name, variable.name)) return false;
    return (
      given === undefined ||
      compareValues(given.value, variable.value) !== 'differs' ||
      editDistance(name, variable.name) <= 2
    );
  });
}

/** Words of many names: that two names share them says nothing. */
const COMMON =
  /^(SECRET|KEY|TOKEN|PASSWORD|PASS|USER|USERNAME|URL|URI|HOST|PORT|ADDR|ADDRESS|ENDPOINT|ID|NAME|API|LOG|LEVEL|ENABLED?|TIMEOUT|PATH|FILE|DIR|MAX|MIN|SIZE|COUNT|APP|SERVICE|SERVER|DATABASE|DB|DEFAULT|CLIENT|ACCESS|PUBLIC|PRIVATE|AUTH)$/;

/** Few letters apart, or the same words in another order, one more or one less. */
function isAlike(left: string, right: string): boolean {
  const most = Math.max(1, Math.floor(Math.min(left.length, right.length) / 5));
  // What lengths alone tell needs no table: every name is compared with every other.
  if (Math.abs(left.length - right.length) <= most && editDistance(left, right) <= most) return true;
  const [a, b] = [wordsOf(left), wordsOf(right)];
  if (a.length < b.length - 1) return false;
  const shared = a.filter((word) => b.includes(word));
  if (shared.length < 2 || shared.length < Math.max(a.length, b.length) - 1) return false;
  return shared.some((word) => !COMMON.test(word));
}

const words = new Map<string, readonly string[]>();

function wordsOf(name: string): readonly string[] {
  const known = words.get(name);
  if (known) return known;
  const found = name.toUpperCase().split('_');
  words.set(name, found);
  return found;
}
