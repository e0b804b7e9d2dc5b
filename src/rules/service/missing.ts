import type { Comparison, ServicePair, Side } from '../../compare/comparison.ts';
import { dependenciesOf } from '../../compare/dependencies.ts';
import type { EffectiveService } from '../../effective/service.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const serviceMissing: Rule = {
  id: 'service/missing',
  level: 'error',
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
  if (workload.profiles.length > 0 || isDevelopmentTool(local)) return [];
  const isOwn = workload.build !== undefined || pair.codeCoverage !== 'none';
  const user = comparison.services.find((other) => other.local && other !== pair && talksTo(other, local, comparison));
  // A database or cache may be a managed service in the target: its users say so by the host they are given.
  if (!isOwn && !(user?.target && stillNames(user.target, pair, target))) return [];
  const isJob = /(^|[-_])(migrate|migrations?|seed|init|setup|bootstrap|create-?buckets?)([-_]|$)/i.test(pair.name);
  return [
    {
      level: isJob || !isOwn ? 'warning' : 'error',
      confidence: isOwn && !isJob ? 'certain' : 'likely',
      service: pair.name,
      environment: target.environment,
      subject: pair.name,
      message: `${pair.name} runs locally; ${target.environment} has no workload for it`,
      remedy: `add a workload for ${pair.name} to ${target.environment}, or give it a compose profile when it is for development only`,
      places: [
        place('local', workload.at),
        ...(user ? [place('used by', user.local?.workload.at ?? workload.at)] : []),
      ],
    },
  ];
}

function isDevelopmentTool({ workload }: EffectiveService): boolean {
  if (workload.build !== undefined) return false;
  return DEVELOPMENT_TOOL.test(workload.name) || DEVELOPMENT_TOOL.test(workload.image?.text ?? '');
}

function talksTo(other: ServicePair, local: EffectiveService, comparison: Comparison): boolean {
  const side = comparison.local;
  const { local: from } = other;
  if (side === undefined || from === undefined) return false;
  return dependenciesOf(from, other.code).some(({ endpoint }) => {
    const resolution = side.network.resolve(endpoint.host, from.workload);
    return resolution.kind === 'service' && resolution.service.name === local.workload.name;
  });
}

/** Whether the target still gives a name that only the missing service would answer to. */
function stillNames(user: EffectiveService, missingPair: ServicePair, target: Side): boolean {
  return [...user.environment.variables.values()].some((variable) => {
    const hosts =
      variable.value.kind === 'secret'
        ? variable.value.secret.facets.endpoints.map(({ host }) => host)
        : variable.value.kind === 'plain'
          ? [variable.value.text.toLowerCase()]
          : [];
    return hosts.some(
      (host) =>
        host === missingPair.name.toLowerCase() && target.network.resolve(host, user.workload).kind === 'nobody',
    );
  });
}
