import type { ConfigObject } from '../../../shape/facts.ts';
import type { ManifestObject } from '../manifest-object.ts';
import { certificate } from './certificate.ts';
import { cnpgCluster } from './cnpg-cluster.ts';
import { dopplerSecret } from './doppler-secret.ts';
import { externalSecret } from './external-secret.ts';
import { infisicalSecret } from './infisical-secret.ts';
import { ingressCertificate } from './ingress-certificate.ts';
import { onePasswordItem } from './one-password-item.ts';
import { configObject, type Producer } from './producer.ts';
import { sealedSecret } from './sealed-secret.ts';
import { secretProviderClass } from './secret-provider-class.ts';
import { vaultSecret } from './vault-secret.ts';

/** Every producer of Secrets and ConfigMaps, sorted by name. */
export const PRODUCERS: readonly Producer[] = [
  certificate,
  cnpgCluster,
  dopplerSecret,
  externalSecret,
  infisicalSecret,
  ingressCertificate,
  onePasswordItem,
  sealedSecret,
  secretProviderClass,
  vaultSecret,
];

/** The Secrets and ConfigMaps that an object will make; none for most kinds. */
export function producedBy(object: ManifestObject): ConfigObject[] {
  return PRODUCERS.filter(
    (producer) => producer.kinds.includes(object.kind) && producer.group.test(object.group),
  ).flatMap((producer) => producer.produce(object).map((produced) => configObject(object, produced)));
}
