/** A call or a made object that names the place it talks to. */
export interface ClientRow {
  /** Name of the method or class. */
  readonly name: RegExp;
  /** What the file must import, or hold in its text. */
  readonly imports: RegExp;
  /** Text of what stands before the dot, or of its type. */
  readonly receiver?: RegExp;
  readonly protocol: string;
  /** One URL or address. */
  readonly target?: number;
  readonly host?: number;
  readonly port?: number;
  /** Names under which Kotlin passes it. */
  readonly names?: readonly string[];
  /** Only what names a host counts: `/cart` is below a base that stands elsewhere. */
  readonly needsScheme?: boolean;
}

const SPRING_CLIENT = /org\.springframework\.(web\.client|web\.reactive\.function\.client|boot\.web\.client)/;
const OKHTTP = /okhttp3|com\.squareup\.okhttp/;
const KTOR = /io\.ktor\.client/;

/** Clients of services and databases, by what makes them. */
export const CLIENTS: readonly ClientRow[] = [
  {
    name: /^create$/,
    imports: SPRING_CLIENT,
    receiver: /^(WebClient|RestClient)$/,
    protocol: 'http',
    target: 0,
    needsScheme: true,
  },
  // Clients that a tool made from a description.
  {
    name: /^(setBaseUrl|setBasePath|setBaseURL|endpointOverride|setEndpoint)$/,
    imports: /./,
    protocol: 'http',
    target: 0,
    needsScheme: true,
  },
  {
    name: /^(getForObject|getForEntity|postForObject|postForEntity|postForLocation|patchForObject|put|delete|exchange|execute|headForHeaders|optionsForAllow)$/,
    imports: SPRING_CLIENT,
    receiver: /[rR]est|[tT]emplate|[cC]lient/,
    protocol: 'http',
    target: 0,
    needsScheme: true,
  },
  { name: /^(baseUrl|rootUri|uri)$/, imports: SPRING_CLIENT, protocol: 'http', target: 0, needsScheme: true },
  { name: /^uri$/, imports: /springframework\.cloud\.gateway/, protocol: 'http', target: 0, needsScheme: true },
  {
    name: /^DefaultUriBuilderFactory$|^fromHttpUrl$|^fromUriString$/,
    imports: /org\.springframework\.web\.util/,
    protocol: 'http',
    target: 0,
    needsScheme: true,
  },
  { name: /^RootUriTemplateHandler$/, imports: /org\.springframework/, protocol: 'http', target: 0, needsScheme: true },
  { name: /^url$/, imports: OKHTTP, protocol: 'http', target: 0, needsScheme: true },
  { name: /^(uri|newBuilder)$/, imports: /java\.net\.http/, protocol: 'http', target: 0, needsScheme: true },
  { name: /^URL$/, imports: /java\.net\.(URL|\*|HttpURLConnection)/, protocol: 'http', target: 0, needsScheme: true },
  {
    name: /^(HttpGet|HttpPost|HttpPut|HttpDelete|HttpPatch)$/,
    imports: /apache\.(http|hc)/,
    protocol: 'http',
    target: 0,
    needsScheme: true,
  },
  {
    name: /^(Get|Post|Put|Delete)$/,
    imports: /apache\.(http|hc)\.client\.fluent|fluent\.Request/,
    receiver: /Request$/,
    protocol: 'http',
    target: 0,
    needsScheme: true,
  },
  { name: /^baseUrl$/, imports: /retrofit2/, protocol: 'http', target: 0, needsScheme: true },
  {
    name: /^(target)$/,
    imports: /(jakarta|javax)\.ws\.rs\.client|JerseyClient/,
    protocol: 'http',
    target: 0,
    needsScheme: true,
  },
  { name: /^baseUri$/, imports: /RestClientBuilder/, protocol: 'http', target: 0, needsScheme: true },
  { name: /^target$/, imports: /feign\./, protocol: 'http', target: 1, needsScheme: true },
  {
    name: /^(get|post|put|delete|patch|head|url|preparePost|prepareGet)$/,
    imports: KTOR,
    protocol: 'http',
    target: 0,
    needsScheme: true,
  },
  {
    name: /^(getAbs|postAbs|putAbs|deleteAbs|requestAbs)$/,
    imports: /io\.vertx/,
    protocol: 'http',
    target: 0,
    needsScheme: true,
  },
  {
    name: /^(get|post|put|delete)$/,
    imports: /com\.mashape\.unirest|kong\.unirest/,
    receiver: /Unirest/,
    protocol: 'http',
    target: 0,
    needsScheme: true,
  },
  { name: /^(forTarget|newChannelBuilder)$/, imports: /io\.grpc/, protocol: 'grpc', target: 0 },
  { name: /^forAddress$/, imports: /io\.grpc/, protocol: 'grpc', host: 0, port: 1, names: ['name'] },
  { name: /^(getConnection)$/, imports: /java\.sql/, receiver: /DriverManager/, protocol: 'sql', target: 0 },
  {
    name: /^(setJdbcUrl|setUrl|jdbcUrl|url|jdbcURL)$/,
    imports: /(javax\.sql|hikari|DataSourceBuilder|DataSource\b|org\.flywaydb)/,
    protocol: 'sql',
    target: 0,
  },
  { name: /^dataSource$/, imports: /org\.flywaydb/, protocol: 'sql', target: 0 },
  {
    name: /^connect$/,
    imports: /org\.jetbrains\.exposed/,
    receiver: /Database/,
    protocol: 'sql',
    target: 0,
    names: ['url'],
  },
  { name: /^create$/, imports: /org\.jdbi/, receiver: /Jdbi/, protocol: 'sql', target: 0 },
  {
    name: /^(create|MongoClient|MongoClientURI|ConnectionString|createClient|getDatabase)$/,
    imports: /com\.mongodb|org\.litote\.kmongo/,
    receiver: /^(MongoClients|KMongo|MongoClient)$|^$/,
    protocol: 'mongodb',
    target: 0,
  },
  {
    name: /^(Jedis|JedisPool|JedisPooled|HostAndPort)$/,
    imports: /redis\.clients/,
    protocol: 'redis',
    host: 0,
    port: 1,
  },
  { name: /^(RedisStandaloneConfiguration)$/, imports: /data\.redis/, protocol: 'redis', host: 0, port: 1 },
  { name: /^create$/, imports: /io\.lettuce/, receiver: /^(RedisURI|RedisClient)$/, protocol: 'redis', target: 0 },
  { name: /^setAddress$/, imports: /org\.redisson/, protocol: 'redis', target: 0 },
  { name: /^setHost$/, imports: /com\.rabbitmq/, protocol: 'amqp', host: 0 },
  { name: /^(setUri)$/, imports: /com\.rabbitmq|amqp\.rabbit/, protocol: 'amqp', target: 0 },
  { name: /^CachingConnectionFactory$/, imports: /amqp\.rabbit/, protocol: 'amqp', host: 0, port: 1 },
  { name: /^(ActiveMQConnectionFactory|setBrokerURL)$/, imports: /activemq/, protocol: 'activemq', target: 0 },
  { name: /^(connect|connectSync|server)$/, imports: /io\.nats/, protocol: 'nats', target: 0 },
  { name: /^(HttpHost)$/, imports: /elasticsearch|opensearch/, protocol: 'elasticsearch', host: 0, port: 1 },
];

/** Keys of maps and of Properties that name a place: `props.put("bootstrap.servers", broker)`. */
export const KEYS: readonly { readonly key: RegExp; readonly protocol: string }[] = [
  { key: /(^|\.)bootstrap\.servers$|BOOTSTRAP_SERVERS_CONFIG$/, protocol: 'kafka' },
  { key: /^mail\.smtp\.host$/, protocol: 'smtp' },
];
