import type { Comparison } from '../../compare/comparison.ts';
import { type Dependency, defaultEndpoints, dependenciesOf } from '../../compare/dependencies.ts';
import { isSettingOf } from '../../compare/known-images.ts';
import { blockBefore } from '../../compare/network-policies.ts';
import { asksPlainHttpWithTls } from '../../compare/plain-http.ts';
import { serviceWord } from '../../compare/target-words.ts';
import { readsAreKnown } from '../../compare/variables.ts';
import type { NetworkService } from '../../shape/facts.ts';
import { nearest } from '../../text/nearest.ts';
import { eachTargetService, sharedPlace, type TargetService } from '../each.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';
import { ungoverned } from './governing-service.ts';

export const endpointUnresolved: Rule = {
  id: 'endpoint/unresolved',
  level: 'error',
  levels: {
    error: 'the service is told or built to call the host, and does so locally',
    warning:
      'something that the repository does not show may answer, or the service may do without; or the replicas of a StatefulSet have no names',
    info: 'nothing shows that the name is used, or the local side has nothing there either',
  },
  absentFrom: ['target'],
  docs: {
    detects:
      'A host that a service is told, or built, to call and that no Service of the target answers to, or not on that port, or only without TLS, or that network policies keep it from; or a StatefulSet whose `serviceName` is no Service, so that its pods have no names.',
    why: 'The name does not resolve, or the connection is refused or never made: the dependency does not work.',
    before: 'target: - name: AI_SERVICE_URL\n          value: http://ai-service:5001/      # no Service ai-service',
    after: 'a Service ai-service with port 5001, or another host in AI_SERVICE_URL',
    ignore: 'The host exists outside of what the repository shows: another release in the same namespace.',
  },
  check({ comparison }) {
    const called = eachTargetService(comparison, (at) => {
      const seen = new Set<string>();
      return dependenciesOf(at.service, at.pair.code).flatMap((dependency) => {
        if (isOnlyHandedOver(at, dependency)) return [];
        const subject = dependency.variable ?? dependency.endpoint.host;
        const found = seen.has(subject) ? [] : judge(at, dependency, comparison);
        if (found.length > 0) seen.add(subject);
        return found;
      });
    });
    return [...called, ...ungoverned(comparison)];
  },
};

/** An object that is imported whole gives the image of a server what others need: it does not look at it. */
function isOnlyHandedOver({ pair, service }: TargetService, { variable }: Dependency): boolean {
  const isBuilt = [pair.local, service].some((side) => side?.workload.build !== undefined);
  return variable !== undefined && !isBuilt && isSettingOf(service.workload.image, variable) === false;
}

function judge(at: TargetService, dependency: Dependency, comparison: Comparison): RuleFinding[] {
  const { pair, service, side } = at;
  const { endpoint, variable } = dependency;
  const resolution = side.network.resolve(endpoint.host, service.workload);
  if (resolution.kind === 'nobody') {
    if (!isJudgeable(at, dependency, comparison))
      return comparison.local?.isComplete === true ? danglingOnBothSides(at, dependency) : [];
    const names = side.facts.networkServices.map((other) => other.name);
    const near = nearest(endpoint.host, names);
    const shared = variable === undefined ? '' : sharedPlace(pair, variable, comparison);
    const noun = serviceWord(side);
    const told = finding(at, dependency, {
      message: `${endpoint.host}, which no ${noun} in ${side.environment} answers to`,
      remedy: near
        ? `use ${near}${shared}, or add a ${noun} ${endpoint.host}`
        : `add a ${noun} ${endpoint.host} to ${side.environment}, or give ${variable ?? pair.name} another host${shared}`,
    });
    const isLighter = isReplaced(at, dependency, comparison) || isUnusedLocally(at, dependency, comparison);
    return [isLighter && told.level !== 'info' ? { ...told, level: 'warning', confidence: 'likely' } : told];
  }
  if (resolution.kind !== 'service' || resolution.service.externalName !== undefined) return [];
  const { service: network } = resolution;
  const wanted = endpoint.port ?? usualPort(at, dependency);
  const wrongPort = wanted === undefined ? [] : unopened(at, dependency, { network, wanted });
  if (wrongPort.length > 0) return wrongPort;
  const held = blocked(at, dependency, { network, wanted });
  if (held.length > 0 || !asksPlainHttpWithTls(dependency, { network, wanted }, { pair, side, comparison }))
    return held;
  const told = finding(at, dependency, {
    message: `${network.name} by https, which serves plain HTTP on that port, and is asked so locally`,
    remedy: `use http:// in ${variable ?? 'the code'}`,
  });
  return [{ ...told, level: told.level ?? 'warning', confidence: 'likely' }];
}

