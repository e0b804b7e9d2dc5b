import type { Side } from '../compare/comparison.ts';
import type { EffectiveService } from '../effective/service.ts';
import { ParityError } from '../errors.ts';
import type { Place } from '../findings/finding.ts';
import type { ShapeDocument, ShapeEntry, ShapeGroup, ShapeService } from '../findings/shape-document.ts';
import { place } from '../rules/rule.ts';
import { withoutCredentials } from '../secrets/credentials.ts';
import type { CodeFacts, CodeValue } from '../shape/code-facts.ts';
import type { Value } from '../shape/value.ts';
import type { Mount, ProbeAction } from '../shape/workload.ts';
import { refuseUnknownServices } from './known-services.ts';
import { buildModel } from './model.ts';
import type { Ports, ShapeRequest } from './request.ts';

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
  const nameOf = (container: EffectiveService) =>
    services.find((pair) => pair.target === container || pair.local === container)?.name ?? container.workload.id;
  const codeOf = (container: EffectiveService) =>
    services.find((pair) => pair.target === container || pair.local === container)?.code;
  refuseUnknownServices(request.services, side.containers.map(nameOf));
  const shaped = side.containers
    .map((container) => shapeService(nameOf(container), container, { side, code: codeOf(container) }))
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

interface Around {
  readonly side: Side;
  readonly code: CodeFacts | undefined;
}

function shapeService(name: string, service: EffectiveService, { side, code }: Around): ShapeService {
  const { workload } = service;
  const groups: ShapeGroup[] = [
    { name: 'image', entries: imageEntries(service) },
    { name: 'env', entries: variableEntries(service) },
    {
      name: 'ports',
      entries: workload.ports.map((port) => ({
        name: port.name ?? port.protocol.toLowerCase(),
        value: `${port.port}`,
        place: place('port', port.at),
      })),
    },
    {
      name: 'mounts',
      entries: workload.mounts.map((mount) => ({
        name: mount.path,
        value: mountText(mount),
        place: place('mount', mount.at),
      })),
    },
    {
      name: 'probes',
      entries: workload.probes.map((probe) => ({
        name: probe.role,
        value: actionText(probe.action),
        place: place('probe', probe.at),
      })),
    },
    {
      name: 'schedule',
      entries: workload.schedule
        ? [{ name: 'cron', value: workload.schedule.cron, place: place('schedule', workload.schedule.at) }]
        : [],
    },
    { name: 'routes', entries: routeEntries(service, side) },
    {
      name: 'serves',
      entries: (code?.routes ?? []).map((route) => ({
        name: route.method,
        value: route.path,
        place: place('served', route.at),
      })),
    },
    {
      name: 'queues',
      entries: (code?.queues ?? []).map((queue) => ({
        name: `${queue.role} ${queue.system}`,
        value: codeText(queue.name),
        place: place('queue', queue.at),
      })),
    },
    {
      name: 'stores',
      entries: (code?.stores ?? []).map((store) => ({
        name: store.kind,
        value: codeText(store.name),
        place: place('store', store.at),
      })),
    },
  ];
  return {
    name,
    object: workload.kind === 'compose' ? `service ${workload.name}` : workload.id,
    place: place('workload', workload.at),
    groups: groups.filter((group) => group.entries.length > 0),
  };
}

function imageEntries({ workload, image }: EffectiveService): ShapeEntry[] {
  if (workload.image) return [{ name: 'image', value: workload.image.text, place: place('image', workload.image.at) }];
  if (workload.build)
    return [{ name: 'build', value: workload.build.dockerfile, place: place('image', workload.build.at) }];
  return image ? [{ name: 'base', value: image.base, place: place('image', image.stage.at) }] : [];
}

function variableEntries(service: EffectiveService): ShapeEntry[] {
  return [...service.environment.variables.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, value, at, from, objectName, through }) => {
      const secret = value.kind === 'secret' ? { secret: true } : {};
      const where: Place = { ...place('value', at), ...secret };
      const note =
        objectName !== undefined ? `from ${from} ${objectName}` : from === 'image' ? 'from the image' : undefined;
      const via =
        through && (through.path !== at.path || through.line !== at.line)
          ? ` through ${through.path}:${through.line}`
          : '';
      return { name, value: valueText(value), place: where, ...(note !== undefined && { note: `${note}${via}` }) };
    });
}

function valueText(value: Value): string {
  if (value.kind === 'plain') return withoutCredentials(value.text);
  return value.kind === 'secret' ? '[secret]' : `(${value.reason})`;
}

function mountText({ source, readOnly }: Mount): string {
  const mode = readOnly ? ', read-only' : '';
  switch (source.kind) {
    case 'persistent':
      return `${source.via} ${source.name}${mode}`;
    case 'ephemeral':
      return `${source.memory ? 'memory' : 'emptyDir'}${mode}`;
    case 'host':
      return `${source.local ?? source.path}${mode}`;
    case 'config':
      return `${source.object} ${source.objectName}${mode}`;
    case 'other':
      return `${source.what}${mode}`;
  }
}

function actionText(action: ProbeAction): string {
  switch (action.kind) {
    case 'http':
      return `GET :${action.port}${action.path}`;
    case 'tcp':
      return `tcp :${action.port}`;
    case 'grpc':
      return `grpc :${action.port}`;
    case 'command':
      return withoutCredentials(action.command.words.join(' '));
    case 'disabled':
      return 'disabled';
  }
}

function routeEntries({ workload }: EffectiveService, side: Side): ShapeEntry[] {
  const services = side.facts.networkServices.filter(
    (service) =>
      service.selector !== undefined &&
      Object.entries(service.selector).every(([key, value]) => workload.labels[key] === value),
  );
  return side.facts.routes
    .filter((route) => services.some((service) => service.name === route.backend.service))
    .map((route) => ({
      name: route.object,
      value: `${route.host ?? '*'}${route.path} -> ${route.backend.service}:${String(route.backend.port ?? '')}`,
      place: place('route', route.at),
    }));
}

function codeText(value: CodeValue): string {
  switch (value.kind) {
    case 'literal':
      return value.text;
    case 'variable':
      return `$${value.name}`;
    case 'template':
      return value.parts.map((part) => (typeof part === 'string' ? part : `\${${part.variable}}`)).join('');
    case 'computed':
      return '(computed)';
  }
}
