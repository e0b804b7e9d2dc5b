import type { EnvironmentConfig } from '../config/config.ts';
import { ParityError } from '../errors.ts';
import { cleanPath } from '../normalise/path.ts';
import type { InputKind } from './input-kind.ts';
import type { SideRequest } from './plan-side.ts';
import type { PlannedInput, SidePlan } from './side-plan.ts';

/** What parity.yaml says of a side; undefined when it does not say what describes it. */
export function configuredSide(request: SideRequest): SidePlan | undefined {
  const environments = request.config?.environments;
  if (environments === undefined || environments.size === 0) return undefined;
  const names = [...environments.keys()];
  if (request.wished !== undefined && request.side === 'target' && !environments.has(request.wished)) {
    throw new ParityError({
      kind: 'usage',
      code: 'config/environment',
      message: `parity.yaml has no environment ${request.wished}`,
      hint: `use one of ${names.join(', ')}`,
    });
  }
  const name =
    request.side === 'local'
      ? localName(environments, request.kinds)
      : (request.wished ?? targetName(environments, request.kinds));
  const environment = name === undefined ? undefined : environments.get(name);
  if (name === undefined || environment === undefined) return undefined;
  const inputs = configuredInputs(environment, request);
  // An environment may say alone how it is deployed: what describes it is found as if it said nothing.
  return inputs.length === 0 ? undefined : { environment: name, inputs, notes: [] };
}

function localName(environments: Environments, kinds: readonly InputKind[]): string | undefined {
  if (environments.has('local')) return 'local';
  const local = kinds.filter(({ side }) => side === 'local').map(({ name }) => name);
  return [...environments].find(([, { sources }]) => sources.some(({ kind }) => local.includes(kind)))?.[0];
}

function targetName(environments: Environments, kinds: readonly InputKind[]): string | undefined {
  const local = localName(environments, kinds);
  if (environments.has('production')) return 'production';
  return [...environments.keys()].find((name) => name !== local);
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

type Environments = ReadonlyMap<string, EnvironmentConfig>;
type Known = Pick<SideRequest, 'kinds' | 'inventory'>;
