import type { EnvironmentConfig } from '../config/config.ts';
import { ParityError } from '../errors.ts';
import { cleanPath } from '../normalise/path.ts';
import { type EnvironmentRoles, environmentRoles } from './environment-roles.ts';
import type { SideRequest } from './plan-side.ts';
import type { PlannedInput, SidePlan } from './side-plan.ts';

/** What parity.yaml says of a side; undefined when it does not say what describes it. */
export function configuredSide(request: SideRequest): SidePlan | undefined {
  const environments = request.config?.environments;
  if (environments === undefined || environments.size === 0) return undefined;
  const roles = environmentRoles(environments, request.kinds);
  if (request.side === 'target') refuseNoTarget(request.wished, roles);
  const name = request.side === 'local' ? roles.local : (request.wished ?? roles.targets[0]);
  const environment = name === undefined ? undefined : environments.get(name);
  if (name === undefined || environment === undefined) return undefined;
  const inputs = configuredInputs(environment, request);
  // An environment may say alone how it is deployed: what describes it is found as if it said nothing.
  return inputs.length === 0 ? undefined : { environment: name, inputs, notes: notesOn(request, name, roles) };
}

/** The local side is no target of itself: it would agree with itself in everything. */
function refuseNoTarget(wished: string | undefined, { local, targets }: EnvironmentRoles): void {
  if (wished === undefined || targets.includes(wished)) return;
  throw new ParityError({
    kind: 'usage',
    code: 'config/environment',
    message:
      wished === local
        ? `environment ${wished} of parity.yaml is the local side, and no target`
        : `parity.yaml has no environment ${wished}`,
    hint:
      targets.length > 0 ? `use one of ${targets.join(', ')}` : 'describe the target in parity.yaml or with --target',
  });
}

/** What nobody chose is said: several could have been meant. */
function notesOn({ side, wished }: SideRequest, name: string, { targets, otherLocals }: EnvironmentRoles): string[] {
  if (side === 'local') {
    const flag = 'choose with --local, or call it local';
    return otherLocals.length === 0 ? [] : [`local: ${name} of parity.yaml; not ${otherLocals.join(', ')}: ${flag}`];
  }
  const others = targets.filter((other) => other !== name);
  if (wished !== undefined || name === 'production' || others.length === 0) return [];
  return [`target: ${name} of parity.yaml; not ${others.join(', ')}: choose with --env`];
}

function configuredInputs({ sources, cluster }: EnvironmentConfig, { kinds, inventory }: Known): PlannedInput[] {
  const inputs = sources.flatMap(({ kind: name, paths, ...options }): PlannedInput[] => {
    const kind = kinds.find((each) => each.name === name);
    const inputFor = (given: readonly string[]): PlannedInput => {
      const found = given.map(cleanPath).flatMap((path) => kind?.expand?.(path, inventory) ?? [path]);
      return { kind: name, paths: [...new Set(found)], label: `${name}:${given.join(',')}`, options };
    };
    return kind?.span === 'one' ? [...new Set(paths)].map((path) => inputFor([path])) : [inputFor(paths)];
  });
  if (inputs.length > 0 || cluster === undefined) return inputs;
  return [{ kind: 'cluster', paths: [], label: `cluster:${cluster.context ?? ''}` }];
}

type Known = Pick<SideRequest, 'kinds' | 'inventory'>;
