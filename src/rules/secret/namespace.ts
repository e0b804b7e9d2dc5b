import { strayReferences } from '../../compare/config-references.ts';
import { eachTargetContainer } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const secretNamespace: Rule = {
  id: 'secret/namespace',
  level: 'error',
  levels: {
    error: 'the reference is not optional, and a Secret of another namespace is not seen',
    info: 'the reference is optional: the container starts without it',
  },
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
      strayReferences('Secret', container, side.facts).map(({ objectName, optional, at, elsewhere }) => ({
        level: optional ? 'info' : 'error',
        service: name,
        environment: side.environment,
        subject: objectName,
        message: `${container.workload.id} uses Secret ${objectName}, which is in namespace ${elsewhere.namespace ?? 'default'} and not in ${container.workload.namespace ?? 'default'}`,
        remedy: `make ${objectName} in namespace ${container.workload.namespace ?? 'default'}`,
        places: [place('reference', at), place('target', elsewhere.at)],
      })),
    );
  },
};
