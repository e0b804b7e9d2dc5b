// Doppler copies a whole project into one Secret: https://docs.doppler.com/docs/kubernetes-operator
import { entryOf, get } from '../../../text/yaml.ts';
import { openSecret, type Producer } from './producer.ts';

export const dopplerSecret: Producer = {
  group: /^secrets\.doppler\.com$/,
  kinds: ['DopplerSecret'],
  produce: ({ root }) => openSecret(entryOf(get(root, 'spec', 'managedSecret'), 'name')),
};
