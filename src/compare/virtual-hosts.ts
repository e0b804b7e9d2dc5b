// https://www.rabbitmq.com/docs/vhosts: each is a room of queues of its own, and a client in one that is not there is refused.
import type { EffectiveService } from '../effective/service.ts';
import { parseImageName } from '../normalise/image-name.ts';
import type { Comparison, ServicePair, Side } from './comparison.ts';
import { type Dependency, dependenciesOf } from './dependencies.ts';
import { serverBehind } from './server-behind.ts';
import { plainText } from './variables.ts';

/** A virtual host that a service asks for in the target and that the broker there does not make. */
export interface MissingVirtualHost {
  readonly pair: ServicePair;
  readonly dependency: Dependency;
  readonly name: string;
  readonly broker: EffectiveService;
  /** The only one that the broker makes. */
  readonly made: string;
}

export function missingVirtualHosts({ target, local, services }: Comparison): MissingVirtualHost[] {
  if (target === undefined || local === undefined) return [];
  // An operator, or whoever else manages the broker, may make more.
  if (target.facts.objects.some(({ apiVersion }) => apiVersion.startsWith('rabbitmq.com/'))) return [];
  return services.flatMap((pair) => {
    const [here, there] = [pair.local, pair.target];
    if (here === undefined || there === undefined) return [];
    return asked(there, pair, target).flatMap(({ dependency, broker }) => {
      const name = virtualHostOf(dependency);
      const made = madeBy(broker);
      if (dependency.variable === undefined || made === undefined || name === made) return [];
      // What does not work locally either is made by somebody that nobody here knows.
      const works = asked(here, pair, local).some(
        (other) =>
          other.dependency.variable === dependency.variable && virtualHostOf(other.dependency) === madeBy(other.broker),
      );
      return works ? [{ pair, dependency, name, broker, made }] : [];
    });
  });
}

function asked(service: EffectiveService, pair: ServicePair, side: Side) {
  return dependenciesOf(service, pair.code).flatMap((dependency) => {
    if (!/^amqps?$/.test(dependency.endpoint.scheme ?? '')) return [];
    const broker = serverBehind(dependency, service, side);
    return broker === undefined ? [] : [{ dependency, broker }];
  });
}

/** `/` where the URL names none: so most clients take it. */
function virtualHostOf({ endpoint: { path = '/' } }: Dependency): string {
  const name = path.replace(/^\//, '').replace(/%2f/gi, '/');
  return name === '' ? '/' : name;
}

/** The one that the official image makes; undefined where definitions, a command or a plugin may make others. */
function madeBy({ workload, environment }: EffectiveService): string | undefined {
  const image = workload.image && parseImageName(workload.image.text);
  if (image === undefined || image.repository !== 'library/rabbitmq' || workload.build !== undefined) return undefined;
  const isTold = workload.entrypoint !== undefined || workload.command !== undefined;
  const isGiven = workload.mounts.some(({ source }) => source.kind === 'config' || source.kind === 'host');
  if (isTold || isGiven) return undefined;
  const chosen = environment.variables.get('RABBITMQ_DEFAULT_VHOST');
  return chosen === undefined ? '/' : plainText(chosen.value);
}
