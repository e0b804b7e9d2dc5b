import type { EffectiveService } from '../effective/service.ts';
import type { ListenPort } from '../shape/code-facts.ts';
import { resolveCodeValue } from './code-value.ts';
import type { ServicePair } from './comparison.ts';
import type { Listening } from './listening.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;

/**
 * The place where the code of a service binds all that it listens on to the loopback interface, which nobody outside of
 * the container reaches (N255); undefined when one address is open, or when something else than the code decides.
 */
export function loopbackListen(
  pair: ServicePair,
  service: EffectiveService,
  { ports }: Listening,
): ListenPort | undefined {
  const [first] = pair.code.listens;
  if (first === undefined || ports.length === 0 || ports.some(({ by }) => by !== 'code')) return undefined;
  const isClosed = pair.code.listens.every(({ host }) => {
    const resolved = host && resolveCodeValue(host, service);
    return resolved?.kind === 'known' && LOOPBACK.test(resolved.text.trim().toLowerCase());
  });
  return isClosed ? first : undefined;
}
