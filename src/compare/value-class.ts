import { isSensitiveName } from '../secrets/sensitive.ts';
import { endpointsIn } from '../text/endpoint.ts';

/**
 * What a variable's value is, which decides whether two environments may differ in it (N221):
 * `own`: it belongs to the environment by nature (credentials, places, log levels, debug switches, identities);
 * `name`: it names a thing that something must meet (a port, path, queue, database, bucket, host), judged by its own rule;
 * `behaviour`: it changes how the code works.
 */
export type ValueClass = 'own' | 'name' | 'behaviour';

const LOG_OR_DEBUG =
  /(^|_)(LOG|LOGS|LOGGING|LOGGER|VERBOSE|VERBOSITY|DEBUG|TRACE|PRETTY|COLOR|COLOUR|PROFILING|PROFILER|SILENT|QUIET)(_|$)|LOGLEVEL|LOG_?LEVEL/i;
/** Where a logger writes, and through what: no channel that somebody reads from. */
const LOG_CHANNEL = /(^|_)LOG(GING|GER)?_(CHANNEL|STREAM|STACK|DRIVER)$/i;
const ENVIRONMENT_NAME = /(^|_)(ENV|ENVIRONMENT|STAGE|APP_ENV|NODE_ENV|RAILS_ENV|FLASK_ENV|PROFILES_ACTIVE)$/i;
const NAMES =
  /(^|_)(PORT|QUEUE|QUEUES|TOPIC|TOPICS|EXCHANGE|STREAM|SUBJECT|CHANNEL|ROUTING_KEY|DATABASE|DB|DB_NAME|DATABASE_NAME|DBNAME|BUCKET|BUCKET_NAME|QUEUE_NAME|TOPIC_NAME|PATH|DIR|DIRECTORY|FILE|FOLDER|ROOT)$/i;
const PLACES =
  /(^|_)(HOST|HOSTS|HOSTNAME|ADDR|ADDRESS|URL|URI|URLS|ENDPOINT|ENDPOINTS|DOMAIN|DOMAINS|ORIGIN|ORIGINS|SERVER|SERVERS|BROKER|BROKERS|NODES|SITE|DSN|CONNECTION|CONNECTION_STRING|BASEURL|CALLBACK|REDIRECT)$/i;
const IDENTITIES =
  /(^|_)(ID|USER|USERNAME|LOGIN|EMAIL|MAIL|FROM|SENDER|RECIPIENT|ACCOUNT|TENANT|PROJECT|SUBSCRIPTION|NAMESPACE|VERSION|COMMIT|SHA|BUILD|RELEASE|TAG|INSTANCE|NODE|POD|CLUSTER|SALT|CERT|CERTIFICATE|ISSUER|AUDIENCE|NAME)$/i;

/** Whom a service lets in is behaviour, although its values look like places. */
const TRUST =
  /(^|_)(TRUST|TRUSTED|ALLOW|ALLOWED|DENY|DENIED|BLOCK|BLOCKED|WHITELIST|ALLOWLIST|BLOCKLIST|CIDR|CIDRS|NETWORK|NETWORKS|SUBNET)(_|$)/i;

/** The class of a variable by its name and the values that it has on the two sides. */
export function valueClass(name: string, values: readonly string[]): ValueClass {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[.-]/g, '_');
  if (isSensitiveName(name)) return 'own';
  if (LOG_CHANNEL.test(words)) return 'own';
  if (NAMES.test(words)) return 'name';
  if (LOG_OR_DEBUG.test(words) || ENVIRONMENT_NAME.test(words)) return 'own';
  if (TRUST.test(words) && values.some(isNetwork)) return 'behaviour';
  if (isChoice(words, values)) return 'behaviour';
  if (PLACES.test(words)) return 'own';
  if (values.length > 0 && values.every((value) => value === '' || isPlace(value))) return 'own';
  if (IDENTITIES.test(words) || values.some((value) => namesEnvironment(value) || isIdentity(value))) return 'own';
  return values.length > 0 && arePaths(values) ? 'name' : 'behaviour';
}

/** `QUEUE_CONNECTION=redis`: one of the connections that the configuration of a framework describes, and no place. */
function isChoice(words: string, values: readonly string[]): boolean {
  return (
    /(^|_)CONNECTION$/i.test(words) && values.length > 0 && values.every((value) => /^[a-z][a-z0-9_-]*$/.test(value))
  );
}

/** Prefixes of the variables that bundlers write into what they build (N240). */
export function isInlinedByBuild(name: string): boolean {
  return /^(VITE|NEXT_PUBLIC|REACT_APP|VUE_APP|NUXT_PUBLIC|GATSBY|EXPO_PUBLIC|NG_APP|SNOWPACK_PUBLIC)_/.test(name);
}

const LABEL =
  /(^|_)((SERVICE|APP|APPLICATION|SERVER|COMPONENT|PROGRAM)_NAME|(?<!API_)VERSION|RELEASE|(GIT_|COMMIT_)?SHA|COMMIT|BUILD(_ID|_NUMBER)?)$/i;

/** Whether a variable only holds what a program says of itself: its name, its version. */
export function isLabelName(name: string): boolean {
  return LABEL.test(name);
}

