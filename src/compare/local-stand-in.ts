// Services that only stand in locally for something that runs elsewhere: MinIO for S3, Mailpit for a mail server (N206).
import { imageBaseName, parseImageName } from '../normalise/image-name.ts';
import type { Workload } from '../shape/workload.ts';
import type { Comparison, ServicePair } from './comparison.ts';
import { dependenciesOf } from './dependencies.ts';

const STAND_IN =
  /^(minio|localstack(-pro)?|mailhog|mailpit|maildev|mailcatcher|smtp4dev|inbucket|greenmail|azurite|azure-storage-emulator|elasticmq(-native)?|goaws|moto|motoserver|kinesalite|wiremock|mockserver|mock-oauth2-server|s3mock|s3-ninja|ngrok|adminer|pgadmin4|phpmyadmin|mongo-express|redis-?insight|redis-commander)$/i;
const STAND_IN_WORD = /(^|[-_/])(emulator|mock|fake|stub|local|fakes3)($|[-_/:])/i;
/** A variable that leads a client away from its usual place: without it the client finds the real one. */
const OVERRIDE = /(^|_)(ENDPOINT|ENDPOINT_URL|EMULATOR|EMULATOR_HOST|MOCK|FAKE|STUB)(_|$)/i;
const ROLE_WORDS =
  /_(ENDPOINT|ENDPOINT_URL|EMULATOR_HOST|EMULATOR|URL|URI|HOST|HOSTNAME|ADDR|ADDRESS|SERVER|PUBLIC|INTERNAL)(_.*)?$/i;
const COMPANION =
  /(^|_)(KEY|KEY_ID|ACCESS_KEY|ACCESS_KEY_ID|SECRET|SECRET_KEY|PASSWORD|PASS|USER|USERNAME|TOKEN|PORT|REGION|FORCE_PATH_STYLE|PATH_STYLE|SSL|TLS|USE_SSL|USE_TLS|SECURE)$/i;

/**
 * What a variable of the local side leads to that the target does not run. `stand-in`: something that only stands for
 * what runs elsewhere, its credentials, port and switches among it: the target does without. `local-only`: a service
 * of another kind, a database for instance, which the target may have from a provider.
 */
export type LocalLead = 'stand-in' | 'local-only';

/** Says of the variables of a service what they lead to locally; undefined for all that has its counterpart. */
export function localLeads(pair: ServicePair, comparison: Comparison): (name: string) => LocalLead | undefined {
  const leads = addressesOf(pair, comparison);
  const prefixes = [...leads].flatMap(([name, lead]) => (lead === 'stand-in' ? prefixOf(name) : []));
  return (name) => {
    const isCompanion = COMPANION.test(name) && prefixes.some((prefix) => name.toUpperCase().startsWith(prefix));
    return leads.get(name) ?? (isCompanion ? 'stand-in' : undefined);
  };
}

/** Whether some address of the service leads locally to what only stands in for something else. */
export function hasStandIn(pair: ServicePair, comparison: Comparison): boolean {
  return [...addressesOf(pair, comparison).values()].includes('stand-in');
}

function addressesOf(pair: ServicePair, { local, services }: Comparison): ReadonlyMap<string, LocalLead> {
  const leads = new Map<string, LocalLead>();
  const service = pair.local;
  if (local === undefined || service === undefined) return leads;
  for (const { endpoint, variable } of dependenciesOf(service, pair.code)) {
    if (variable === undefined) continue;
    const resolution = local.network.resolve(endpoint.host, service.workload);
    if (resolution.kind !== 'service') continue;
    const behind = services.find((other) => other.local?.workload.name === resolution.service.name);
    if (behind?.local === undefined || behind.target !== undefined || behind.ambiguous.length > 0) continue;
    const isOverride = OVERRIDE.test(variable) || isStandIn(behind.local.workload);
    leads.set(variable, isOverride ? 'stand-in' : 'local-only');
  }
  return leads;
}

/** Whether a container is known to be a stand-in by its image, or says so in its name. */
function isStandIn(workload: Workload): boolean {
  const image = workload.image && parseImageName(workload.image.text);
  if (image === undefined) return false;
  return STAND_IN.test(imageBaseName(image)) || STAND_IN_WORD.test(image.repository);
}

/** `S3_` of `S3_ENDPOINT`, `AWS_` of `AWS_ENDPOINT_URL_SQS`. */
function prefixOf(variable: string): string[] {
  const upper = variable.toUpperCase();
  const prefix = upper.replace(ROLE_WORDS, '_');
  return prefix === upper ? [] : [prefix];
}
