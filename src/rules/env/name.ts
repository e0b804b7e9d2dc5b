import { declarationOf, mayBeMissing } from '../../compare/declarations.ts';
import { formerName } from '../../compare/renamed-variables.ts';
import { provisionOf } from '../../compare/variables.ts';
import type { EffectiveVariable } from '../../effective/environment.ts';
import type { EffectiveService } from '../../effective/service.ts';
import type { Mend } from '../../findings/mend.ts';
import type { Origin } from '../../shape/origin.ts';
import type { EnvironmentStep } from '../../shape/workload.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const envName: Rule = {
  id: 'env/name',
  level: 'error',
  levels: {
    error: 'the code has no default for the name that it reads',
    warning: 'the code has a default for the name that it reads',
  },
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
        const isSameUnit = unitOf(name) === unitOf(other.name);
        const where = former.local ? `both sides set ${other.name}` : `${side.environment} sets ${other.name}`;
        return [
          {
            level: strictest.need === 'required' ? ('error' as const) : ('warning' as const),
            confidence: 'likely' as const,
            service: pair.name,
            environment: side.environment,
            subject: name,
            message: `${pair.name} reads ${name}; ${where}, which nothing reads`,
            remedy: `rename ${renaming(other, name, service)}${former.local ? ' and locally' : ''}${isSameUnit ? '' : ', and give it in the unit that the new name says'}`,
            ...(isSameUnit && { mends: [renamings(other, name, { service, local: former.local?.at })] }),
            places: [
              place('read', strictest.at),
              place('target', whereNamed(other, service)),
              ...(former.local ? [place('local', former.local.at)] : []),
            ] as const,
          },
        ];
      });
    });
  },
};

const UNIT =
  /_(MS|MSEC|MSECS|MILLIS|MILLISECONDS?|SEC|SECS|SECONDS?|MIN|MINS|MINUTES?|HOURS?|DAYS?|BYTES?|KB|MB|GB|KIB|MIB|GIB|PERCENT)$/i;

/** The unit that a name ends in: the number under the name without it may count something else. */
function unitOf(name: string): string | undefined {
  return UNIT.exec(name)?.[1]?.toUpperCase();
}

/** Where the name stands: the key of an object that is imported whole, else the entry of the workload. */
function whereNamed(variable: EffectiveVariable, service: EffectiveService): Origin {
  return importOf(variable, service) === undefined ? (variable.through ?? variable.at) : variable.at;
}

/** The new name wherever the old one is given. */
function renamings(
  variable: EffectiveVariable,
  name: string,
  { service, local }: { readonly service: EffectiveService; readonly local: Origin | undefined },
): Mend[] {
  const prefix = importOf(variable, service)?.prefix ?? '';
  const key = { from: variable.name.slice(prefix.length), to: name.slice(prefix.length) };
  const rename = { kind: 'rename' as const, at: whereNamed(variable, service), ...key };
  return [rename, ...(local ? [{ kind: 'rename' as const, at: local, from: variable.name, to: name }] : [])];
}

/** `ORDERS to ORDER in ConfigMap shop`; with the prefix of the import taken off, where the new name has it too. */
function renaming(variable: EffectiveVariable, name: string, service: EffectiveService): string {
  const prefix = importOf(variable, service)?.prefix;
  if (prefix === undefined) return `${variable.name} to ${name} in ${service.workload.id}`;
  const object = `${variable.from} ${variable.objectName ?? ''}`;
  if (!name.startsWith(prefix))
    return `${variable.name} to ${name}: give ${object} another prefix, or set ${name} in ${service.workload.id}`;
  return `key ${variable.name.slice(prefix.length)} to ${name.slice(prefix.length)} in ${object}`;
}

type Import = Extract<EnvironmentStep, { kind: 'import' }>;

/** The step that brings a whole object in, where the variable comes from one. */
function importOf({ through }: EffectiveVariable, { workload }: EffectiveService): Import | undefined {
  return workload.environment.find((step): step is Import => step.kind === 'import' && step.at === through);
}