/** Whether a variable only decides what is logged or shown to developers. */
export function isQuietName(name: string): boolean {
  return LOG_OR_DEBUG.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

/** `shop-dev`, `staging`, `sandbox`, a log level: a word that says which environment this is, or how much it tells. */
function namesEnvironment(value: string): boolean {
  return (
    /(^|[^a-z0-9])(dev|develop|development|local|localhost|stage|staging|prod|production|test|testing|qa|uat|sandbox|live|preview|demo)($|[^a-z0-9])/i.test(
      value,
    ) || /^(trace|debug|info|notice|warn|warning|error|fatal|critical|silent)$/i.test(value)
  );
}

/** A UUID, a digest, a build number such as `1.4.2`. */
function isIdentity(value: string): boolean {
  return (
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ||
    /^(?=.*\d)(?=.*[a-f])[0-9a-f]{12,}$/i.test(value) ||
    /^v?\d+\.\d+\.\d+([-+].*)?$/.test(value)
  );
}

function isNetwork(value: string): boolean {
  return value.split(',').every((part) => /^[\d.]+\/\d+$|^[0-9a-f:]+\/\d+$|^\*$/i.test(part.trim()));
}

/** Whether a variable says whom a server lets in: nothing to a process that serves nothing. */
export function isTrustName(name: string): boolean {
  return TRUST.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[.-]/g, '_'));
}

/** A place in the container's own file system, which its mounts decide. */
function isPath(value: string): boolean {
  return /^(\/|\.{1,2}\/|~\/)[\w./-]*$/.test(value);
}

/** Paths all of them, or one that is the end of another: `recipes/new` in `/srv/recipes/new`. */
function arePaths(values: readonly string[]): boolean {
  return values.every((value) => isPath(value) || values.some((other) => isPath(other) && other.endsWith(`/${value}`)));
}

/** Whether a variable names the environment itself (`NODE_ENV`). */
export function isEnvironmentName(name: string): boolean {
  return ENVIRONMENT_NAME.test(name);
}

/** Variables that platforms, runtimes and base images give or read by themselves: never missing, never extra (N130, N244). */
const PLATFORM =
  /^(PATH|HOME|HOSTNAME|PWD|OLDPWD|SHELL|TERM|USER|LOGNAME|LANG|LANGUAGE|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|SHLVL|CI|NODE_ENV|NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|NPM_CONFIG_.*|npm_.*|PYTHON[A-Z]+|VIRTUAL_ENV|PIP_.*|GOPATH|GOROOT|GOMAXPROCS|GOMEMLIMIT|GODEBUG|GOGC|RUST_(LOG|LOG_STYLE|BACKTRACE|LIB_BACKTRACE|MIN_STACK)|RUSTFLAGS|CARGO_[A-Z_]+|JAVA_HOME|JAVA_OPTS|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|JAVA_(OPTIONS|ARGS|VERSION)|JVM_(OPTS|ARGS|OPTIONS)|CATALINA_(OPTS|HOME|BASE)|MAVEN_OPTS|GRADLE_OPTS|BPL_.*|ASPNETCORE_[A-Z_]+|DOTNET_[A-Za-z_]+|COMPlus_.*|NUGET_.*|HTTPS?_PROXY|NO_PROXY|https?_proxy|no_proxy|SSL_CERT_(FILE|DIR)|KUBERNETES_(SERVICE|PORT).*|AWS_(REGION|DEFAULT_REGION|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE|EXECUTION_ENV|CONTAINER_.*|STS_REGIONAL_ENDPOINTS)|AZURE_(CLIENT_ID|TENANT_ID|FEDERATED_TOKEN_FILE|AUTHORITY_HOST)|GOOGLE_APPLICATION_CREDENTIALS|GCP_PROJECT|GOOGLE_CLOUD_PROJECT|OTEL_.*|DD_.*|NEW_RELIC_.*|INSTANA_.*|ELASTIC_APM_.*|SENTRY_.*|POD_(NAME|IP|NAMESPACE|UID)|NODE_NAME|HOST_IP|DEBIAN_FRONTEND|FORCE_COLOR|NO_COLOR|COLORTERM|DEBUG|PORT|WEB_CONCURRENCY|VERCEL.*|NETLIFY.*|HEROKU_.*|DYNO|RENDER.*|FLY_.*|RAILWAY_.*|K_SERVICE|K_REVISION|K_CONFIGURATION|GAE_.*|FUNCTION_.*|CODESPACES|GITPOD_.*)$/;

/** Variables that the container runtime, the cluster or a cloud's identity service really sets (N130). */
const GIVEN =
  /^(PATH|HOME|HOSTNAME|PWD|OLDPWD|SHELL|TERM|USER|LOGNAME|LANG|LC_[A-Z]+|SHLVL|KUBERNETES_(SERVICE|PORT).*|AWS_(REGION|DEFAULT_REGION|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE|EXECUTION_ENV|CONTAINER_.*|STS_REGIONAL_ENDPOINTS)|AZURE_(CLIENT_ID|TENANT_ID|FEDERATED_TOKEN_FILE|AUTHORITY_HOST)|GOOGLE_CLOUD_PROJECT|GCP_PROJECT|K_SERVICE|K_REVISION|K_CONFIGURATION|DYNO|GAE_.*|VERCEL.*|NETLIFY.*|FLY_.*|RAILWAY_.*)$/;

export function isGivenAtRunTime(name: string): boolean {
  return GIVEN.test(name);
}

export function isPlatformVariable(name: string): boolean {
  return PLATFORM.test(name);
}

/** A URL, host:port, address, domain name or mail address. */
function isPlace(value: string): boolean {
  return (
    endpointsIn(value).length > 0 ||
    (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value.replace(/^\*\./, '')) && !/^[\d.]+$/.test(value)) ||
    /^\d{1,3}(\.\d{1,3}){3}(\/\d+)?$/.test(value) ||
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
  );
}
