import type { EntryRoute } from '../../shape/facts.ts';
import { entriesOf, entryOf, get, textOf, type YamlNode } from '../../text/yaml.ts';
import { portOf } from '../kubernetes/manifest-object.ts';
import type { ScoreWorkload } from './score.ts';

/** The ways in from outside: resources of type `route`. */
export function entryRoutes({ name, root, site }: ScoreWorkload): EntryRoute[] {
  return entriesOf(get(root, 'resources')).flatMap(({ key, at, value }): EntryRoute[] => {
    if (textOf(get(value, 'type')) !== 'route') return [];
    const params = get(value, 'params');
    const path = entryOf(params, 'path');
    const port = entryOf(params, 'port');
    const host = fixed(get(params, 'host'));
    return [
      {
        object: `route ${key}`,
        ...(host !== undefined && { host }),
        path: fixed(path?.value) ?? '/',
        pathType: 'Prefix',
        backend: { service: name, port: portOf(port?.value), at: site.at(port?.at ?? at) },
        at: site.at(path?.at ?? at),
      },
    ];
  });
}

/** A text without placeholders. */
function fixed(node: YamlNode | undefined): string | undefined {
  const text = textOf(node);
  return text === undefined || text.includes('${') ? undefined : text;
}
