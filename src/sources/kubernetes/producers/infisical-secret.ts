// Infisical copies a whole environment into one Secret: https://infisical.com/docs/integrations/platforms/kubernetes
import { entryOf, get, itemsOf } from '../../../text/yaml.ts';
import { openSecret, type Producer } from './producer.ts';

export const infisicalSecret: Producer = {
  group: /^secrets\.infisical\.com$/,
  kinds: ['InfisicalDynamicSecret', 'InfisicalSecret'],
  produce({ root }) {
    const spec = get(root, 'spec');
    const references = [get(spec, 'managedSecretReference'), ...itemsOf(get(spec, 'managedKubeSecretReferences'))];
    return references.flatMap((reference) => openSecret(entryOf(reference, 'secretName')));
  },
};
