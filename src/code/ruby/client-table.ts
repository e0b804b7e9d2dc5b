/** How a client library is told where to go: one URL, or host and port. */
export interface ClientRow {
  /** The constant that the method is called on. */
  readonly receiver: RegExp;
  readonly name: RegExp;
  /** `sql`: the scheme or the adapter says which. */
  readonly protocol: string;
  readonly url?: number;
  readonly urlOptions?: readonly string[];
  readonly host?: number;
  readonly port?: number;
  readonly hostOptions?: readonly string[];
  /** The option that names a database. */
  readonly database?: string;
  /** The variable that it reads by itself where nothing is said. */
  readonly standard?: string;
  /** Only what names a host counts: `/cart` is below a base that stands elsewhere. */
  readonly needsScheme?: boolean;
}

const HOST = { hostOptions: ['host', 'hostname'] } as const;

/** Clients by the constant and method that make them. */
export const CLIENTS: readonly ClientRow[] = [
  {
    receiver: /^Redis$/,
    name: /^(new|connect)$/,
    protocol: 'redis',
    urlOptions: ['url'],
    ...HOST,
    standard: 'REDIS_URL',
  },
  { receiver: /^RedisClient$/, name: /^(new|config)$/, protocol: 'redis', urlOptions: ['url'], ...HOST },
  {
    receiver: /^PG(::Connection)?$/,
    name: /^(connect|new|open)$/,
    protocol: 'postgres',
    url: 0,
    hostOptions: ['host'],
    database: 'dbname',
  },
  {
    receiver: /^Mysql2::Client$|^Trilogy$/,
    name: /^new$/,
    protocol: 'mysql',
    hostOptions: ['host'],
    database: 'database',
  },
  {
    receiver: /^Sequel$/,
    name: /^connect$/,
    protocol: 'sql',
    url: 0,
    urlOptions: ['url', 'uri'],
    hostOptions: ['host'],
    database: 'database',
  },
  {
    receiver: /^ActiveRecord::Base$|Record$/,
    name: /^establish_connection$/,
    protocol: 'sql',
    url: 0,
    urlOptions: ['url'],
    hostOptions: ['host'],
    database: 'database',
  },
  { receiver: /^Mongo::Client$/, name: /^new$/, protocol: 'mongodb', url: 0, database: 'database' },
  { receiver: /^Bunny$/, name: /^(new|run)$/, protocol: 'amqp', url: 0, ...HOST, standard: 'RABBITMQ_URL' },
  { receiver: /^Sneakers$/, name: /^configure$/, protocol: 'amqp', urlOptions: ['amqp'] },
  { receiver: /^Kafka$/, name: /^new$/, protocol: 'kafka', url: 0, urlOptions: ['seed_brokers'] },
  {
    receiver: /^Rdkafka::Config$|^WaterDrop::Producer$/,
    name: /^new$/,
    protocol: 'kafka',
    urlOptions: ['bootstrap.servers'],
  },
  {
    receiver: /^NATS(::IO::Client|::Client)?$/,
    name: /^(connect|start)$/,
    protocol: 'nats',
    url: 0,
    urlOptions: ['servers'],
  },
  { receiver: /^Dalli::Client$/, name: /^new$/, protocol: 'memcached', url: 0 },
  {
    receiver: /^(Elasticsearch|OpenSearch)::Client$/,
    name: /^new$/,
    protocol: 'http',
    urlOptions: ['url', 'host', 'hosts', 'urls'],
  },
  { receiver: /^Net::SMTP$/, name: /^(start|new)$/, protocol: 'smtp', host: 0, port: 1 },
  { receiver: /::Stub$/, name: /^new$/, protocol: 'grpc', url: 0 },
  { receiver: /^(TCPSocket|Socket)$/, name: /^(new|open|tcp)$/, protocol: 'tcp', host: 0, port: 1 },
  { receiver: /^Net::LDAP$/, name: /^(new|open)$/, protocol: 'ldap', hostOptions: ['host'] },
  { receiver: /^InfluxDB2?::Client$/, name: /^new$/, protocol: 'http', url: 0, urlOptions: ['url'] },
  { receiver: /OTLP::Exporter$/, name: /^new$/, protocol: 'otlp', urlOptions: ['endpoint'] },
  { receiver: /^MQTT::Client$/, name: /^(connect|new)$/, protocol: 'mqtt', url: 0, hostOptions: ['host'] },
  {
    receiver: /^Net::HTTP$/,
    name: /^(get|get_response|post|post_form|get_print|put|delete)$/,
    protocol: 'http',
    url: 0,
    needsScheme: true,
  },
  { receiver: /^Net::HTTP$/, name: /^(new|start)$/, protocol: 'http', host: 0, port: 1 },
  {
    receiver: /^Faraday(::Connection)?$/,
    name: /^(new|get|post|put|patch|delete|head)$/,
    protocol: 'http',
    url: 0,
    urlOptions: ['url'],
    needsScheme: true,
  },
  {
    receiver: /^(HTTParty|RestClient|HTTP|HTTPX|Excon|Typhoeus|Curl|Unirest|Patron|HTTPClient)$/,
    name: /^(new|get|post|put|patch|delete|head|request|get_content)$/,
    protocol: 'http',
    url: 0,
    needsScheme: true,
  },
  {
    receiver: /^RestClient::Resource$|^Typhoeus::Request$|^Excon::Connection$/,
    name: /^new$/,
    protocol: 'http',
    url: 0,
    needsScheme: true,
  },
  {
    receiver: /^RestClient::Request$/,
    name: /^(execute|new)$/,
    protocol: 'http',
    urlOptions: ['url'],
    needsScheme: true,
  },
  { receiver: /^URI$|^OpenURI$/, name: /^open$/, protocol: 'http', url: 0, needsScheme: true },
  {
    receiver: /^(WebSocket|Faye::WebSocket)(::\w+)*$/,
    name: /^(new|connect)$/,
    protocol: 'http',
    url: 0,
    needsScheme: true,
  },
];

/** A setting whose value, or an option of it, is an address: `config.redis = { url: … }`. */
export interface SettingRow {
  readonly target: RegExp;
  readonly protocol: string;
  /** The value itself is the address. */
  readonly isAddress: boolean;
  /** Of a list the symbol in front says what the rest is for. */
  readonly first?: RegExp;
  readonly options?: readonly string[];
}

export const SETTINGS: readonly SettingRow[] = [
  { target: /(^|\.)redis$/, protocol: 'redis', isAddress: true, options: ['url', 'host'] },
  { target: /(^|\.)cache_store$/, protocol: 'redis', isAddress: false, first: /redis/, options: ['url', 'host'] },
  { target: /(^|\.)cache_store$/, protocol: 'memcached', isAddress: true, first: /mem_cache|dalli/ },
  { target: /(^|\.)smtp_settings$/, protocol: 'smtp', isAddress: false, options: ['address'] },
  { target: /(^|\.)(kafka|brokers|seed_brokers)$/, protocol: 'kafka', isAddress: true, options: ['bootstrap.servers'] },
  { target: /^self\.site$/, protocol: 'http', isAddress: true },
];
