// 1Password: https://developer.1password.com/docs/k8s/operator; the Secret has the name of the object, its keys are the item's fields.
import { get, textOf } from '../../../text/yaml.ts';
import type { Producer } from './producer.ts';

export const onePasswordItem: Producer = {
  group: /^onepassword\.com$/,
  kinds: ['OnePasswordItem'],
  produce({ name, root }) {
    const type = textOf(get(root, 'type'));
    return [{ kind: 'Secret', name, keys: [], complete: false, ...(type !== undefined && { type }) }];
  },
};