/** The Service a dependency leads to, and the port that it asks there. */
interface Asked {
  readonly network: NetworkService;
  readonly wanted: number | undefined;
}

/** A port that the Service does not have. */
function unopened(at: TargetService, dependency: Dependency, { network, wanted }: Asked): RuleFinding[] {
  const { endpoint, variable } = dependency;
  const isOpen = network.ports.length === 0 || network.ports.some(({ port }) => port === wanted);
  // Headless Services have no ports of their own: the pods answer on whatever they listen on.
  const isDirect = network.headless && network.ports.some(({ targetPort }) => targetPort === wanted);
  if (isOpen || isDirect || network.headless) return [];
  const ports = network.ports.map(({ port }) => port).join(', ');
  const base = finding(at, dependency, {
    message: `${endpoint.host}:${wanted}; ${serviceWord(at.side)} ${network.name} has port ${ports}`,
    remedy: `use port ${ports} in ${variable ?? 'the code'}, or add port ${wanted} to ${serviceWord(at.side)} ${network.name}`,
  });
  const isGuess = endpoint.port === undefined;
  return [
    {
      ...base,
      ...(isGuess && { confidence: 'likely' as const }),
      places: [base.places[0], place('expected', network.at), ...base.places.slice(1)],
    },
  ];
}

/** A connection that network policies do not let through: the dependency times out. */
function blocked(at: TargetService, dependency: Dependency, { network, wanted }: Asked): RuleFinding[] {
  const { pair, service, side } = at;
  const block = blockBefore(network, { from: service.workload, wanted }, side);
  if (block === undefined) return [];
  const { policy, direction, to } = block;
  const isIn = direction !== 'Egress';
  // A policy that denies by default holds every pod: what is let through belongs into one of its own.
  const admit = `let a NetworkPolicy for the pods of ${to.id} admit those of ${service.workload.id}`;
  const out = `let a NetworkPolicy for the pods of ${service.workload.id} lead to those of ${to.id}`;
  const told = finding(at, dependency, {
    message: `${network.name}, which its pods do not reach: NetworkPolicy ${policy.name} holds ${isIn ? to.id : service.workload.id}, and no rule lets ${isIn ? `${pair.name} in` : `it out to ${to.id}`}`,
    remedy: direction === 'both' ? `${admit}, and ${out}` : isIn ? admit : out,
  });
  return [
    {
      ...told,
      confidence: 'likely',
      places: [told.places[0], place('policy', policy.at), ...told.places.slice(1)],
    },
  ];
}

const USUAL_PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  redis: 6379,
  amqp: 5672,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
};

/** The port of a URL that names none; undefined where another variable may bring it. */
function usualPort({ service }: TargetService, { endpoint, variable }: Dependency): number | undefined {
  const stem = variable?.replace(/_(URL|URI|ENDPOINT|BASE_URL|BASE)$/i, '');
  if (stem === undefined || endpoint.scheme === undefined || service.environment.variables.has(`${stem}_PORT`))
    return undefined;
  return USUAL_PORTS[endpoint.scheme];
}

/** What dangles locally as well is no drift; a code default that the environment never relies on is no use. */
function isJudgeable(at: TargetService, dependency: Dependency, comparison: Comparison): boolean {
  const { local } = at.pair;
  const side = comparison.local;
  if (local === undefined || side === undefined)
    return dependency.variable !== undefined || dependency.use !== undefined;
  const { variable, endpoint } = dependency;
  const here = dependenciesOf(local, at.pair.code).filter((other) =>
    variable === undefined ? other.endpoint.host === endpoint.host : other.variable === variable,
  );
  if (here.length === 0) return variable !== undefined;
  return here.some((other) => side.network.resolve(other.endpoint.host, local.workload).kind !== 'nobody');
}

