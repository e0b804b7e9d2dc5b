// cert-manager's ingress-shim: an annotated Ingress or Gateway gets the Secret that its `tls` names.
import { entriesOf, entryOf, get, itemsOf, textOf } from '../../../text/yaml.ts';
import type { Produced, Producer } from './producer.ts';

const ISSUER = /^cert-manager\.io\/(cluster-)?issuer$|^kubernetes\.io\/tls-acme$/;

export const ingressCertificate: Producer = {
  group: /^(networking\.k8s\.io|extensions)$/,
  kinds: ['Ingress'],
  produce({ root }) {
    const annotations = entriesOf(get(root, 'metadata', 'annotations'));
    if (!annotations.some((annotation) => ISSUER.test(annotation.key))) return [];
    return itemsOf(get(root, 'spec', 'tls')).flatMap((item): Produced[] => {
      const named = entryOf(item, 'secretName');
      const name = textOf(named?.value);
      if (named === undefined || name === undefined) return [];
      const keys = ['tls.crt', 'tls.key', 'ca.crt'].map((key) => ({ key }));
      return [{ kind: 'Secret', name, keys, complete: true, type: 'kubernetes.io/tls', at: named.at }];
    });
  },
};
