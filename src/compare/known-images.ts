import { effectiveProcess } from '../effective/process.ts';
import type { EffectiveService } from '../effective/service.ts';
import { imageBaseName, parseImageName } from '../normalise/image-name.ts';
import type { Origin } from '../shape/origin.ts';
import type { ImageReference } from '../shape/workload.ts';

/** What public images of servers listen on unless they are told otherwise, every port of each. */
const PORTS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^(postgres|postgresql|postgis|pgvector|timescaledb)$/, [5432]],
  [/^(mysql|mariadb|percona|mysql-server)$/, [3306, 33060]],
  [/^(redis|valkey|keydb)$/, [6379, 16379]],
  [/^(redis-stack|redis-stack-server)$/, [6379, 8001]],
  [/^(mongo|mongodb)$/, [27017]],
  [/^memcached$/, [11211]],
  [/^rabbitmq$/, [5672, 15672, 4369, 5671, 15671, 15674, 15675, 15691, 15692, 25672, 1883, 8883, 61613, 61614, 5552]],
  [/^nats$/, [4222, 6222, 8222, 7777]],
  [/^(elasticsearch|opensearch)$/, [9200, 9300, 9600]],
];

/** The ports of a public server image that runs as it comes; undefined when it is told something, or is not known. */
export function portsOfKnownImage({
  workload,
  environment,
}: EffectiveService): { ports: readonly number[]; at: Origin } | undefined {
  const { image, build, entrypoint, command } = workload;
  const name = image && parseImageName(image.text);
  if ((name === undefined || image === undefined || build !== undefined || entrypoint) ?? command) return undefined;
  const isTold = [...environment.variables.keys()].some((variable) => /PORT|LISTEN|ADDR/i.test(variable));
  const known = PORTS.find(([pattern]) => pattern.test(imageBaseName(name)))?.[1];
  return known === undefined || isTold ? undefined : { ports: known, at: image.at };
}

/** What images of a runtime bring that serve by themselves, by name and tag. */
const BASES: readonly (readonly [RegExp, RegExp, number])[] = [
  [/^php$/, /apache/, 80],
  [/^php$/, /fpm/, 9000],
];
const OWN_COMMAND = /^(docker-php-entrypoint|apache2-foreground|php-fpm)$/;
/** Where it is said that they listen elsewhere. */
const MOVES_PORT =
  /ports\.conf|apache2|sites-(available|enabled)|httpd\.conf|php-fpm\.(d|conf)|www\.conf|zz-\S+\.conf|\bListen\b/i;

/** The port of the server in the base image of a build that starts it as it comes; undefined where something moves it. */
export function portOfBaseImage(side: EffectiveService): { port: number; at: Origin } | undefined {
  const { image, workload, environment } = side;
  const name = image && parseImageName(image.base);
  if (image === undefined || name === undefined) return undefined;
  const known = BASES.find(([base, tag]) => base.test(imageBaseName(name)) && tag.test(name.tag ?? ''));
  const words = effectiveProcess(workload, image)?.words ?? [];
  const said = [
    ...image.runs.flatMap((run) => run.words),
    ...image.holds.map(({ destination }) => destination),
    ...workload.mounts.map(({ path }) => path),
    ...[...environment.variables.keys()].filter((variable) => /PORT/.test(variable)).map(() => 'Listen'),
  ];
  if (
    known === undefined ||
    !words.every((word) => OWN_COMMAND.test(word)) ||
    said.some((text) => MOVES_PORT.test(text))
  )
    return undefined;
  return { port: known[2], at: image.stage.at };
}

/** Applications that a repository only adds to: they read more of the environment than its code shows. */
const APPLICATIONS =
  /^(wordpress|drupal|joomla|nextcloud|owncloud|matomo|moodle|mediawiki|prestashop|magento|phpmyadmin|pimcore|shopware)$/;

/** Whether an image is, or is built on, an application that brings its own code. */
export function bringsOwnCode({ workload, image }: EffectiveService): boolean {
  return [image?.base, workload.image?.text].some((text) => {
    const name = text === undefined ? undefined : parseImageName(text);
    return name !== undefined && APPLICATIONS.test(imageBaseName(name));
  });
}

/** How the settings of public server images begin: what else such an image is handed, it does not look at. */
const SETTINGS: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^(postgres|postgresql|postgis|pgvector|timescaledb|timescaledb-ha)$/,
    /^(POSTGRES|POSTGRESQL|PG|TS_?TUNE|TIMESCALEDB)/,
  ],
  [/^(mysql|mariadb|percona|mysql-server)$/, /^(MYSQL|MARIADB|PERCONA)_/],
  [/^(redis|valkey|keydb|redis-stack|redis-stack-server)$/, /^(REDIS|VALKEY|KEYDB)_/],
  [/^(mongo|mongodb)$/, /^(MONGO|MONGODB)_/],
  [/^memcached$/, /^MEMCACHED_/],
  [/^rabbitmq$/, /^(RABBITMQ|ERL|ERLANG)_/],
  [/^nats$/, /^NATS_/],
];

/** What tells a client where the server is; the server itself knows. */
const FOR_CLIENTS = /^[A-Z]+_(HOST|HOSTNAME|PORT|URL|URI|DSN|SERVER|ADDR|ADDRESS|CONNECTION|CONNECTION_STRING)$/;

/** Whether an image reads a variable of this name; undefined for one whose settings are not known. */
export function isSettingOf(image: ImageReference | undefined, name: string): boolean | undefined {
  const parsed = image && parseImageName(image.text);
  if (parsed === undefined) return undefined;
  const base = imageBaseName(parsed);
  const settings = SETTINGS.find(([pattern]) => pattern.test(base))?.[1];
  return settings === undefined ? undefined : settings.test(name) && !FOR_CLIENTS.test(name);
}
