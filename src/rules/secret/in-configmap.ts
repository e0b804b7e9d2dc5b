import type { Comparison } from '../../compare/comparison.ts';
import { configReferences } from '../../compare/config-references.ts';
import { declarationOf } from '../../compare/declarations.ts';
import type { EffectiveService } from '../../effective/service.ts';
import type { ConfigEntry } from '../../shape/facts.ts';
import type { Origin } from '../../shape/origin.ts';
import { serviceNameOf } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const secretInConfigmap: Rule = {
  id: 'secret/in-configmap',
  level: 'warning',
  docs: {
    detects: 'A secret kept in a ConfigMap that a container of the target uses.',
    why: 'ConfigMaps are readable by everyone who may look at the namespace, and are not encrypted at rest.',
    before: 'kind: ConfigMap\ndata: {QUEUE_PASSWORD: (the password itself)}',
    after: 'kind: Secret, or an ExternalSecret that makes it',
    ignore: 'The value is no secret.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined) return [];
    const kept = new Map<ConfigEntry, Kept>();
    for (const container of target.containers) {
      for (const { kind, object, at } of configReferences(container, target.facts)) {
        for (const entry of kind === 'ConfigMap' && object ? object.entries : []) {
          if (!isWrittenOut(entry) || isDeclaredHarmless(entry.key, container, comparison)) continue;
          const { object: name, users } = kept.get(entry) ?? { object: object?.name ?? '', users: [] };
          if (!users.some((user) => user.container === container)) users.push({ container, at });
          kept.set(entry, { object: name, users });
        }
      }
    }
    return [...kept].flatMap(([entry, { object, users }]) => {
      // The first by name, so that the order of the manifests does not matter.
      const [service] = users.map(({ container }) => serviceNameOf(container, comparison)).sort();
      if (service === undefined) return [];
      return [
        {
          service,
          environment: target.environment,
          subject: entry.key,
          message: `ConfigMap ${object} holds a secret under ${entry.key}`,
          remedy: `move ${entry.key} into a Secret and take it from there in ${namesOf(users)}`,
          places: [
            { ...place('target', entry.at), secret: true },
            ...users.map(({ at }) => place('reference', at)),
          ] as const,
        },
      ];
    });
  },
};

/** One secret in a ConfigMap is one mistake, however many containers take it from there. */
interface Kept {
  readonly object: string;
  readonly users: { readonly container: EffectiveService; readonly at: Origin }[];
}

function isWrittenOut({ value }: ConfigEntry): boolean {
  return value.kind === 'secret' && !value.secret.facets.empty && value.secret.facets.references.length === 0;
}

/** parity.yaml gives the variable another type than that of a secret. */
function isDeclaredHarmless(key: string, container: EffectiveService, { services }: Comparison): boolean {
  const pair = services.find((candidate) => candidate.target === container);
  const type = pair && declarationOf(pair, key)?.type;
  return type !== undefined && type !== 'secret';
}

function namesOf(users: Kept['users']): string {
  const [first = '', ...others] = new Set(users.map(({ container }) => container.workload.id));
  return others.length === 0 ? first : `${[first, ...others.slice(0, -1)].join(', ')} and ${others.at(-1) ?? ''}`;
}