/** A host that is written out in the code and that neither side has: no drift, and yet nothing answers there. */
function danglingOnBothSides(at: TargetService, dependency: Dependency): RuleFinding[] {
  const { pair, side } = at;
  const { host } = dependency.endpoint;
  const isLiteral = pair.code.calls.some(
    ({ target, at: call }) => target.kind === 'literal' && call === dependency.use,
  );
  if (pair.local === undefined || dependency.variable !== undefined || !isLiteral || !/^[a-z][a-z0-9-]*$/.test(host))
    return [];
  const told = finding(at, dependency, {
    message: `${host}, which nothing answers to in ${side.environment}, nor locally`,
    remedy: `run ${host} on both sides, or remove the call`,
  });
  return [{ ...told, level: 'info', confidence: 'likely' }];
}

/**
 * Locally the variable leads to an image from elsewhere which the target does not run under any name, and the target
 * gives another host on purpose: a release from elsewhere most likely brings it.
 */
function isReplaced({ pair }: TargetService, { variable, endpoint }: Dependency, comparison: Comparison): boolean {
  const { local } = pair;
  if (local === undefined || comparison.local === undefined || variable === undefined) return false;
  const here = dependenciesOf(local, pair.code).filter((other) => other.variable === variable);
  const network = comparison.local.network;
  return here.some((other) => {
    const resolution = network.resolve(other.endpoint.host, local.workload);
    if (resolution.kind !== 'service' || other.endpoint.host === endpoint.host) return false;
    const callee = comparison.services.find((each) => each.local?.workload.name === resolution.service.name);
    return (
      callee !== undefined &&
      callee.target === undefined &&
      callee.codeCoverage === 'none' &&
      callee.local?.workload.build === undefined
    );
  });
}

function finding(at: TargetService, dependency: Dependency, text: { message: string; remedy: string }): RuleFinding {
  const { pair, side, service } = at;
  const { variable, endpoint, use } = dependency;
  const weight = weightOf(at, dependency);
  const subject = variable ?? endpoint.host;
  const whose = variable === undefined ? `the code of ${pair.name} calls` : `${variable} sends ${pair.name} to`;
  const local = pair.local?.environment.variables.get(variable ?? '');
  return {
    ...(weight.level !== undefined && { level: weight.level }),
    confidence: weight.confidence,
    service: pair.name,
    environment: side.environment,
    subject,
    message: `${whose} ${text.message}`,
    remedy: text.remedy,
    places: [
      place(variable === undefined ? 'call' : 'target', dependency.at),
      ...(use && use !== dependency.at ? [place('read', use)] : []),
      ...(local ? [place('local', local.at)] : [place('expected', service.workload.at)]),
    ],
  };
}

type Weight = { readonly level?: 'warning' | 'info'; readonly confidence: 'certain' | 'likely' };

/**
 * A variable that the code does not read breaks nothing. Where nothing shows that the name is meant to lead to a
 * service of this application, another release may bring it: unless the code cannot do without it.
 */
function weightOf({ pair }: TargetService, { variable, use }: Dependency): Weight {
  if (variable === undefined) return { confidence: 'likely' };
  if (use === undefined && readsAreKnown(pair)) return { level: 'info', confidence: 'likely' };
  const isRequired = pair.requirements.some(({ name, isRequired: must }) => name === variable && must);
  if (pair.local !== undefined || isRequired) return { confidence: 'certain' };
  return { level: 'warning', confidence: 'likely' };
}

/** The local side runs without the variable, and the code's default leads nowhere there: it does without. */
function isUnusedLocally({ pair }: TargetService, { variable }: Dependency, comparison: Comparison): boolean {
  const { local } = pair;
  if (local === undefined || comparison.local === undefined || variable === undefined) return false;
  const { network } = comparison.local;
  const given = dependenciesOf(local, pair.code).filter((other) => other.variable === variable);
  const hosts = [...given.map(({ endpoint }) => endpoint), ...defaultEndpoints(variable, local, pair.code)];
  return !hosts.some(({ host }) => network.resolve(host, local.workload).kind !== 'nobody');
}
