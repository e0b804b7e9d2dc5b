import type { Comparison, ServicePair, Side } from '../../compare/comparison.ts';
import { type Dependency, dependenciesOf } from '../../compare/dependencies.ts';
import { serviceWord } from '../../compare/target-words.ts';
import { effectiveProcess } from '../../effective/process.ts';
import type { EffectiveService } from '../../effective/service.ts';
import { isOneShotName } from '../../normalise/one-shot-name.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const serviceMissing: Rule = {
  id: 'service/missing',
  level: 'error',
  levels: {
    error: 'the service answers others, or does work that nothing else does',
    warning: 'it is a job that runs on demand, or once',
  },
  absentFrom: ['target'],
  docs: {
    detects: 'A service of the application that runs locally and that the target does not run.',
    why: 'What it did is not done: its callers find nobody, its queue fills up, its job never starts.',
    before: 'compose: services: {web: …, worker: {build: worker}}\ntarget:  Deployment/web',
    after: 'target:  Deployment/web, Deployment/worker',
    ignore: 'It is a tool for development: give it a compose profile. Or a managed service stands in for it.',
  },
  check({ comparison }) {
    const { local, target } = comparison;
    if (local === undefined || target === undefined || target.facts.workloads.length === 0) return [];
    return comparison.services.flatMap((pair) => {
      if (pair.local === undefined || pair.target !== undefined || pair.ambiguous.length > 0) return [];
      return missing(pair, pair.local, { comparison, target });
    });
  },
};

/** Tools that developers run beside the application (N206). */
const DEVELOPMENT_TOOL =
  /(mailhog|mailpit|mailcatcher|maildev|smtp4dev|adminer|pgadmin|phpmyadmin|mongo-express|redis-commander|redisinsight|redis-insight|kafka-ui|kafdrop|akhq|localstack|azurite|dynamodb-local|firebase-emulator|fake-gcs|stripe-mock|wiremock|mockserver|mock-server|swagger-ui|portainer|dozzle|ngrok|cloudflared|selenium|browserless|sonarqube|storybook|devcontainer|traefik|nginx-proxy|jaeger|zipkin|prometheus|grafana|loki|otel|kibana|toxiproxy|k6|locust)/i;

interface Around {
  readonly comparison: Comparison;
  readonly target: Side;
}

function missing(pair: ServicePair, local: EffectiveService, { comparison, target }: Around): RuleFinding[] {
  const { workload } = local;
  // Work that is done once, before the others: the target may do it in an init container, a Job or a hook.
  const isJob = isOneShotName(pair.name);
  if (
    workload.profiles.length > 0 ||
    workload.replicas?.count === 0 ||
    isDevelopmentTool(local) ||
    (isJob && isDoneBefore(target))
  )
    return [];
  const isOwn = workload.build !== undefined || pair.codeCoverage !== 'none';
  if (isGateway(pair, local) && target.facts.routes.length > 0) return [];
  const users = comparison.services.filter((other) => other !== pair && talksTo(other, local, comparison));
  const stands = users.map((user) => standIn(user, local, { comparison, target }));
  // Its users are told another place: a managed service, another namespace, a workload under another name.
  if (users.length > 0 && stands.every((each) => each === 'elsewhere')) return [];
  const stranded = users.find((_, at) => stands[at] === 'nowhere');
  if (!isOwn && stranded === undefined) return [];
  const user = stranded ?? users[0];
  return [
    {
      level: isJob ? 'warning' : 'error',
      confidence: isOwn && !isJob ? 'certain' : 'likely',
      service: pair.name,
      environment: target.environment,
      subject: pair.name,
      message: `${pair.name} runs locally; ${target.environment} has no ${serviceWord(target) === 'service' ? 'service' : 'workload'} for it`,
      remedy: `add a ${serviceWord(target) === 'service' ? `service ${pair.name}` : `workload for ${pair.name}`} to ${target.environment}, or give it a compose profile when it is for development only`,
      places: [
        place('local', workload.at),
        ...(user ? [place('used by', user.local?.workload.at ?? workload.at)] : []),
      ],
    },
  ];
}

/** A proxy of configuration alone: in the target the routes of an Ingress or Gateway do its work. */
function isGateway(pair: ServicePair, { image }: EffectiveService): boolean {
  if (image === undefined || pair.codeCoverage !== 'none') return false;
  const isProxy = /(^|\/)(nginx|nginx-unprivileged|openresty|traefik|caddy|haproxy|envoy|kong)(:|@|$)/.test(image.base);
  const files = image.holds.flatMap(({ sources }) => sources);
  return (
    isProxy &&
    files.every((file) => /\.(conf|cfg|ya?ml|json|toml|template|tmpl|sh|pem|crt|key)$|Caddyfile|conf\b/.test(file))
  );
}

function isDoneBefore({ containers }: Side): boolean {
  return containers.some(
    ({ workload }) =>
      workload.role === 'init' ||
      workload.isHook === true ||
      (workload.kind === 'Job' && [workload.name, workload.container].some(isOneShotName)),
  );
}

/** What builds files for browsers anew at each change, beside a Rails server in its Procfile. */
const WATCHER =
  /(^|[\s/])(rails|rake)\s+\S+:watch\b|\b(build(:[\w:-]+)?|tailwindcss|esbuild|sass|postcss|webpack|rollup|tsc)\b.*\s(--watch|-w)\b|\bvite\s+dev\b|webpack-dev-server/;

function isDevelopmentTool({ workload, image }: EffectiveService): boolean {
  if (workload.kind === 'process' && WATCHER.test(effectiveProcess(workload, image)?.words.join(' ') ?? ''))
    return true;
  if (workload.build !== undefined) return false;
  return DEVELOPMENT_TOOL.test(workload.name) || DEVELOPMENT_TOOL.test(workload.image?.text ?? '');
}

function talksTo(other: ServicePair, local: EffectiveService, comparison: Comparison): boolean {
  return dependenciesOn(other, local, comparison).length > 0;
}

/** What a user is told locally that leads to the service. */
function dependenciesOn(user: ServicePair, local: EffectiveService, comparison: Comparison): Dependency[] {
  const side = comparison.local;
  const { local: from } = user;
  if (side === undefined || from === undefined) return [];
  return dependenciesOf(from, user.code).filter(({ endpoint }) => {
    const resolution = side.network.resolve(endpoint.host, from.workload);
    return resolution.kind === 'service' && resolution.service.name === local.workload.name;
  });
}

/** Where the target sends a user instead: to another place, to a name that nobody answers to, or nothing is known. */
function standIn(
  user: ServicePair,
  local: EffectiveService,
  { comparison, target }: Around,
): 'elsewhere' | 'nowhere' | 'unknown' {
  const { target: service } = user;
  if (service === undefined) return 'unknown';
  const there = dependenciesOf(service, user.code);
  const names = [local.workload.name, ...local.workload.aliases].map((name) => name.toLowerCase());
  const isStranded = there.some(
    ({ endpoint }) =>
      names.includes(endpoint.host) && target.network.resolve(endpoint.host, service.workload).kind === 'nobody',
  );
  if (isStranded) return 'nowhere';
  const told = dependenciesOn(user, local, comparison).flatMap(({ variable }) => variable ?? []);
  const places = there.filter(({ variable }) => variable !== undefined && told.includes(variable));
  return places.length > 0 &&
    places.every(({ endpoint }) => target.network.resolve(endpoint.host, service.workload).kind !== 'nobody')
    ? 'elsewhere'
    : 'unknown';
}
