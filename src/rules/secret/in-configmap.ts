import { configReferences } from '../../compare/config-references.ts';
import { eachTargetContainer } from '../each.ts';
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
    return eachTargetContainer(comparison, ({ container, name, side }) => {
      const uses = new Map(
        configReferences(container, side.facts).flatMap(({ kind, object, at }) =>
          kind === 'ConfigMap' && object ? [[object, at] as const] : [],
        ),
      );
      return [...uses].flatMap(([object, use]) =>
        object.entries
          .filter(
            ({ value }) =>
              value.kind === 'secret' && !value.secret.facets.empty && value.secret.facets.references.length === 0,
          )
          .map(({ key, at }) => ({
            service: name,
            environment: side.environment,
            subject: key,
            message: `ConfigMap ${object.name} holds a secret under ${key}`,
            remedy: `move ${key} into a Secret and take it from there in ${container.workload.id}`,
            places: [{ ...place('target', at), secret: true }, place('reference', use)] as const,
          })),
      );
    });
  },
};
