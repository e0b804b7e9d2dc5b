import type { ServicePair } from './comparison.ts';
import type { Requirement } from './requirement.ts';
import { provisionOf } from './variables.ts';

/**
 * What a service itself stands on: its store, its queue, how it tells users apart. Every other first word of a name is
 * that of something outside: `STRIPE_KEY`, `ZOHO_CLIENT_ID`.
 */
const OWN_GROUND =
  /^(APP|API|SERVER|SERVICE|DB|DATABASE|SQL|PG|POSTGRES(QL)?|MYSQL|MARIADB|MSSQL|MONGO(DB)?|REDIS|VALKEY|CACHE|QUEUE|RABBIT(MQ)?|AMQP|KAFKA|NATS|JWT|TOKEN|ACCESS|REFRESH|SESSION|COOKIE|AUTH|SECRET|ENCRYPTION|CRYPTO|HASH)$/;
/** An address, an id and a secret, at least: one name alone is a setting, not a feature. */
const LEAST_NAMES = 2;

/**
 * Whether a variable belongs to a feature that nobody has set up: the code asks for several variables with one first
 * word, all of them long after the start, and no side sets any that begins with it. The service starts and works; only
 * who uses the feature is told what it lacks, and that the same way everywhere.
 */
export function isOfIdleFeature(pair: ServicePair, { name }: Requirement): boolean {
  const word = firstWord(name);
  if (word === undefined || OWN_GROUND.test(word)) return false;
  const feature = pair.requirements.filter((each) => firstWord(each.name) === word);
  const asked = feature.filter(({ strictest }) => strictest.enforced === true);
  return asked.length >= LEAST_NAMES && feature.every(waits) && !isSetUp(pair, word, feature);
}

/** Nothing that insists on it runs at the start. */
function waits({ reads }: Requirement): boolean {
  return reads.every(({ enforced, when }) => enforced !== true || when === 'later');
}

function isSetUp(pair: ServicePair, word: string, feature: readonly Requirement[]): boolean {
  const declared = [...(pair.declared?.declared.env.keys() ?? [])];
  if (declared.some((name) => firstWord(name) === word)) return true;
  return [pair.local, pair.target].some(
    (service) =>
      service !== undefined &&
      ([...service.environment.variables.keys()].some((name) => firstWord(name) === word) ||
        feature.some((each) => provisionOf(service, each.name, each).kind === 'set')),
  );
}

/** `ZOHO` of `ZOHO_CLIENT_ID`; undefined for a name of one word. */
function firstWord(name: string): string | undefined {
  return /^([A-Z][A-Z0-9]*)_/.exec(name)?.[1];
}
