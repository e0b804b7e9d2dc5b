import type { Needle } from '../language.ts';

export const needles: readonly Needle[] = [
  // The environment.
  ...['env::', 'env!(', 'dotenv', 'envy::', 'Envconfig', 'figment', 'confique', 'Environment::'],
  { literal: 'env', beside: ['#[arg(', '#[clap(', '#[structopt(', '#[config('] },
  { literal: 'try_deserialize', beside: ['config::'] },
  // Ports and routes.
  ...[
    'TcpListener::',
    'Server::bind',
    'HttpServer',
    'axum',
    'actix_web',
    'rocket',
    'warp::',
    'tide::',
    'poem',
    'salvo',
  ],
  ...['tonic::', 'hyper::', 'utoipa'],
  // Clients.
  ...['reqwest', 'ureq', 'surf::', 'isahc', 'Client::connect', 'PgPool', 'MySqlPool', 'AnyPool', 'PgConn', 'sea_orm'],
  ...[
    'PgConnection',
    'MysqlConnection',
    'tokio_postgres',
    'postgres::',
    'mongodb',
    'redis',
    'memcache',
    'lapin',
    'amqprs',
  ],
  ...['rdkafka', 'async_nats', 'nats::', 'lettre', 'elasticsearch', 'fred::'],
  ...['aws_sdk_s', 'google_cloud', 'object_store', 's3::'],
  // Files.
  ...['fs::', 'File::'],
];
