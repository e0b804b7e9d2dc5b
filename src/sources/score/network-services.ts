import type { NetworkService, ServicePort } from '../../shape/facts.ts';
import { entriesOf, entryOf, get } from '../../text/yaml.ts';
import { protocolOf } from '../kubernetes/container-ports.ts';
import { integerOf } from '../kubernetes/manifest-object.ts';
import type { ScoreWorkload } from './score.ts';
import { WORKLOAD_LABEL } from './workload.ts';

/** The name and ports by which other workloads reach this one; none where it publishes no port. */
export function networkServices({ name, root, site }: ScoreWorkload): NetworkService[] {
  const service = entryOf(root, 'service');
  const ports = entriesOf(get(service?.value, 'ports')).flatMap(({ key, at, value }): ServicePort[] => {
    const target = entryOf(value, 'targetPort');
    const targetPort = integerOf(target?.value);
    // Files of the first version may have nothing but a targetPort.
    const port = integerOf(get(value, 'port')) ?? targetPort;
    if (port === undefined) return [];
    return [
      {
        name: key,
        port,
        targetPort: targetPort ?? port,
        ...(target && { targetAt: site.at(target.at) }),
        protocol: protocolOf(get(value, 'protocol')),
        at: site.at(at),
      },
    ];
  });
  if (service === undefined || ports.length === 0) return [];
  const selector = { [WORKLOAD_LABEL]: name };
  return [{ name, kind: 'Service', ports, selector, headless: false, aliases: [], at: site.at(service.at) }];
}
