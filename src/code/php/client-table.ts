/** How a client is told where to go: one URL, host and port, or an array with such keys. */
export interface Client {
  readonly kind: 'function' | 'new' | 'method' | 'static';
  /** The function, or the whole name of the class; of a method its own name. */
  readonly name: RegExp;
  /** What the file must hold, where the name alone says too little. */
  readonly beside?: RegExp;
  /** The class of a static method. */
  readonly scope?: RegExp;
  /** `sql`: the DSN says which. */
  readonly protocol: string;
  readonly url?: number;
  readonly host?: number;
  readonly port?: number;
  readonly database?: number;
  /** The array that holds the keys below. */
  readonly options?: number;
  /** Keys of the array. */
  readonly urlKey?: RegExp;
  readonly hostKey?: RegExp;
  /** Only what names a host counts: `/carts` is below a base that stands elsewhere. `written`: it opens files as well. */
  readonly needsScheme?: boolean | 'written';
}

const HTTP = { protocol: 'http', needsScheme: true } as const;

/** Clients of services, databases, caches and brokers. */
export const CLIENTS: readonly Client[] = [
  { kind: 'new', name: /^PDO$/, protocol: 'sql', url: 0 },
  { kind: 'static', name: /^connect$/, scope: /^PDO$/, protocol: 'sql', url: 0 },
  { kind: 'function', name: /^mysqli_connect$/, protocol: 'mysql', host: 0, port: 4, database: 3 },
  { kind: 'new', name: /^mysqli$/i, protocol: 'mysql', host: 0, port: 4, database: 3 },
  { kind: 'method', name: /^real_connect$/, beside: /mysqli/, protocol: 'mysql', host: 0, port: 4, database: 3 },
  { kind: 'function', name: /^mysqli_real_connect$/, protocol: 'mysql', host: 1, port: 5, database: 4 },
  { kind: 'function', name: /^pg_p?connect$/, protocol: 'postgres', url: 0 },
  {
    kind: 'static',
    name: /^getConnection$/,
    scope: /DriverManager$/,
    protocol: 'sql',
    options: 0,
    urlKey: /^url$/,
    hostKey: /^host$/,
  },
  {
    kind: 'method',
    name: /^addConnection$/,
    beside: /Illuminate\\Database|Capsule/,
    protocol: 'sql',
    options: 0,
    urlKey: /^url$/,
    hostKey: /^host$/,
  },
  { kind: 'new', name: /^MongoDB\\(Client|Driver\\Manager)$|^MongoClient$/, protocol: 'mongodb', url: 0 },
  { kind: 'new', name: /^Predis\\(Async\\)?Client$/, protocol: 'redis', url: 0, options: 0, hostKey: /^host$/ },
  { kind: 'method', name: /^p?connect$/, beside: /new \\?Redis\b/, protocol: 'redis', host: 0, port: 1 },
  { kind: 'new', name: /^Redis$/, protocol: 'redis', options: 0, hostKey: /^host$/ },
  { kind: 'new', name: /^RedisCluster$/, protocol: 'redis', url: 1 },
  { kind: 'static', name: /^createConnection$/, scope: /RedisAdapter$/, protocol: 'redis', url: 0 },
  { kind: 'method', name: /^addServer$/, beside: /Memcache/, protocol: 'memcached', host: 0, port: 1 },
  {
    kind: 'new',
    name: /(^|\\)AMQP(Stream|SSL|Lazy|LazySSL|Socket)Connection$/,
    protocol: 'amqp',
    host: 0,
    port: 1,
  },
  { kind: 'new', name: /^AMQPConnection$/, protocol: 'amqp', options: 0, hostKey: /^host$/ },
  { kind: 'method', name: /^setHost$/, beside: /AMQPConnection(Config|Factory)?\b/, protocol: 'amqp', host: 0 },
  { kind: 'new', name: /^Bunny\\(Async\\)?Client$/, protocol: 'amqp', options: 0, hostKey: /^host$/ },
  {
    kind: 'new',
    name: /AmqpConnectionFactory$|Enqueue\\\w+\\\w+ConnectionFactory$/,
    protocol: 'amqp',
    url: 0,
    options: 0,
    urlKey: /^dsn$/,
    hostKey: /^host$/,
  },
  {
    kind: 'method',
    name: /^(addBrokers|setBootstrapServers?|setBrokers?)$/,
    beside: /[kK]afka/,
    protocol: 'kafka',
    url: 0,
  },
  { kind: 'method', name: /^setHosts$/, beside: /Elasticsearch|OpenSearch/, ...HTTP, needsScheme: false, url: 0 },
  { kind: 'new', name: /^(Meilisearch|MeiliSearch)\\Client$/, protocol: 'http', url: 0 },
  { kind: 'new', name: /^Basis\\Nats\\Configuration$/, protocol: 'nats', options: 0, hostKey: /^host$/ },
  { kind: 'new', name: /^GuzzleHttp\\Client$/, ...HTTP, options: 0, urlKey: /^base_uri$/ },
  { kind: 'static', name: /^createForBaseUri$/, scope: /HttpClient$/, ...HTTP, url: 0 },
  { kind: 'static', name: /^create$/, scope: /HttpClient$/, ...HTTP, options: 0, urlKey: /^base_uri$/ },
  { kind: 'method', name: /^withOptions$/, beside: /HttpClient/, ...HTTP, options: 0, urlKey: /^base_uri$/ },
  { kind: 'method', name: /^request(Async)?$/, beside: /Guzzle|HttpClient/, ...HTTP, url: 1 },
  {
    kind: 'method',
    name: /^(get|post|put|patch|delete|head)(Async)?$/,
    beside: /Guzzle|Http::|HttpClient|Http\\Client|Buzz/,
    ...HTTP,
    url: 0,
  },
  { kind: 'method', name: /^baseUrl$/, beside: /Http/, ...HTTP, url: 0 },
  { kind: 'static', name: /^(get|post|put|patch|delete|head|baseUrl)$/, scope: /^Http$/, ...HTTP, url: 0 },
  { kind: 'new', name: /^(GuzzleHttp\\Psr7|Nyholm\\Psr7)\\Request$/, ...HTTP, url: 1 },
  { kind: 'function', name: /^curl_init$/, ...HTTP, needsScheme: false, url: 0 },
  { kind: 'function', name: /^wp_(safe_)?remote_(get|post|request|head)$/, ...HTTP, url: 0 },
  {
    kind: 'function',
    name: /^(file_get_contents|fopen|simplexml_load_file|get_headers|readfile|copy)$/,
    ...HTTP,
    needsScheme: 'written',
    url: 0,
  },
  { kind: 'new', name: /^SoapClient$/, ...HTTP, url: 0 },
  { kind: 'function', name: /^p?fsockopen$/, protocol: 'tcp', host: 0, port: 1 },
  { kind: 'function', name: /^stream_socket_client$/, protocol: 'tcp', url: 0 },
  { kind: 'new', name: /^Swift_SmtpTransport$|(^|\\)EsmtpTransport$/, protocol: 'smtp', host: 0, port: 1 },
  {
    kind: 'new',
    name: /^Aws\\(\w+\\\w+Client|Sdk)$/,
    ...HTTP,
    options: 0,
    urlKey: /^endpoint$/,
  },
];
