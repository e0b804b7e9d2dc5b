import type { ServicePair, Side } from '../../compare/comparison.ts';
import { declarationOf } from '../../compare/declarations.ts';
import { isFrameworkVariable } from '../../compare/framework-variables.ts';
import { isUsedInside } from '../../compare/inner-readers.ts';
import { formerName } from '../../compare/renamed-variables.ts';
import { isPlatformVariable } from '../../compare/value-class.ts';
import { provisionOf, readsAreKnown } from '../../compare/variables.ts';
import type { EffectiveService } from '../../effective/service.ts';
import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const envExtra: Rule = {
  id: 'env/extra',
  level: 'info',
  levels: {
    info: 'nothing reads the variable: it has no effect',
    warning: 'parity.yaml says that the target is not to have it',
  },
  lackedOn: ['local'],
  docs: {
    detects:
      'A variable that the target sets, that the local side does not set and that the code of the service does not read; or one that is declared to be for the local side only.',
    why: 'It is left over from code that is gone, or meant for a name that the code spells otherwise.',
    before: 'target: - name: LEGACY_URL\n          value: http://old',
    after: '(the entry removed)',
    ignore: 'A library or the runtime reads it. Declare it `parity: target-only` in parity.yaml.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, ({ pair, service, side }) => [
      ...unread(pair, service, side),
      ...localOnly(pair, service, side),
    ]);
  },
};

function unread(pair: ServicePair, service: EffectiveService, side: Side): RuleFinding[] {
  const { local } = pair;
  // A dotenv file is shared: what one service does not read is another's, or a tool's.
  if (local === undefined || !readsAreKnown(pair) || service.workload.at.source === 'dotenv') return [];
  const read = new Set(pair.requirements.flatMap(({ name, alternatives }) => [name, ...alternatives]));
  const prefixes = pair.code.reads.filter(({ dynamic, name }) => dynamic && name !== '');
  const caseless = new Set(
    pair.requirements
      .filter(({ strictest }) => strictest.caseInsensitive === true)
      .map(({ name }) => name.toUpperCase()),
  );
  // A variable that was meant under another name is env/name.
  const renamed = new Set(
    pair.requirements.flatMap((requirement) =>
      provisionOf(service, requirement.name, requirement).kind === 'absent'
        ? (formerName(pair, service, requirement)?.variable.name ?? [])
        : [],
    ),
  );
  const isRead = (name: string) =>
    read.has(name) ||
    renamed.has(name) ||
    caseless.has(name.toUpperCase()) ||
    prefixes.some((prefix) => startsWith(name, prefix));
  return [...service.environment.variables.values()]
    .filter(({ name, from, value, objectName }) => {
      if (from === 'image' || isRead(name) || isRead(name.replace(/_FILE$/, '')) || isPlatformVariable(name))
        return false;
      // A field of the pod is there for agents and libraries; a shared ConfigMap serves others as well.
      if (value.kind === 'deferred' || objectName !== undefined || isUsedInside(name, service)) return false;
      if (isFrameworkVariable(name, pair.code)) return false;
      // Whoever declares a variable knows of it.
      return !local.environment.variables.has(name) && declarationOf(pair, name) === undefined;
    })
    .map(({ name, at }) => ({
      confidence: 'likely' as const,
      service: pair.name,
      environment: side.environment,
      subject: name,
      message: `${side.environment} sets ${name}; the local side does not, and the code of ${pair.name} does not read it`,
      remedy: `remove ${name} from ${service.workload.id}, or declare it parity: target-only`,
      places: [place('target', at)] as const,
    }));
}

function startsWith(name: string, prefix: EnvironmentRead): boolean {
  if (prefix.caseInsensitive !== true) return name.startsWith(prefix.name);
  return name.replaceAll(':', '__').toLowerCase().startsWith(prefix.name.toLowerCase());
}

/** Declared to be local, and the target sets it all the same. */
function localOnly(pair: ServicePair, service: EffectiveService, side: Side): RuleFinding[] {
  return [...service.environment.variables.values()]
    .filter(({ name, from }) => from !== 'image' && declarationOf(pair, name)?.parity === 'local-only')
    .map(({ name, at, through }) => ({
      level: 'warning' as const,
      service: pair.name,
      environment: side.environment,
      subject: name,
      message: `parity.yaml says that ${name} is for the local side only; ${side.environment} sets it`,
      remedy: `remove ${name} from ${service.workload.id}, or correct its declaration`,
      places: [place('target', through ?? at)] as const,
    }));
}
