import type { Needle } from '../language.ts';

/** Calls that register a route: gin and echo write methods in capitals, chi and fiber as words. */
const ROUTE_CALLS = [
  ...['GET(', 'POST(', 'PUT(', 'PATCH(', 'DELETE(', 'HEAD(', 'OPTIONS(', 'CONNECT(', 'TRACE('],
  ...['Any(', 'All(', 'Handle(', 'Handler(', 'HandlerFunc(', 'Method(', 'MethodFunc(', 'Add('],
  ...['Static', 'PathPrefix('],
];
const WORD_ROUTE_CALLS = [
  ...ROUTE_CALLS,
  ...['Get(', 'Post(', 'Put(', 'Patch(', 'Delete(', 'Head(', 'Options(', 'Connect(', 'Trace('],
];
/** What of a Redis client is read: where it connects, and the commands for lists, channels and streams. */
const REDIS_USES = [
  ...['Addr', 'ParseURL', 'ParseClusterURL', 'Dial'],
  ...['Push', 'Pop', 'LMove', 'LRange', 'LIndex', 'Publish', 'Subscribe', 'XAddArgs', 'XReadGroupArgs', 'Do(', 'Send('],
];

/** `pool "github.com/jackc/pgx/v5/pgxpool"` gives the package a name of its own. */
const PGX_USES = ['Connect', 'ParseConfig', 'pgx.New', 'pgxpool.New', 'pgconn.New', ' "github.com/jackc'];

/** A file without any of these holds no fact; a few words more cost less than a missed file. */
export const needles: readonly Needle[] = [
  // The environment.
  'Getenv',
  'LookupEnv',
  'os.Environ',
  'ExpandEnv',
  'env:"',
  'envPrefix:"',
  'envconfig',
  'spf13/viper',
  'koanf',
  'EnvVars',
  'EnvVar:',
  // Ports and routes.
  'ListenAndServe',
  'net.Listen',
  '.Listen(',
  'http.Server{',
  '.URL.Path',
  '.RequestURI',
  '.HandleFunc(',
  '.Handle(',
  { literal: 'gin-gonic/gin', beside: [...ROUTE_CALLS, 'Run'] },
  { literal: 'labstack/echo', beside: [...ROUTE_CALLS, 'Start'] },
  { literal: 'go-chi/chi', beside: WORD_ROUTE_CALLS },
  { literal: 'gorilla/mux', beside: ROUTE_CALLS },
  { literal: 'gofiber/fiber', beside: [...WORD_ROUTE_CALLS, 'Listen'] },
  'httprouter',
  // Clients.
  'http.Get(',
  'http.Post',
  'http.Head(',
  'http.NewRequest',
  'http.Client',
  'http.DefaultClient',
  'NewSingleHostReverseProxy',
  'go-resty/resty',
  'grpc.Dial',
  'grpc.NewClient',
  'sql.Open',
  'sqlx.',
  'gorm.io/driver',
  { literal: 'jackc/pgx', beside: PGX_USES },
  'go-pg/pg',
  'pgdriver',
  { literal: 'redis', beside: REDIS_USES },
  'mongo-driver',
  'amqp',
  'kafka',
  'sarama',
  'franz-go',
  'nats.go',
  'net/smtp',
  'gomail',
  'elasticsearch',
  'olivere/elastic',
  'memcache',
  'minio-go',
  'gocql',
  'influxdb',
  'azservicebus',
  'azcosmos',
  'azblob',
  'otlptrace',
  'otlpmetric',
  'net.Dial',
  'service/s3',
  'service/sqs',
  'service/sns',
  'cloud.google.com/go/storage',
  'cloud.google.com/go/pubsub',
  'hibiken/asynq',
  // Files.
  'os.Open',
  'os.ReadFile',
  'os.WriteFile',
  'os.Create',
  'os.MkdirAll',
  'LoadX509KeyPair',
  'ioutil.',
];
