import type { NetworkService } from '../shape/facts.ts';
import { backingOf } from './backing.ts';
import type { Comparison, ServicePair, Side } from './comparison.ts';
import { type Dependency, dependenciesOf } from './dependencies.ts';

/**
 * Whether a dependency asks with TLS where plain HTTP is served: the port of the Service is called so, its pods hold
 * nothing that could end TLS, and locally the same variable asks the same service without it.
 */
export function asksPlainHttpWithTls(
  dependency: Dependency,
  { network, wanted }: { readonly network: NetworkService; readonly wanted: number | undefined },
  around: { readonly pair: ServicePair; readonly side: Side; readonly comparison: Comparison },
): boolean {
  const { pair, side, comparison } = around;
  const port = network.ports.find((each) => each.port === wanted);
  if (dependency.endpoint.scheme !== 'https' || !/^http(-[a-z]+)?$/.test(port?.name ?? '')) return false;
  const [backing, ...others] = backingOf(network, side);
  if (backing === undefined || others.length > 0) return false;
  const callee = comparison.services.find(({ target }) => target === backing);
  return callee?.local !== undefined && asksWithoutTls(dependency, callee, { pair, comparison });
}

function asksWithoutTls(
  { variable }: Dependency,
  callee: ServicePair,
  { pair, comparison: { local } }: { readonly pair: ServicePair; readonly comparison: Comparison },
): boolean {
  if (variable === undefined || pair.local === undefined || local === undefined) return false;
  const { workload } = pair.local;
  return dependenciesOf(pair.local, pair.code).some(({ variable: name, endpoint }) => {
    const resolution = local.network.resolve(endpoint.host, workload);
    const isSame = resolution.kind === 'service' && resolution.service.name === callee.local?.workload.name;
    return name === variable && endpoint.scheme === 'http' && isSame;
  });
}
