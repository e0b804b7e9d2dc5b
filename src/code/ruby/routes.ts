import type { ServedRoute } from '../../shape/code-facts.ts';
import type { RouteMount } from '../language.ts';
import { comparedRoutes } from './compared-routes.ts';
import { grapeRoutes } from './grape-routes.ts';
import { kindsOf } from './kinds.ts';
import { rackRoutes } from './rack-routes.ts';
import { railsRoutes } from './rails-routes.ts';
import type { Reading } from './reading.ts';
import { rodaRoutes } from './roda-routes.ts';
import { sinatraRoutes } from './sinatra-routes.ts';

export interface Routing {
  readonly routes: readonly ServedRoute[];
  readonly mounts: readonly RouteMount[];
}

const MOST_ROUNDS = 3;

/** What the frameworks of a file serve, and the prefixes that it puts before the routes of others and its own. */
export function routing(reading: Reading): Routing {
  const given = reading.context.mounts ?? [];
  let found = routed(reading);
  for (let round = 0; round < MOST_ROUNDS && found.mounts.length > 0; round += 1) {
    const next = routed({ ...reading, context: { ...reading.context, mounts: [...given, ...found.mounts] } });
    if (JSON.stringify(next) === JSON.stringify(found)) break;
    found = next;
  }
  return found;
}

function routed(reading: Reading): Routing {
  const kinds = kindsOf(reading);
  const all = [
    railsRoutes(reading, kinds),
    sinatraRoutes(reading, kinds),
    grapeRoutes(reading, kinds),
    rackRoutes(reading, kinds),
    rodaRoutes(reading, kinds),
    comparedRoutes(reading),
  ];
  return { routes: all.flatMap(({ routes }) => routes), mounts: all.flatMap(({ mounts }) => mounts) };
}
