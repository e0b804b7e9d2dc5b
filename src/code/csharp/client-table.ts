/** How a client is told where to go. */
export interface Client {
  /** The type that is made: `new NpgsqlConnection(…)`. */
  readonly created?: RegExp;
  /** Or the function that is called, as it is written: `GrpcChannel.ForAddress`. */
  readonly callee?: RegExp;
  /** Or the method, whatever it is called on. */
  readonly method?: RegExp;
  /** What the file must hold. */
  readonly library?: RegExp;
  readonly protocol: string;
  readonly at?: number;
  readonly names?: readonly string[];
  /** Properties of the initializer. */
  readonly property?: RegExp;
  readonly port?: RegExp;
  readonly portAt?: number;
}

/** Clients of what a service talks to. */
export const CLIENTS: readonly Client[] = [
  { created: /^(NpgsqlConnection|NpgsqlDataSourceBuilder)$/, protocol: 'postgres', at: 0, names: ['connectionString'] },
  { callee: /^NpgsqlDataSource\.Create$/, protocol: 'postgres', at: 0 },
  {
    method: /^(UseNpgsql|AddNpgsqlDataSource|UsePostgreSqlStorage|UseNpgsqlConnection|AddMarten|UsePostgres)$/,
    protocol: 'postgres',
    at: 0,
    names: ['connectionString'],
  },
  { method: /^Connection$/, library: /Marten/, protocol: 'postgres', at: 0 },
  { created: /^SqlConnection$/, protocol: 'sqlserver', at: 0, names: ['connectionString'] },
  {
    method: /^(UseSqlServer|UseSqlServerStorage|UseAzureSql)$/,
    protocol: 'sqlserver',
    at: 0,
    names: ['connectionString'],
  },
  { created: /^MySqlConnection$/, protocol: 'mysql', at: 0, names: ['connectionString'] },
  { method: /^(UseMySql|UseMySQL)$/, protocol: 'mysql', at: 0, names: ['connectionString'] },
  { created: /^MongoClient$/, protocol: 'mongodb', at: 0, names: ['connectionString'] },
  { callee: /^MongoClientSettings\.From(ConnectionString|Url)$/, protocol: 'mongodb', at: 0 },
  { callee: /(^|\.)ConnectionMultiplexer\.Connect(Async)?$|^ConfigurationOptions\.Parse$/, protocol: 'redis', at: 0 },
  { method: /^(AddStackExchangeRedis)$/, protocol: 'redis', at: 0 },
  { created: /^RedisCacheOptions$/, protocol: 'redis', property: /^Configuration$/ },
  {
    created: /^ConnectionFactory$/,
    library: /RabbitMQ/,
    protocol: 'amqp',
    property: /^(HostName|Uri)$/,
    port: /^Port$/,
  },
  { method: /^Host$/, library: /MassTransit/, protocol: 'amqp', at: 0 },
  { method: /^UseRabbitMq$/, library: /Wolverine|Rebus/, protocol: 'amqp', at: 0 },
  {
    created: /^(ProducerConfig|ConsumerConfig|AdminClientConfig|ClientConfig|KafkaConfig)$/,
    protocol: 'kafka',
    property: /^BootstrapServers$/,
  },
  { created: /^NatsOpts$/, protocol: 'nats', property: /^Url$/ },
  { created: /^NatsClient$/, protocol: 'nats', at: 0, names: ['url'] },
  { method: /^CreateConnection$/, library: /NATS\.Client/, protocol: 'nats', at: 0 },
  { callee: /^GrpcChannel\.ForAddress$/, protocol: 'grpc', at: 0, names: ['address'] },
  { created: /^Channel$/, library: /Grpc\.Core/, protocol: 'grpc', at: 0, portAt: 1 },
  { created: /^SmtpClient$/, protocol: 'smtp', at: 0, names: ['host'], portAt: 1 },
  { callee: /^RestService\.For$/, protocol: 'http', at: 0 },
  { created: /^(RestClient|RestClientOptions|FlurlClient)$/, protocol: 'http', at: 0 },
  {
    created:
      /^(ElasticClient|ElasticsearchClient|ElasticsearchClientSettings|ConnectionSettings|ElasticsearchSinkOptions|SingleNodeConnectionPool|OpenSearchClient)$/,
    protocol: 'http',
    at: 0,
  },
  { callee: /^EventStoreClientSettings\.Create$/, protocol: 'esdb', at: 0 },
  { created: /^ServiceBusClient$/, protocol: 'servicebus', at: 0 },
  { created: /^InfluxDBClient$/, protocol: 'http', at: 0 },
  { created: /^DiscordWebhookClient$|^SlackClient$/, protocol: 'http', at: 0 },
];

/** Properties that are set to an address wherever they stand, and the call around them that says the protocol. */
export const ADDRESS_PROPERTIES: readonly {
  readonly property: RegExp;
  /** A call around the assignment. */
  readonly inside?: RegExp;
  /** The type of what is assigned to. */
  readonly of?: RegExp;
  readonly library?: RegExp;
  readonly port?: string;
  readonly protocol: string;
}[] = [
  { property: /^BaseAddress$/, protocol: 'http' },
  { property: /^Address$/, inside: /^(AddGrpcClient|ConfigureGrpcClient|AddCodeFirstGrpcClient)$/, protocol: 'grpc' },
  { property: /^Endpoint$/, inside: /^(AddOtlpExporter|UseOtlpExporter|OpenTelemetry)$/, protocol: 'otlp' },
  { property: /^Configuration$/, inside: /^(AddStackExchangeRedisCache|AddDistributedRedisCache)$/, protocol: 'redis' },
  {
    property: /^(Authority|MetadataAddress)$/,
    inside: /^(AddJwtBearer|AddOpenIdConnect|AddIdentityServerAuthentication|AddAuthentication)$/,
    protocol: 'http',
  },
  { property: /^HostName$/, of: /^(I?ConnectionFactory)$/, library: /RabbitMQ/, port: 'Port', protocol: 'amqp' },
  { property: /^Uri$/, of: /^(I?ConnectionFactory)$/, library: /RabbitMQ/, protocol: 'amqp' },
  { property: /^BootstrapServers$/, library: /Kafka/, protocol: 'kafka' },
];
