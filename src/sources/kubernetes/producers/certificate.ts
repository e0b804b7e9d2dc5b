// cert-manager: https://cert-manager.io/docs/usage/certificate/
import { entryOf, get, textOf } from '../../../text/yaml.ts';
import type { Producer } from './producer.ts';

export const certificate: Producer = {
  group: /^(cert-manager\.io|certmanager\.k8s\.io)$/,
  kinds: ['Certificate'],
  produce({ root }) {
    const named = entryOf(get(root, 'spec'), 'secretName');
    const name = textOf(named?.value);
    if (named === undefined || name === undefined) return [];
    const keystores = get(root, 'spec', 'keystores');
    const formats = get(root, 'spec', 'additionalOutputFormats');
    const keys = ['tls.crt', 'tls.key', 'ca.crt'].map((key) => ({ key }));
    const complete = keystores === undefined && formats === undefined;
    return [{ kind: 'Secret', name, keys, complete, type: 'kubernetes.io/tls', at: named.at }];
  },
};
