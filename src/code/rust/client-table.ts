/** Where a call names the place it talks to. */
export interface ClientRow {
  /** The end of the function's path, or `.name` for a method. */
  readonly callee: RegExp;
  /** What the file must name, for names that others have as well. */
  readonly beside?: RegExp;
  /** What the receiver's text must hold. */
  readonly on?: RegExp;
  readonly protocol: string;
  readonly argument: number;
}

/** Functions and methods that connect somewhere. */
export const CLIENT_ROWS: readonly ClientRow[] = [
  {
    callee: /^(reqwest|surf|ureq|isahc|attohttpc|minreq)(::blocking)?::(get|post|put|delete|head|patch)(_async)?$/,
    protocol: 'http',
    argument: 0,
  },
  { callee: /^(ureq|surf|reqwest)::(request|Url::parse)$/, protocol: 'http', argument: 1 },
  { callee: /(^|::)hyper::Uri::from_static$/, protocol: 'http', argument: 0 },
  {
    callee: /(^|::)(Endpoint|Channel)::(from_static|from_shared|new)$/,
    beside: /tonic|_client::|transport/,
    protocol: 'grpc',
    argument: 0,
  },
  { callee: /(^|::)\w+Client::connect$/, beside: /tonic|_client::|proto|pb::|grpc/, protocol: 'grpc', argument: 0 },
  {
    callee:
      /(^|::)(PgPool|PgConnection|AsyncPgConnection|PgPool::<\w+>|Pool::<Postgres>)::(connect|connect_lazy|establish)$/,
    protocol: 'postgres',
    argument: 0,
  },
  {
    callee: /(^|::)(MySqlPool|MySqlConnection|MysqlConnection|AsyncMysqlConnection)::(connect|connect_lazy|establish)$/,
    protocol: 'mysql',
    argument: 0,
  },
  { callee: /(^|::)AnyPool::(connect|connect_lazy)$/, protocol: 'sql', argument: 0 },
  {
    callee: /^\.(connect|connect_lazy)$/,
    on: /\bPgPoolOptions\b|PoolOptions::<(sqlx::)?Postgres>/,
    protocol: 'postgres',
    argument: 0,
  },
  { callee: /^\.(connect|connect_lazy)$/, on: /\bMySqlPoolOptions\b/, protocol: 'mysql', argument: 0 },
  { callee: /^\.(connect|connect_lazy)$/, on: /\bAnyPoolOptions\b/, protocol: 'sql', argument: 0 },
  { callee: /(^|::)PgConnectOptions::from_str$/, protocol: 'postgres', argument: 0 },
  { callee: /(^|::)Database::connect$/, beside: /sea_orm/, protocol: 'sql', argument: 0 },
  { callee: /(^|::)ConnectOptions::new$/, beside: /sea_orm/, protocol: 'sql', argument: 0 },
  { callee: /(^|::)ConnectionManager::new$/, beside: /PgConnection/, protocol: 'postgres', argument: 0 },
  { callee: /(^|::)ConnectionManager::new$/, beside: /MysqlConnection/, protocol: 'mysql', argument: 0 },
  {
    callee: /(^|::)AsyncDieselConnectionManager::new(_with_config)?$/,
    beside: /PgConnection/,
    protocol: 'postgres',
    argument: 0,
  },
  {
    callee:
      /^tokio_postgres::connect$|^postgres::Client::connect$|(^|::)PostgresConnectionManager::new_from_stringlike$/,
    protocol: 'postgres',
    argument: 0,
  },
  { callee: /(^|::)Client::connect$/, beside: /\bpostgres::(Client|\{)/, protocol: 'postgres', argument: 0 },
  { callee: /^mysql(_async)?::(Pool|Opts)::(new|from_url)$/, protocol: 'mysql', argument: 0 },
  { callee: /(^|::)Client::with_uri_str$/, protocol: 'mongodb', argument: 0 },
  { callee: /(^|::)ClientOptions::parse(_async)?$/, beside: /mongodb/, protocol: 'mongodb', argument: 0 },
  { callee: /(^|::)(redis::Client|Client)::open$/, beside: /\bredis/, protocol: 'redis', argument: 0 },
  {
    callee:
      /(^|::)RedisConnectionManager::new$|(^|::)(deadpool_redis|RedisConfig)(::\w+)*::from_url$|(^|::)ClusterClient::new$/,
    protocol: 'redis',
    argument: 0,
  },
  { callee: /(^|::)Config::from_url$/, beside: /deadpool_redis|fred/, protocol: 'redis', argument: 0 },
  { callee: /(^|::)RedisConfig::from_url$/, protocol: 'redis', argument: 0 },
  { callee: /(^|::)RedisSessionStore::new$/, beside: /actix_session/, protocol: 'redis', argument: 0 },
  { callee: /^lapin::Connection::connect$/, protocol: 'amqp', argument: 0 },
  { callee: /(^|::)Connection::connect$/, beside: /\blapin\b/, protocol: 'amqp', argument: 0 },
  { callee: /(^|::)(amqprs::)?OpenConnectionArguments::new$/, protocol: 'amqp', argument: 0 },
  { callee: /^(async_nats|nats)::connect$/, protocol: 'nats', argument: 0 },
  { callee: /^\.connect$/, on: /\basync_nats::ConnectOptions\b|\bnats::Options\b/, protocol: 'nats', argument: 0 },
  {
    callee: /(^|::)(Async)?SmtpTransport::(relay|starttls_relay|builder_dangerous|from_url)$/,
    protocol: 'smtp',
    argument: 0,
  },
  { callee: /(^|::)Transport::single_node$/, beside: /elasticsearch|opensearch/, protocol: 'http', argument: 0 },
  { callee: /^memcache::connect$|(^|::)memcache::Client::connect$/, protocol: 'memcached', argument: 0 },
];

/** Settings that a client is given by name: `.set("bootstrap.servers", brokers)`. */
export const CLIENT_SETTINGS: Readonly<Record<string, string>> = {
  'bootstrap.servers': 'kafka',
  'metadata.broker.list': 'kafka',
};
