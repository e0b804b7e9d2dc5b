import { queueUses } from '../meeting-points.ts';
import { workerQueues } from '../worker-queues.ts';
import { type Breach, type DeclaredOfTarget, expectedIn, type Group, isNeeded } from './declared.ts';
import { namesIt } from './named-values.ts';
import { isVariable, variableBreaches, variableNames } from './variables.ts';

/** Queues and topics, by name or by the variable that names them. */
export const queues: Group = {
  kinds: ['queue'],
  things(pair, comparison) {
    const uses = (['local', 'target'] as const)
      .flatMap((side) => queueUses(comparison, side))
      .filter((use) => use.pair === pair)
      .map(({ name, variable }) => [name, ...(variable === undefined ? [] : [variable])]);
    const read = [pair.local, pair.target].flatMap((service) =>
      (service ? workerQueues(pair, service) : []).flatMap(({ names }) =>
        names === 'unknown' ? [] : names.map((name) => [name]),
      ),
    );
    return [...uses, ...read, ...variableNames(pair).map((name) => [name])];
  },
  breaches(of) {
    return isVariable(of.name, of.pair) ? variableBreaches(of, 'queue') : unnamed(of);
  },
};

function unnamed(of: DeclaredOfTarget): Breach[] {
  const { name, pair, declaration, service, side } = of;
  if (!isNeeded(declaration)) return [];
  const read = workerQueues(pair, service);
  const isRead = read.some(({ names }) => names === 'unknown' || names.includes(name));
  const uses = pair.code.queues.map((use) => use.name);
  if (isRead || namesIt(name, service, uses) !== 'no') return [];
  return [
    {
      kind: 'queue',
      level: 'error',
      subject: name,
      message: `parity.yaml says that ${pair.name} needs queue ${name}; nothing that it receives in ${side.environment} names it`,
      remedy: `name ${name} in ${service.workload.id}`,
      places: [expectedIn(of)],
    },
  ];
}
