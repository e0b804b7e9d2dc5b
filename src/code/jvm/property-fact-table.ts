import type { FileUse, QueueUse, StoreUse } from '../../shape/code-facts.ts';

/** Ports that a framework listens on. */
export const LISTENS: readonly { readonly key: RegExp; readonly host?: string }[] = [
  { key: /^server\.port$/, host: 'server.address' },
  { key: /^management\.server\.port$/ },
  { key: /^quarkus\.http\.port$/, host: 'quarkus.http.host' },
  { key: /^quarkus\.management\.port$/ },
  { key: /^micronaut\.server\.port$/, host: 'micronaut.server.host' },
  { key: /^ktor\.deployment\.port$/, host: 'ktor.deployment.host' },
  { key: /^(spring\.)?grpc\.server\.port$|^quarkus\.grpc\.server\.port$/ },
];

/** Properties that name a place whole; `sql` where the URL says what is spoken. */
export const URLS: readonly { readonly key: RegExp; readonly protocol: string }[] = [
  { key: /^spring\.datasource\.([\w-]+\.)*(jdbc-?)?url$/i, protocol: 'sql' },
  { key: /^(spring\.(r2dbc|flyway|liquibase)|datasources\.[\w-]+|r2dbc\.datasources\.[\w-]+)\.url$/, protocol: 'sql' },
  { key: /^quarkus\.datasource\.([\w"-]+\.)?(jdbc|reactive)\.url$/, protocol: 'sql' },
  { key: /^(spring\.data\.mongodb\.uri|quarkus\.mongodb\.connection-string|mongodb\.uri)$/, protocol: 'mongodb' },
  { key: /^(spring\.(data\.)?redis\.url|quarkus\.redis\.hosts|redis\.uri)$/, protocol: 'redis' },
  { key: /^(spring\.rabbitmq\.addresses|rabbitmq\.uri)$/, protocol: 'amqp' },
  {
    key: /^(spring\.kafka\.((consumer|producer|admin|streams)\.)?bootstrap-?servers|([\w-]+\.)*kafka\.bootstrap[.-]servers|spring\.cloud\.stream\.kafka\.(streams\.)?binder\.brokers|mp\.messaging\.connector\.smallrye-kafka\.bootstrap\.servers)$/i,
    protocol: 'kafka',
  },
  { key: /^spring\.(data\.)?elasticsearch\.(rest\.)?(uris|client\.reactive\.endpoints)$/, protocol: 'elasticsearch' },
  { key: /^(eureka\.client\.service-?url\.default-?zone|spring\.cloud\.config\.uri)$/i, protocol: 'http' },
  { key: /^(management\.zipkin\.tracing\.endpoint|spring\.zipkin\.base-?url)$/i, protocol: 'http' },
  { key: /^spring\.cloud\.gateway\.(server\.\w+\.)?(mvc\.)?routes\[\d+\]\.uri$/, protocol: 'http' },
  { key: /^(spring\.cloud\.openfeign|feign)\.client\.config\.[\w-]+\.url$/, protocol: 'http' },
  {
    key: /^(quarkus\.rest-client\.["\w.-]+\.url|[\w."-]+\/mp-rest\/url|quarkus\.oidc\.auth-server-url)$/,
    protocol: 'http',
  },
  { key: /^micronaut\.http\.services\.[\w-]+\.urls?$/, protocol: 'http' },
  {
    key: /^spring\.security\.oauth2\.(client\.provider\.[\w-]+\.(issuer|token|jwk-set|user-info)-uri|resourceserver\.jwt\.(issuer|jwk-set)-uri)$/,
    protocol: 'http',
  },
  { key: /^spring\.activemq\.broker-?url$/i, protocol: 'activemq' },
  { key: /^spring\.(data\.)?neo4j\.uri$/, protocol: 'neo4j' },
  { key: /^spring\.boot\.admin\.client\.url$/, protocol: 'http' },
  { key: /^quarkus\.stork\.[\w-]+\.service-discovery\.address-list$/, protocol: 'http' },
];

/** Properties that name a host, with the port under the same prefix. */
export const PAIRS: readonly { readonly host: RegExp; readonly protocol: string; readonly standard: string }[] = [
  { host: /^spring\.(data\.)?redis\.host$/, protocol: 'redis', standard: '6379' },
  { host: /^spring\.rabbitmq\.host$/, protocol: 'amqp', standard: '5672' },
  { host: /^rabbitmq-host$/, protocol: 'amqp', standard: '5672' },
  { host: /^spring\.data\.mongodb\.host$/, protocol: 'mongodb', standard: '27017' },
  { host: /^quarkus\.grpc\.clients\.[\w-]+\.host$/, protocol: 'grpc', standard: '9000' },
  { host: /^spring\.mail\.host$/, protocol: 'smtp', standard: '25' },
  { host: /^spring\.(data\.)?cassandra\.contact-?points$/i, protocol: 'cassandra', standard: '9042' },
];

interface QueueRow {
  readonly key: RegExp;
  readonly role: QueueUse['role'] | ((key: string) => QueueUse['role'] | undefined);
  /** Undefined: as the connector or the other properties say. */
  readonly system?: string;
}

export const QUEUES: readonly QueueRow[] = [
  { key: /^spring\.cloud\.stream\.bindings\.[\w-]+\.destination$/, role: streamRole },
  { key: /^mp\.messaging\.incoming\.[\w-]+\.(topics?|queue\.name|address)$/, role: 'consume' },
  { key: /^mp\.messaging\.outgoing\.[\w-]+\.(topic|exchange\.name|address)$/, role: 'produce' },
  { key: /^spring\.kafka\.template\.default-?topic$/i, role: 'produce', system: 'kafka' },
  { key: /^spring\.rabbitmq\.template\.default-?receive-?queue$/i, role: 'consume', system: 'amqp' },
];

/** `orders-in-0`, `baked-out-0`; older code says `input` and `output`. */
function streamRole(key: string): QueueUse['role'] | undefined {
  const name = /bindings\.([\w-]+)\.destination$/.exec(key)?.[1] ?? '';
  if (/-in-\d+$|^input|Input$/.test(name)) return 'consume';
  return /-out-\d+$|^output|Output$/.test(name) ? 'produce' : undefined;
}

export const STORES: readonly (Pick<StoreUse, 'kind' | 'system'> & { readonly key: RegExp })[] = [
  { key: /^(spring\.data\.mongodb\.database|quarkus\.mongodb\.database)$/, kind: 'database', system: 'mongodb' },
];

export const FILES: readonly { readonly key: RegExp; readonly mode: FileUse['mode'] }[] = [
  { key: /^server\.ssl\.(key-store|trust-store|certificate|certificate-private-key)$/, mode: 'read' },
  { key: /^spring\.config\.(import|additional-location)$/, mode: 'read' },
  { key: /^logging\.file(\.name|\.path)?$/, mode: 'write' },
  { key: /^spring\.servlet\.multipart\.location$/, mode: 'write' },
];
