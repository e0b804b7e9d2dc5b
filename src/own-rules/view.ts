import type { Comparison, ServicePair, Side } from '../compare/comparison.ts';
import type { EffectiveVariable } from '../effective/environment.ts';
import type { EffectiveService } from '../effective/service.ts';
import { withoutCredentials } from '../secrets/credentials.ts';
import type { CodeFacts, CodeValue } from '../shape/code-facts.ts';
import { compareValues } from '../shape/value.ts';
import type { Mount, Probe } from '../shape/workload.ts';
import type { CelValue } from './types.ts';

/** A service as expressions see it: its containers on both sides and what its code says. No secret is in it. */
export function serviceView({ name, local, target, code, requirements }: ServicePair): CelValue<'Service'> {
  return {
    name,
    ...(local && { local: containerView(local) }),
    ...(target && { target: containerView(target) }),
    code: codeView(code, requirements),
  };
}

/** One side as expressions see it: which services and objects it has. */
export function sideView(side: Side, { services }: Comparison, which: 'local' | 'target'): CelValue<'Side'> {
  const { workloads, configObjects, networkServices, objects } = side.facts;
  const named = [
    ...workloads.filter(({ kind }) => kind !== 'compose' && kind !== 'process'),
    ...configObjects,
    ...networkServices.map((service) => ({ ...service, kind: 'Service' })),
    ...objects,
  ];
  return {
    environment: side.environment,
    complete: side.isComplete,
    services: services.filter((pair) => pair[which] !== undefined).map((pair) => pair.name),
    objects: named.map(({ kind, name, namespace }) => ({ kind, name, ...(namespace !== undefined && { namespace }) })),
  };
}

/** Every name that a side gives to a service or that its code reads, sorted. */
export function variableViews({ local, target, requirements }: ServicePair): CelValue<'Pair'>[] {
  const left = local?.environment.variables ?? new Map<string, EffectiveVariable>();
  const right = target?.environment.variables ?? new Map<string, EffectiveVariable>();
  const names = new Set([...left.keys(), ...right.keys(), ...requirements.map(({ name }) => name)]);
  return [...names].sort().map((name) => {
    const [mine, theirs] = [left.get(name), right.get(name)];
    const read = requirements.find((requirement) => requirement.name === name);
    const compared = mine && theirs ? compareValues(mine.value, theirs.value) : 'unknown';
    return {
      name,
      ...(mine && { local: variableView(mine) }),
      ...(theirs && { target: variableView(theirs) }),
      ...(read && { read: readView(read) }),
      ...(compared !== 'unknown' && { same: compared === 'same' }),
    };
  });
}

function containerView({ workload, environment }: EffectiveService): CelValue<'Container'> {
  const { id, kind, name, namespace, container, image, labels, replicas, schedule, resources } = workload;
  const words = [...(workload.entrypoint?.words ?? []), ...(workload.command?.words ?? [])];
  return {
    object: kind === 'compose' ? `service ${name}` : id,
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    container,
    ...(image && { image: image.text }),
    labels,
    env: [...environment.variables.values()].map(variableView).sort((a, b) => (a.name < b.name ? -1 : 1)),
    ports: workload.ports.map(({ port, protocol, name, published }) => ({
      port: BigInt(port),
      protocol,
      ...(name !== undefined && { name }),
      ...(published !== undefined && { published }),
    })),
    mounts: workload.mounts.map(mountView),
    probes: workload.probes.map(probeView),
    requests: resources?.requests ?? {},
    limits: resources?.limits ?? {},
    ...(replicas && { replicas: BigInt(replicas.count) }),
    ...(schedule && { schedule: schedule.cron }),
    command: words.map(withoutCredentials),
    dependsOn: workload.dependsOn,
    profiles: workload.profiles,
  };
}

function variableView({ name, value, from, objectName }: EffectiveVariable): CelValue<'Variable'> {
  return {
    name,
    ...(value.kind === 'plain' && { value: value.text }),
    secret: value.kind === 'secret' || from === 'Secret',
    from,
    ...(objectName !== undefined && { object: objectName }),
  };
}

function mountView({ path, source, readOnly }: Mount): CelValue<'Mount'> {
  const name = source.kind === 'config' ? source.objectName : 'name' in source ? source.name : undefined;
  return { path, kind: source.kind, readOnly, ...(name !== undefined && { name }) };
}

function probeView({ role, action }: Probe): CelValue<'Probe'> {
  return {
    role,
    kind: action.kind,
    ...('path' in action && { path: action.path }),
    ...('port' in action && { port: String(action.port) }),
  };
}

function readView({ name, isRequired, strictest }: ServicePair['requirements'][number]): CelValue<'Read'> {
  return {
    name,
    required: isRequired,
    enforced: strictest.enforced === true,
    hasDefault: strictest.default !== undefined,
    type: strictest.type,
    when: strictest.when,
  };
}

function codeView(code: CodeFacts, requirements: ServicePair['requirements']): CelValue<'Code'> {
  return {
    reads: requirements.map(readView),
    listens: code.listens.flatMap(({ port }) => {
      const text = literalOf(port);
      return text !== undefined && /^\d+$/.test(text) ? [BigInt(text)] : [];
    }),
    routes: code.routes.map(({ method, path }) => ({ method, path })),
    calls: code.calls.map(({ target, protocol }) => ({ protocol, ...named('target', target) })),
    queues: code.queues.map(({ role, system, name }) => ({ role, system, ...named('name', name) })),
    stores: code.stores.map(({ kind, system, name }) => ({ kind, system, ...named('name', name) })),
  };
}

function named<Key extends string>(key: Key, value: CodeValue): { readonly [Name in Key]?: string } {
  const text = literalOf(value);
  // One key, of the name given.
  return (text === undefined ? {} : { [key]: withoutCredentials(text) }) as { readonly [Name in Key]?: string };
}

function literalOf(value: CodeValue): string | undefined {
  return value.kind === 'literal' ? value.text : undefined;
}
