import { type BrokenMeeting, brokenMeetings, type NamedUse, queueUses } from '../../compare/meeting-points.ts';
import { type UnreadQueue, unreadQueues } from '../../compare/unread-queues.ts';
import { type MissingVirtualHost, missingVirtualHosts } from '../../compare/virtual-hosts.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';
import { sameNames } from '../same-names.ts';

export const queueMismatch: Rule = {
  id: 'queue/mismatch',
  level: 'error',
  levels: {
    error: 'what is sent is read by nobody, or the broker refuses the client',
    warning: 'the two ends meet in the target and not locally',
  },
  declared: ['queue'],
  docs: {
    detects:
      'A queue or topic under which two services meet locally, and under which they no longer meet in the target; or a virtual host that the broker of the target does not make. A warning where it is the local side on which they do not meet.',
    why: 'One side sends to a queue that nobody reads: nothing fails, and nothing is done.',
    before: 'orders: ORDER_QUEUE: orders-v2\nworker: ORDER_QUEUE: orders',
    after: 'orders: ORDER_QUEUE: orders\nworker: ORDER_QUEUE: orders',
    ignore: 'A bridge or binding joins the two names.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined || comparison.local === undefined) return [];
    const [here, there] = [queueUses(comparison, 'local'), queueUses(comparison, 'target')];
    const met = brokenMeetings(here, there).map(({ lost, partner }) => ({
      service: lost.pair.name,
      environment: target.environment,
      subject: subjectOf(lost),
      message: `${lost.pair.name} uses ${lost.name} in ${target.environment}; ${partner.pair.name} uses ${partner.name}, and locally they meet`,
      remedy: `give ${lost.pair.name} and ${partner.pair.name} the same name`,
      mends: sameNames({ lost, partner }),
      places: [
        place('target', lost.at),
        place('expected', partner.at),
        ...(lost.use && lost.use !== lost.at ? [place('read', lost.use)] : []),
      ] as const,
    }));
    // A use that has moved from one partner to another is told of once.
    const apart = brokenMeetings(there, here).filter(
      ({ lost }) => !met.some(({ service, subject }) => service === lost.pair.name && subject === subjectOf(lost)),
    );
    return [
      ...met,
      ...apart.map((meeting) => apartLocally(meeting, comparison.local?.environment ?? 'local', target.environment)),
      ...unreadQueues(comparison).map((unread) => leftUnread(unread, target.environment)),
      ...missingVirtualHosts(comparison).map((missing) => refused(missing, target.environment)),
    ];
  },
};

function subjectOf({ variable, name }: NamedUse): string {
  return variable ?? name;
}

/** Only the target's names meet: nothing is done locally, and what was tried there was something else. */
function apartLocally({ lost, partner }: BrokenMeeting, environment: string, elsewhere: string): RuleFinding {
  return {
    level: 'warning',
    confidence: 'likely',
    service: lost.pair.name,
    environment,
    subject: subjectOf(lost),
    message: `${lost.pair.name} uses ${lost.name} locally; ${partner.pair.name} uses ${partner.name}, and in ${elsewhere} they meet`,
    remedy: `give ${lost.pair.name} and ${partner.pair.name} the same name locally`,
    places: [
      place('local', lost.at),
      place('expected', partner.at),
      ...(lost.use && lost.use !== lost.at ? [place('read', lost.use)] : []),
    ],
  };
}

function leftUnread({ pair, name, reads, ...unread }: UnreadQueue, environment: string): RuleFinding {
  return {
    confidence: unread.sentAt === undefined ? 'likely' : 'certain',
    service: pair.name,
    environment,
    subject: name,
    message: `${pair.name} reads queue ${name} locally; in ${environment} it reads ${reads.join(', ')}, and nobody reads ${name}`,
    remedy: `let the command of ${pair.name} in ${environment} name queue ${name} too`,
    places: [
      place('target', unread.target),
      place('local', unread.local),
      ...(unread.sentAt ? [place('produce', unread.sentAt)] : []),
    ],
  };
}

/** A connection to a virtual host that is not there is closed at once. */
function refused({ pair, dependency, name, broker, made }: MissingVirtualHost, environment: string): RuleFinding {
  const subject = dependency.variable ?? name;
  return {
    confidence: 'likely',
    service: pair.name,
    environment,
    subject,
    message: `${subject} sends ${pair.name} to virtual host ${name} in ${environment}; ${broker.workload.id} makes ${made} alone`,
    remedy: `name ${made} in ${subject}, or set RABBITMQ_DEFAULT_VHOST of ${broker.workload.id} to ${name}`,
    places: [
      place('target', dependency.at),
      place('expected', broker.workload.at),
      ...(dependency.use && dependency.use !== dependency.at ? [place('read', dependency.use)] : []),
    ],
  };
}
