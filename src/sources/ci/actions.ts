// Actions that deploy, by what they are given.
import { parseImageName } from '../../normalise/image-name.ts';
import type { Vault } from '../../secrets/vault.ts';
import type { DeployStep } from '../../shape/deploy-step.ts';
import { type ConfigEntry, type Facts, noFacts } from '../../shape/facts.ts';
import type { Origin } from '../../shape/origin.ts';
import { deferred } from '../../shape/value.ts';
import { entriesOf, entryOf, get, parseYaml, textOf, type YamlEntry } from '../../text/yaml.ts';
import { isFixed } from './fixed-text.ts';
import type { Action } from './job.ts';

type Place = Pick<Origin, 'source' | 'path' | 'object'>;

/** The Secret that an action makes, and the images that it chooses. */
export function actionFacts(action: Action, place: Place, secrets: Vault): Facts {
  const name = action.uses.toLowerCase();
  if (name === 'azure/k8s-create-secret') return createdSecret(action, place, secrets);
  if (name === 'azure/k8s-deploy' || name === 'azure/k8s-bake')
    return { ...noFacts(), deploySteps: images(action, place) };
  return noFacts();
}

function createdSecret(action: Action, place: Place, secrets: Vault): Facts {
  const named = entryOf(action.with, 'secret-name');
  const name = textOf(named?.value);
  if (named === undefined || name === undefined || !isFixed(name)) return noFacts();
  const namespace = textOf(get(action.with, 'namespace'));
  const data = entryOf(action.with, 'string-data') ?? entryOf(action.with, 'data');
  const type = textOf(get(action.with, 'secret-type'));
  const keys = data === undefined ? undefined : keysIn(data, { ...place, object: `Secret/${name}` }, secrets);
  return {
    ...noFacts(),
    configObjects: [
      {
        kind: 'Secret',
        name,
        ...(namespace !== undefined && isFixed(namespace) && { namespace }),
        entries: keys ?? [],
        complete: keys !== undefined,
        producer: `${place.path} (${place.object})`,
        ...(type !== undefined && isFixed(type) && { type }),
        immutable: false,
        at: { ...place, object: `Secret/${name}`, ...named.at },
      },
    ],
  };
}

/** The keys of a text that is JSON; undefined when it is computed. */
function keysIn({ value, at }: YamlEntry, place: Place, secrets: Vault): ConfigEntry[] | undefined {
  const text = textOf(value);
  const root = text === undefined ? undefined : parseYaml(text).documents[0]?.root;
  if (root?.kind !== 'map') return undefined;
  return entriesOf(root).map((entry) => {
    const written = textOf(entry.value) ?? '';
    const given = isFixed(written) && written !== '' ? secrets.hide(written) : deferred('from the pipeline');
    return { key: entry.key, value: given, binary: false, at: { ...place, ...at } };
  });
}

/** `images`: with the tags that this run has built. */
function images(action: Action, place: Place): DeployStep[] {
  const listed = entryOf(action.with, 'images');
  const at = { ...place, ...(listed?.at ?? action) };
  return (textOf(listed?.value) ?? '')
    .replace(/\$\{\{.*?\}\}/g, 'x')
    .split(/[\s,]+/)
    .flatMap((image): DeployStep[] => {
      const name = image.replace(/:[^/]*$/, '');
      const parsed = parseImageName(name);
      if (parsed === undefined) return [];
      return [
        {
          on: { image: name },
          setsImage: true,
          at: { source: place.source, path: place.path, line: at.line, column: at.column },
        },
      ];
    });
}
