import { composeMemory, sameQuantity } from '../../normalise/quantity.ts';
import { eachPairedService, eachTargetContainer, type PairedService, type TargetContainer } from '../each.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const resourcesMismatch: Rule = {
  id: 'resources/mismatch',
  level: 'info',
  levels: {
    info: 'the amounts differ, and the service works with either',
    error: 'the amount is less than a byte: the container never starts',
  },
  declared: ['resource'],
  docs: {
    detects:
      'A limit of memory or CPU that is set on both sides and differs, and an amount in the target that is hardly meant (`400m` of memory is less than a byte).',
    why: 'A process that fits locally is killed in the target, or the other way round.',
    before: 'compose: mem_limit: 512m\ntarget:  limits: {memory: 256Mi}',
    after: 'target:  limits: {memory: 512Mi}',
    ignore: 'Local limits are there to spare the laptop.',
  },
  check({ comparison }) {
    return [...eachPairedService(comparison, differing), ...eachTargetContainer(comparison, absurd)];
  },
};

function differing({ pair, local, service, side }: PairedService): RuleFinding[] {
  const ours = local.workload.resources;
  const theirs = service.workload.resources;
  if (ours === undefined || theirs === undefined) return [];
  return ['memory', 'cpu'].flatMap((what) => {
    const here = ours.limits[what];
    const there = theirs.limits[what];
    if (here === undefined || there === undefined) return [];
    const amount = what === 'memory' ? (composeMemory(here) ?? here) : here;
    if (sameQuantity(amount, there) !== false) return [];
    return [
      {
        service: pair.name,
        environment: side.environment,
        subject: `limits.${what}`,
        message: `${pair.name} may use ${there} of ${what} in ${side.environment} and ${here} locally`,
        remedy: 'give both the same limit',
        places: [place('target', theirs.at), place('local', ours.at)] as const,
      },
    ];
  });
}

/** `400m` of memory is legal and means 0.4 byte (N051). */
function absurd({ container, name, side }: TargetContainer): RuleFinding[] {
  const { resources, id } = container.workload;
  if (resources === undefined) return [];
  const memory = [resources.limits.memory, resources.requests.memory].find(
    (amount) => amount !== undefined && /^\d+m$/.test(amount),
  );
  if (memory === undefined) return [];
  return [
    {
      level: 'error',
      service: name,
      environment: side.environment,
      subject: 'memory',
      message: `${id} asks for ${memory} of memory, which is less than a byte`,
      remedy: `write ${memory.replace('m', 'Mi')}`,
      places: [place('target', resources.at)],
    },
  ];
}
