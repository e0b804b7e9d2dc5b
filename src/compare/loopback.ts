import type { EffectiveService } from '../effective/service.ts';
import type { ListenPort } from '../shape/code-facts.ts';
import { resolveCodeValue } from './code-value.ts';
import type { ServicePair } from './comparison.ts';
import type { Listening } from './listening.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;

/**
 * The place where the code of a service, or the command line of its server, binds all that it listens on to the loopback
 * interface, which nobody outside of the container reaches (N255); undefined when one address is open, or when something
 * else decides.
 */
export function loopbackListen(
  pair: ServicePair,
  service: EffectiveService,
  { ports, isPartial }: Listening,
): Pick<ListenPort, 'at'> | undefined {
  const isByCommand = ports.every(({ by }) => by === 'command');
  const bound = isByCommand ? ports : pair.code.listens;
  const [first] = bound;
  if (first === undefined || ports.length === 0 || isPartial) return undefined;
  if (!isByCommand && ports.some(({ by }) => by !== 'code')) return undefined;
  const isClosed = bound.every(({ host }) => {
    const resolved = host && resolveCodeValue(host, service);
    return resolved?.kind === 'known' && LOOPBACK.test(resolved.text.trim().toLowerCase());
  });
  return isClosed ? first : undefined;
}
