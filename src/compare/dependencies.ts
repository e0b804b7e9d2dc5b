import type { EffectiveVariable } from '../effective/environment.ts';
import type { EffectiveService } from '../effective/service.ts';
import type { CodeFacts, CodeValue, OutboundCall, StandIn } from '../shape/code-facts.ts';
import type { Origin } from '../shape/origin.ts';
import { type Endpoint, endpointsIn } from '../text/endpoint.ts';
import { endpointsOf, resolveCodeValue } from './code-value.ts';

/** A place on the network that a service is told, or built, to talk to. */
export interface Dependency {
  readonly endpoint: Endpoint;
  /** The variable that names it; undefined when the code does. */
  readonly variable?: string;
  /** Where the name stands: the environment entry, or the code. */
  readonly at: Origin;
  /** Where the code uses it, where that is known. */
  readonly use?: Origin;
}

const HOST_VARIABLE =
  /(^|_)(HOST|HOSTS|HOSTNAME|ADDR|ADDRESS|SERVER|SERVERS|ENDPOINT|BROKER|BROKERS|BROKER_LIST|BOOTSTRAP_SERVERS|NODES)$/i;
/** Names of what a process binds to or is called itself, not of what it calls. */
const OWN_ADDRESS =
  /(^|_)(BIND|LISTEN|LISTENER|LISTENERS|ADVERTISED|ADVERTISE|ALLOWED|ALLOW|TRUSTED|CORS|ORIGIN|ORIGINS|PUBLIC|EXTERNAL|SELF|OWN|SITE|APP|BASE|FRONTEND|CALLBACK|REDIRECT|VIRTUAL|SERVE)(_|$)|(^|_)(CLUSTER|NODE|INSTANCE|POD|CONTAINER)_HOSTNAME$|^(HOST|HOSTNAME|ADDRESS|ADDR|SERVER|SERVER_NAME|DOMAIN|NO_PROXY|no_proxy)$/i;

/** What a switch is set to: `GRPC_SERVER=true` names no host. */
const SWITCHED = /^(true|false|yes|no|on|off|enabled?|disabled?|none|null)$/i;

/** Every endpoint that a service is given by its environment or has in its code, on one side. */
export function dependenciesOf(service: EffectiveService, code: CodeFacts): Dependency[] {
  const fromEnvironment = [...service.environment.variables.values()].flatMap((variable) =>
    inVariable(variable, service, code),
  );
  const fromCode = code.calls.flatMap((call) => inCall(call, service));
  // Of a variable that code adds a port to, the code says more; else the environment's word is enough.
  return [
    ...fromEnvironment.filter((each) => !fromCode.some((other) => isSame(each, other) && detail(other) > detail(each))),
    ...fromCode.filter(
      (each) => !fromEnvironment.some((other) => isSame(each, other) && detail(other) >= detail(each)),
    ),
  ];
}

function isSame(left: Dependency, right: Dependency): boolean {
  return left.variable === right.variable && left.endpoint.host === right.endpoint.host;
}

function detail({ endpoint }: Dependency): number {
  if (endpoint.port !== undefined) return 2;
  return endpoint.scheme === undefined ? 0 : 1;
}

function inCall({ target, at }: OutboundCall, service: EffectiveService): Dependency[] {
  const resolved = resolveCodeValue(target, service);
  if (resolved.kind === 'secret') return [];
  return endpointsOf(resolved, true).map((endpoint) => {
    const variable = variableOf(target, endpoint.host, service);
    return variable === undefined
      ? { endpoint, at, use: at }
      : { endpoint, at: variable.at, use: at, variable: variable.name };
  });
}

/** The variable of a value in code that brings the host; undefined when the code itself does. */
function variableOf(target: CodeValue, host: string, service: EffectiveService): EffectiveVariable | undefined {
  return namesIn(target)
    .flatMap((name) => service.environment.variables.get(name) ?? [])
    .find(({ value }) => value.kind === 'plain' && value.text.toLowerCase().includes(host));
}

function namesIn(target: CodeValue): readonly string[] {
  if (target.kind === 'variable') return [target.name, ...namesBehind(target)];
  if (target.kind !== 'template') return [];
  return target.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.variable, ...namesBehind(part)]));
}

function namesBehind({ others, otherwise, profiles }: StandIn): readonly string[] {
  const values = [otherwise, ...(profiles?.values ?? []).map(({ value }) => value)];
  return [...(others ?? []), ...values.flatMap((value) => (value ? namesIn(value) : []))];
}

function inVariable(variable: EffectiveVariable, service: EffectiveService, code: CodeFacts): Dependency[] {
  if (OWN_ADDRESS.test(variable.name)) return [];
  const use = code.reads.find((read) => read.name === variable.name)?.at;
  return hostsIn(variable, service).map((endpoint) => ({
    endpoint,
    variable: variable.name,
    at: variable.at,
    ...(use && { use }),
  }));
}

/** Where a service goes when nothing sets the variable: the endpoints of the defaults that its code has for it. */
export function defaultEndpoints(name: string, service: EffectiveService, code: CodeFacts): readonly Endpoint[] {
  if (service.environment.variables.has(name)) return [];
  const ofReads = code.reads.flatMap((read) => {
    if (read.name !== name || read.default === undefined || read.default.value === 'computed') return [];
    return hostsIn({ name, value: read.default.value }, service);
  });
  const ofCalls = code.calls
    .filter(({ target }) => namesIn(target).includes(name))
    .flatMap(({ target }) => endpointsOf(resolveCodeValue(target, service), true));
  return [...ofReads, ...ofCalls];
}

function hostsIn(variable: Pick<EffectiveVariable, 'name' | 'value'>, service: EffectiveService): readonly Endpoint[] {
  const { value } = variable;
  if (value.kind === 'deferred') return [];
  if (value.kind === 'secret') return value.secret.facets.endpoints;
  const endpoints = endpointsIn(value.text).filter(
    (endpoint) => endpoint.scheme !== undefined || isHostPort(variable.name, endpoint),
  );
  if (endpoints.length > 0 || !HOST_VARIABLE.test(variable.name)) return endpoints;
  const port = portBeside(variable.name, service);
  return value.text
    .split(',')
    .map((host) => host.trim())
    .filter((host) => /^[a-z]([a-z0-9._-]*[a-z0-9])?$/i.test(host) && !SWITCHED.test(host))
    .map((host) => ({ host: host.toLowerCase(), ...(port !== undefined && { port }) }));
}

/** `redis:7` may be an image or a ratio: host:port counts under a name that speaks of a place. */
function isHostPort(name: string, endpoint: Endpoint): boolean {
  return (
    HOST_VARIABLE.test(name) ||
    /(^|_)(URL|URI|DSN|CONNECTION|TARGET|UPSTREAM|BACKEND|SERVICE|PROXY|API)(_|$)/i.test(name) ||
    endpoint.port === undefined
  );
}

/** `DB_PORT` beside `DB_HOST`. */
function portBeside(name: string, service: EffectiveService): number | undefined {
  const portName = name.replace(/(HOST|HOSTNAME|ADDR|ADDRESS|SERVER)$/i, 'PORT');
  const value = portName === name ? undefined : service.environment.variables.get(portName)?.value;
  return value?.kind === 'plain' && /^\d{1,5}$/.test(value.text) ? Number(value.text) : undefined;
}
