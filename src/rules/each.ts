import type { Comparison, ServicePair, Side } from '../compare/comparison.ts';
import type { EffectiveService } from '../effective/service.ts';
import type { RuleFinding } from './rule.ts';

/** A service that the target runs, with everything around it. */
export interface TargetService {
  readonly pair: ServicePair;
  readonly service: EffectiveService;
  readonly side: Side;
}

/** Judges every service that the target runs; nothing where there is no target. */
export function eachTargetService(
  comparison: Comparison,
  judge: (at: TargetService) => readonly RuleFinding[],
): RuleFinding[] {
  const { target } = comparison;
  if (target === undefined) return [];
  return comparison.services.flatMap((pair) =>
    pair.target === undefined ? [] : judge({ pair, service: pair.target, side: target }),
  );
}

/** A service that runs on both sides. */
export interface PairedService extends TargetService {
  readonly local: EffectiveService;
}

/** Judges every service that runs on both sides. */
export function eachPairedService(
  comparison: Comparison,
  judge: (at: PairedService) => readonly RuleFinding[],
): RuleFinding[] {
  return eachTargetService(comparison, (at) =>
    at.pair.local === undefined ? [] : judge({ ...at, local: at.pair.local }),
  );
}

/** A container of the target and the name of the service it belongs to: init containers and sidecars count. */
export interface TargetContainer {
  readonly container: EffectiveService;
  readonly name: string;
  readonly side: Side;
}

/** Judges every container of the target. */
export function eachTargetContainer(
  comparison: Comparison,
  judge: (at: TargetContainer) => readonly RuleFinding[],
): RuleFinding[] {
  const { target } = comparison;
  if (target === undefined) return [];
  return target.containers.flatMap((container) =>
    judge({ container, name: serviceNameOf(container, comparison), side: target }),
  );
}

/** The service of a container: its own pair, else that of the main container beside it. */
export function serviceNameOf(container: EffectiveService, comparison: Comparison): string {
  const { kind, name, namespace } = container.workload;
  const own = comparison.services.find((pair) => pair.target === container);
  const beside = comparison.services.find(
    ({ target }) =>
      target?.workload.kind === kind && target.workload.name === name && target.workload.namespace === namespace,
  );
  return (own ?? beside)?.name ?? name;
}

/** ` in ConfigMap shop`, where a variable of the target comes from an object that other services take it from as well. */
export function sharedPlace(pair: ServicePair, name: string, { services }: Comparison): string {
  const variable = pair.target?.environment.variables.get(name);
  if (variable?.objectName === undefined) return '';
  const isShared = services.some((other) => {
    const theirs = other === pair ? undefined : other.target?.environment.variables.get(name);
    return theirs?.at.path === variable.at.path && theirs.at.line === variable.at.line;
  });
  return isShared ? ` in ${variable.from} ${variable.objectName}, once for all services that take it from there` : '';
}
