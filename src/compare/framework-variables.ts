import type { CodeFacts } from '../shape/code-facts.ts';

/** What the frameworks of one language read by themselves, whatever their files say (N244). */
const FRAMEWORKS: readonly { readonly source: string; readonly names: RegExp }[] = [
  {
    source: 'csharp',
    names:
      /^(ASPNETCORE|DOTNET|COMPlus|NUGET|CORECLR|HTTP|HTTPS)_|^(URLS|AllowedHosts|DetailedErrors|PathBase)$|^(Logging|Kestrel|Serilog|HealthChecksUI|ReverseProxy|HostOptions|Console|ApplicationInsights|APPLICATIONINSIGHTS|Azure|NLog|Authentication|FeatureManagement|Dapr|DAPR|Orleans|Quartz|MassTransit|Aspire|Parameters)(__|:|_)|^(services|ConnectionStrings)__|^(CUSTOMCONNSTR|SQLCONNSTR|MYSQLCONNSTR|SQLAZURECONNSTR|POSTGRESQLCONNSTR)_/i,
  },
  {
    source: 'jvm',
    names:
      /^(SPRING|SERVER|MANAGEMENT|LOGGING|EUREKA|FEIGN|RESILIENCE4J|SPRINGDOC|ZIPKIN|JHIPSTER|AXON|CAMUNDA|QUARKUS|MICRONAUT|DATASOURCES|JPA|FLYWAY|LIQUIBASE|MP|SMALLRYE|KTOR|LOADER|ENDPOINTS|OTEL|JAVA|JVM|JDK)_|^(spring|server|management|logging|eureka|quarkus|micronaut)\./,
  },
  {
    source: 'php',
    names:
      /^(APP|DB|REDIS|MAIL|QUEUE|CACHE|SESSION|LOG|BROADCAST|FILESYSTEM|AWS|PUSHER|MEMCACHED|SANCTUM|HORIZON|TELESCOPE|OCTANE|REVERB|BCRYPT|PHP|FPM|APACHE|NGINX|COMPOSER|XDEBUG|OPCACHE|SYMFONY|MERCURE|MESSENGER|CADDY|FRANKENPHP|WEB|AUTORUN|S6|SWOOLE|RR)_|^(TRUSTED_PROXIES|TRUSTED_HOSTS|KERNEL_CLASS|SHELL_VERBOSITY|DEFAULT_URI|SERVER_NAME|SSL_MODE|CONTAINER_ROLE|WWWUSER|WWWGROUP|MAILER_DSN|LOCK_DSN|DATABASE_URL)$/,
  },
  {
    source: 'ruby',
    names:
      /^(RAILS|RACK|BUNDLE|BUNDLER|GEM|RUBY|RUBYGEMS|PUMA|SIDEKIQ|HANAMI|RESQUE|BOOTSNAP|ACTIVE_RECORD|SCOUT|SKYLIGHT|APPSIGNAL|HONEYBADGER|ROLLBAR|BUGSNAG|AIRBRAKE)_|^(RUBYOPT|RUBYLIB|SECRET_KEY_BASE|DATABASE_URL|REDIS_URL|REDIS_PROVIDER|MEMCACHE_SERVERS|WEB_CONCURRENCY|PORT|BINDING|PIDFILE|APP_ENV|MALLOC_ARENA_MAX|DISABLE_SPRING|EXECJS_RUNTIME)$/,
  },
  { source: 'rust', names: /^(ROCKET|TOKIO|SQLX|LEPTOS|MIMALLOC)_|^(_RJEM_)?MALLOC_CONF$/ },
];

/** Whether a framework that the code of a service uses reads a variable without a line for it. */
export function isFrameworkVariable(name: string, code: CodeFacts): boolean {
  return FRAMEWORKS.some(
    ({ source, names }) =>
      names.test(name) && [...code.reads, ...code.listens, ...code.routes].some(({ at }) => at.source === source),
  );
}
