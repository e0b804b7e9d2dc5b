import type { EffectiveService } from '../effective/service.ts';
import { ParityError } from '../errors.ts';
import type { ShapeDocument } from '../findings/shape-document.ts';
import { refuseUnknownServices } from './known-services.ts';
import { buildModel } from './model.ts';
import type { Ports, ShapeRequest } from './request.ts';
import { shapeService } from './shape-service.ts';

/** The merged shape of one environment: what each container receives and offers, and where each value comes from. */
export async function runShape(request: ShapeRequest, ports: Ports): Promise<ShapeDocument> {
  const named = request.environment;
  const wished = named === undefined || named === 'local' ? {} : { environment: named };
  const model = await buildModel(
    { root: request.root, config: request.config, local: [], target: [], ...wished },
    ports,
  );
  const { local, target, services } = model.comparison;
  const isLocal = named !== undefined && (named === 'local' || named === local?.environment);
  const side = isLocal ? local : (target ?? local);
  if (side === undefined) throw noEnvironment(named);
  const pairOf = (container: EffectiveService) =>
    services.find((pair) => pair.target === container || pair.local === container);
  const nameOf = (container: EffectiveService) => pairOf(container)?.name ?? container.workload.id;
  refuseUnknownServices(request.services, side.containers.map(nameOf));
  const shaped = side.containers
    .map((container) => shapeService(nameOf(container), container, { side, code: pairOf(container)?.code }))
    .filter((service) => request.services.length === 0 || request.services.includes(service.name))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return {
    schema: 'parity.shape/v1',
    tool: request.tool,
    environment: side.environment,
    services: shaped,
    notes: model.notes,
    complete: !model.problems.some((problem) => problem.kind === 'unreadable' || problem.kind === 'unrendered'),
  };
}

function noEnvironment(name: string | undefined): ParityError {
  return new ParityError({
    kind: 'cannot-check',
    code: 'shape/no-environment',
    message: `look for ${name ?? 'an environment'}: nothing in this repository describes one`,
    hint: 'describe it in parity.yaml under environments',
  });
}
