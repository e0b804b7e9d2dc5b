import type { Side } from '../compare/comparison.ts';
import type { EffectiveService } from '../effective/service.ts';
import type { Place } from '../findings/finding.ts';
import type { ShapeEntry, ShapeGroup, ShapeService } from '../findings/shape-document.ts';
import { place } from '../rules/rule.ts';
import type { CodeFacts } from '../shape/code-facts.ts';
import { actionText, codeText, mountText, valueText } from './shape-text.ts';

interface Around {
  readonly side: Side;
  /** What its code says, where there is some. */
  readonly code: CodeFacts | undefined;
}

/** One service as its environment has it: what it receives, what it offers, and where each of it is said. */
export function shapeService(name: string, service: EffectiveService, { side, code }: Around): ShapeService {
  const { workload } = service;
  const groups = [
    ...workloadGroups(service),
    { name: 'routes', entries: routeEntries(service, side) },
    ...codeGroups(code),
  ];
  return {
    name,
    object: workload.kind === 'compose' ? `service ${workload.name}` : workload.id,
    place: place('workload', workload.at),
    groups: groups.filter((group) => group.entries.length > 0),
  };
}

function workloadGroups(service: EffectiveService): ShapeGroup[] {
  const { ports, mounts, probes, schedule } = service.workload;
  return [
    { name: 'image', entries: imageEntries(service) },
    { name: 'env', entries: variableEntries(service) },
    {
      name: 'ports',
      entries: ports.map(({ name, protocol, port, at }) => ({
        name: name ?? protocol.toLowerCase(),
        value: `${port}`,
        place: place('port', at),
      })),
    },
    {
      name: 'mounts',
      entries: mounts.map((mount) => ({ name: mount.path, value: mountText(mount), place: place('mount', mount.at) })),
    },
    {
      name: 'probes',
      entries: probes.map(({ role, action, at }) => ({
        name: role,
        value: actionText(action),
        place: place('probe', at),
      })),
    },
    {
      name: 'schedule',
      entries: schedule ? [{ name: 'cron', value: schedule.cron, place: place('schedule', schedule.at) }] : [],
    },
  ];
}

function codeGroups(code: CodeFacts | undefined): ShapeGroup[] {
  if (code === undefined) return [];
  return [
    {
      name: 'serves',
      entries: code.routes.map(({ method, path, at }) => ({ name: method, value: path, place: place('served', at) })),
    },
    {
      name: 'queues',
      entries: code.queues.map(({ role, system, name, at }) => ({
        name: `${role} ${system}`,
        value: codeText(name),
        place: place('queue', at),
      })),
    },
    {
      name: 'stores',
      entries: code.stores.map(({ kind, name, at }) => ({
        name: kind,
        value: codeText(name),
        place: place('store', at),
      })),
    },
  ];
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
