import { configReferences, elsewhere } from '../../compare/config-references.ts';
import { eachTargetContainer } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const secretNamespace: Rule = {
  id: 'secret/namespace',
  level: 'error',
  absentFrom: ['target'],
  docs: {
    detects: 'A container of the target that uses a Secret which exists in another namespace only.',
    why: 'A pod sees the Secrets of its own namespace alone: the container cannot start.',
    before: 'Deployment shop/web uses Secret payments, which is in namespace billing',
    after: 'the Secret (or its ExternalSecret) in namespace shop',
    ignore: 'A replicator copies it. Waive the finding with that reason.',
  },
  check({ comparison }) {
    return eachTargetContainer(comparison, ({ container, name, side }) =>
      configReferences(container, side.facts).flatMap(({ kind, object, objectName, optional, at }) => {
        const other = kind === 'Secret' && object === undefined ? elsewhere(kind, objectName, side.facts) : undefined;
        if (other === undefined) return [];
        return [
          {
            level: optional ? ('info' as const) : ('error' as const),
            service: name,
            environment: side.environment,
            subject: objectName,
            message: `${container.workload.id} uses Secret ${objectName}, which is in namespace ${other.namespace ?? 'default'} and not in ${container.workload.namespace ?? 'default'}`,
            remedy: `make ${objectName} in namespace ${container.workload.namespace ?? 'default'}`,
            places: [place('reference', at), place('target', other.at)] as const,
          },
        ];
      }),
    );
  },
};
