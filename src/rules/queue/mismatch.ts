import { brokenMeetings, queueUses } from '../../compare/meeting-points.ts';
import { type UnreadQueue, unreadQueues } from '../../compare/unread-queues.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const queueMismatch: Rule = {
  id: 'queue/mismatch',
  level: 'error',
  docs: {
    detects:
      'A queue or topic under which two services meet locally, and under which they no longer meet in the target.',
    why: 'One side sends to a queue that nobody reads: nothing fails, and nothing is done.',
    before: 'orders: ORDER_QUEUE: orders-v2\nworker: ORDER_QUEUE: orders',
    after: 'orders: ORDER_QUEUE: orders\nworker: ORDER_QUEUE: orders',
    ignore: 'A bridge or binding joins the two names.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined || comparison.local === undefined) return [];
    const broken = brokenMeetings(queueUses(comparison, 'local'), queueUses(comparison, 'target'));
    const met = broken.map(({ lost, partner }) => ({
      service: lost.pair.name,
      environment: target.environment,
      subject: lost.variable ?? lost.name,
      message: `${lost.pair.name} uses ${lost.name} in ${target.environment}; ${partner.pair.name} uses ${partner.name}, and locally they meet`,
      remedy: `give ${lost.pair.name} and ${partner.pair.name} the same name`,
      places: [
        place('target', lost.at),
        place('expected', partner.at),
        ...(lost.use && lost.use !== lost.at ? [place('read', lost.use)] : []),
      ] as const,
    }));
    return [...met, ...unreadQueues(comparison).map((unread) => leftUnread(unread, target.environment))];
  },
};

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
