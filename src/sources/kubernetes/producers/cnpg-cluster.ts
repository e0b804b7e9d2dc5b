// CloudNativePG: https://cloudnative-pg.io/documentation/current/applications/#secrets

import { get, textOf } from '../../../text/yaml.ts';
import { booleanOf } from '../manifest-object.ts';
import type { Producer } from './producer.ts';

const KEYS = [
  'username',
  'user',
  'password',
  'dbname',
  'host',
  'port',
  'pgpass',
  'uri',
  'jdbc-uri',
  'fqdn-uri',
  'fqdn-jdbc-uri',
];

export const cnpgCluster: Producer = {
  group: /^postgresql\.cnpg\.io$/,
  kinds: ['Cluster'],
  produce({ root, name }) {
    const bootstrap = get(root, 'spec', 'bootstrap');
    const owned = ['initdb', 'recovery', 'pg_basebackup'].some(
      (way) => textOf(get(bootstrap, way, 'secret', 'name')) !== undefined,
    );
    const keys = KEYS.map((key) => ({ key }));
    const type = 'kubernetes.io/basic-auth';
    return [
      // A bootstrap with a Secret of its own uses that one instead.
      ...(owned ? [] : [{ kind: 'Secret' as const, name: `${name}-app`, keys, complete: true, type }]),
      ...(booleanOf(get(root, 'spec', 'enableSuperuserAccess')) === true
        ? [{ kind: 'Secret' as const, name: `${name}-superuser`, keys, complete: true, type }]
        : []),
      ...['ca', 'server', 'replication'].map((part) => ({
        kind: 'Secret' as const,
        name: `${name}-${part}`,
        keys: [],
        complete: false,
      })),
    ];
  },
};
