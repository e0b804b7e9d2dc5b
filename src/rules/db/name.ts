import { createdDatabase, mayBeCreated, wantedDatabases } from '../../compare/databases.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const dbName: Rule = {
  id: 'db/name',
  level: 'error',
  declared: ['database'],
  docs: {
    detects:
      'A database that a service of the target is told to use and that the database server of the target does not create.',
    why: 'The connection is refused: database "…" does not exist.',
    before: 'web: - name: DB_NAME\n       value: shop\ndb:  - name: POSTGRES_DB\n       value: store',
    after: 'db:  - name: POSTGRES_DB\n       value: shop',
    ignore: 'A migration creates it.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, ({ pair, service, side }) =>
      wantedDatabases(pair, service, { side, comparison }).flatMap(({ name, variable, at, server }) => {
        if (server?.target === undefined || server === pair) return [];
        const created = createdDatabase(server.target);
        if (
          created === undefined ||
          created.name === name ||
          name === 'postgres' ||
          name === 'mysql' ||
          isSameLocally(name) ||
          mayBeCreated(name, server.target, side)
        )
          return [];
        return [
          {
            service: pair.name,
            environment: side.environment,
            subject: variable ?? name,
            message: `${pair.name} uses database ${name}; ${server.name} creates ${created.name} in ${side.environment}`,
            remedy: `use ${created.name} in ${variable ?? pair.name}, or let ${server.name} create ${name}`,
            mends: [[{ kind: 'value' as const, at, from: name, to: created.name }]],
            places: [place('target', at), place('expected', created.at)] as const,
          },
        ];

        /** The local side differs in the same way: something else creates the database. */
        function isSameLocally(wanted: string): boolean {
          if (pair.local === undefined || server?.local === undefined || comparison.local === undefined) return false;
          const here = createdDatabase(server.local);
          if (here === undefined || here.name !== created?.name) return false;
          return wantedDatabases(pair, pair.local, { side: comparison.local, comparison }).some(
            (other) => other.name === wanted && other.server === server,
          );
        }
      }),
    );
  },
};
