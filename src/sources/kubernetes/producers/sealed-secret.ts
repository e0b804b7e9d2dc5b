// Sealed Secrets: https://github.com/bitnami-labs/sealed-secrets
import { entriesOf, entryOf, get, textOf } from '../../../text/yaml.ts';
import type { Producer } from './producer.ts';

export const sealedSecret: Producer = {
  group: /^bitnami\.com$/,
  kinds: ['SealedSecret'],
  produce({ root, name }) {
    const spec = get(root, 'spec');
    const template = get(spec, 'template');
    const named = entryOf(get(template, 'metadata'), 'name');
    const type = textOf(get(template, 'type'));
    const keys = [...entriesOf(get(spec, 'encryptedData')), ...entriesOf(get(template, 'data'))];
    return [
      {
        kind: 'Secret',
        name: textOf(named?.value) ?? name,
        keys: keys.map(({ key, at }) => ({ key, at })),
        // The old form holds one encrypted blob.
        complete: get(spec, 'data') === undefined,
        ...(type !== undefined && { type }),
        ...(named && { at: named.at }),
      },
    ];
  },
};
