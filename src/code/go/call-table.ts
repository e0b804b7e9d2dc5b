/** Where a call names the place it talks to. */
export interface CallRow {
  /** Last path part of the package and the function: `http.Get`; `.Name` for a method. */
  readonly callee: RegExp;
  /** Path of an import that must be there. */
  readonly imports?: RegExp;
  readonly protocol: string;
  readonly argument: number;
  /** This and all arguments behind it are targets. */
  readonly rest?: boolean;
}

/** Functions and methods that connect somewhere. */
export const CALL_ROWS: readonly CallRow[] = [
  { callee: /^http\.(Get|Post|Head|PostForm)$/, protocol: 'http', argument: 0 },
  { callee: /^http\.NewRequest$/, protocol: 'http', argument: 1 },
  { callee: /^http\.NewRequestWithContext$/, protocol: 'http', argument: 2 },
  { callee: /^httputil\.NewSingleHostReverseProxy$/, protocol: 'http', argument: 0 },
  { callee: /^\.(SetBaseURL|SetHostURL)$/, imports: /resty/, protocol: 'http', argument: 0 },
  { callee: /^grpc\.(Dial|NewClient)$/, protocol: 'grpc', argument: 0 },
  { callee: /^grpc\.DialContext$/, protocol: 'grpc', argument: 1 },
  { callee: /^postgres\.Open$/, imports: /gorm/, protocol: 'postgres', argument: 0 },
  { callee: /^mysql\.Open$/, imports: /gorm/, protocol: 'mysql', argument: 0 },
  { callee: /^sqlserver\.Open$/, imports: /gorm/, protocol: 'sqlserver', argument: 0 },
  { callee: /^(pgx|pgxpool|pgconn)\.(Connect|New)$/, imports: /pgx|pgconn/, protocol: 'postgres', argument: 1 },
  { callee: /^(pgx|pgxpool|pgconn)\.ParseConfig$/, protocol: 'postgres', argument: 0 },
  { callee: /^pgdriver\.(WithDSN|WithAddr)$/, protocol: 'postgres', argument: 0 },
  { callee: /^pg\.ParseURL$/, protocol: 'postgres', argument: 0 },
  { callee: /^redis\.(ParseURL|ParseClusterURL|DialURL|DialURLContext)$/, protocol: 'redis', argument: 0 },
  { callee: /^redis\.(Dial|DialContext)$/, imports: /redigo/, protocol: 'redis', argument: 1 },
  { callee: /^asynq\.ParseRedisURI$/, protocol: 'redis', argument: 0 },
  { callee: /^\.ApplyURI$/, protocol: 'mongodb', argument: 0 },
  { callee: /^mgo\.(Dial|DialWithTimeout)$/, protocol: 'mongodb', argument: 0 },
  { callee: /^(amqp|amqp091)\.(Dial|DialTLS|DialConfig)$/, protocol: 'amqp', argument: 0 },
  { callee: /^kafka\.(TCP)$/, protocol: 'kafka', argument: 0, rest: true },
  { callee: /^kafka\.(Dial)$/, protocol: 'kafka', argument: 1 },
  { callee: /^kafka\.(DialLeader|DialContext)$/, protocol: 'kafka', argument: 2 },
  {
    callee: /^sarama\.(NewConsumerGroup|NewConsumer|NewSyncProducer|NewAsyncProducer|NewClient|NewClusterAdmin)$/,
    protocol: 'kafka',
    argument: 0,
  },
  { callee: /^kgo\.SeedBrokers$/, protocol: 'kafka', argument: 0, rest: true },
  { callee: /^nats\.Connect$/, protocol: 'nats', argument: 0 },
  { callee: /^smtp\.(SendMail|Dial)$/, protocol: 'smtp', argument: 0 },
  { callee: /^(gomail|mail)\.(NewDialer|NewClient)$/, protocol: 'smtp', argument: 0 },
  { callee: /^elastic\.SetURL$/, protocol: 'elasticsearch', argument: 0, rest: true },
  { callee: /^memcache\.New$/, protocol: 'memcached', argument: 0, rest: true },
  { callee: /^minio\.New$/, protocol: 's3', argument: 0 },
  { callee: /^gocql\.NewCluster$/, protocol: 'cassandra', argument: 0, rest: true },
  { callee: /^influxdb2?\.NewClient$/, protocol: 'influxdb', argument: 0 },
  { callee: /^azservicebus\.NewClient$/, protocol: 'amqp', argument: 0 },
  { callee: /^azcosmos\.(NewClient|NewClientWithKey)$/, protocol: 'http', argument: 0 },
  {
    callee: /^(otlptracegrpc|otlpmetricgrpc|otlptracehttp|otlpmetrichttp)\.(WithEndpoint|WithEndpointURL)$/,
    protocol: 'otlp',
    argument: 0,
  },
  { callee: /^websocket\.(Dial)$/, protocol: 'http', argument: 0 },
  { callee: /^net\.(Dial|DialTimeout)$/, protocol: 'tcp', argument: 1 },
];

/** Fields of struct and map literals that name the place to talk to. */
export const FIELD_ROWS: readonly { readonly type: RegExp; readonly field: string; readonly protocol: string }[] = [
  { type: /^redis\.(Options|RingOptions)$/, field: 'Addr', protocol: 'redis' },
  { type: /^redis\.(ClusterOptions|UniversalOptions)$/, field: 'Addrs', protocol: 'redis' },
  { type: /^redis\.FailoverOptions$/, field: 'SentinelAddrs', protocol: 'redis' },
  { type: /^asynq\.RedisClientOpt$/, field: 'Addr', protocol: 'redis' },
  { type: /^kafka\.(ReaderConfig|WriterConfig)$/, field: 'Brokers', protocol: 'kafka' },
  { type: /^kafka\.ConfigMap$/, field: 'bootstrap.servers', protocol: 'kafka' },
  { type: /^(elasticsearch\d?|opensearch)\.Config$/, field: 'Addresses', protocol: 'elasticsearch' },
  { type: /^pg\.Options$/, field: 'Addr', protocol: 'postgres' },
  { type: /^mysql\.Config$/, field: 'Addr', protocol: 'mysql' },
  { type: /^clickhouse\.Options$/, field: 'Addr', protocol: 'clickhouse' },
  { type: /^clientv3\.Config$/, field: 'Endpoints', protocol: 'etcd' },
  { type: /^client\.Options$/, field: 'HostPort', protocol: 'temporal' },
];
