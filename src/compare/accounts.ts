// What the images of servers make of their environment: https://hub.docker.com/_/postgres, mysql, mariadb, mongo, rabbitmq.
import type { EffectiveVariable } from '../effective/environment.ts';
import { type EffectiveService, findConfig } from '../effective/service.ts';
import { parseImageName } from '../normalise/image-name.ts';
import { deferred, plain, type Value } from '../shape/value.ts';
import type { Side } from './comparison.ts';
import { START_SCRIPTS } from './databases.ts';
import { plainText } from './variables.ts';

/** A user whom a server makes when its data is new. */
export interface Account {
  readonly user: AccountPart;
  readonly password: AccountPart;
}

export interface AccountPart {
  readonly value: Value;
  /** The variable of the server that says so; undefined where the image does. */
  readonly variable: EffectiveVariable | undefined;
  /** How the variable is called, set or not. */
  readonly name: string;
}

interface AccountKind {
  /** Variables that name the user; the user himself where none does. */
  readonly user: readonly string[];
  readonly standard?: string;
  readonly password: readonly string[];
  readonly standardPassword?: string;
}

interface Server {
  readonly repository: RegExp;
  readonly accounts: readonly AccountKind[];
  /** With one of these set it lets in others as well. */
  readonly open?: RegExp;
  /** Where it is given more users than its environment says. */
  readonly more: RegExp;
}

const SERVERS: readonly Server[] = [
  {
    repository: /^(library\/postgres|postgis\/postgis|pgvector\/pgvector|timescale\/timescaledb(-ha)?)$/,
    accounts: [{ user: ['POSTGRES_USER'], standard: 'postgres', password: ['POSTGRES_PASSWORD'] }],
    open: /^POSTGRES_HOST_AUTH_METHOD$/,
    more: START_SCRIPTS,
  },
  {
    repository: /^(library\/(mysql|mariadb|percona)|mysql\/mysql-server)$/,
    accounts: [
      { user: ['MYSQL_USER', 'MARIADB_USER'], password: ['MYSQL_PASSWORD', 'MARIADB_PASSWORD'] },
      { user: [], standard: 'root', password: ['MYSQL_ROOT_PASSWORD', 'MARIADB_ROOT_PASSWORD'] },
    ],
    open: /^(MYSQL|MARIADB)_(ALLOW_EMPTY|RANDOM)_(ROOT_)?PASSWORD$|_HASH$/,
    more: START_SCRIPTS,
  },
  {
    repository: /^library\/mongo$/,
    accounts: [{ user: ['MONGO_INITDB_ROOT_USERNAME'], password: ['MONGO_INITDB_ROOT_PASSWORD'] }],
    more: START_SCRIPTS,
  },
  {
    repository: /^library\/rabbitmq$/,
    accounts: [
      {
        user: ['RABBITMQ_DEFAULT_USER'],
        standard: 'guest',
        password: ['RABBITMQ_DEFAULT_PASS'],
        standardPassword: 'guest',
      },
    ],
    more: /^\/etc\/rabbitmq(\/|$)/,
  },
];

/**
 * The users that a server of a known image lets in, as far as its own environment says. Undefined where there may be
 * others: scripts, definitions or commands make them, or keys of its environment are not known.
 */
export function accountsOf(server: EffectiveService, side: Side): readonly Account[] | undefined {
  const { workload, environment } = server;
  const image = workload.image && parseImageName(workload.image.text);
  const known = SERVERS.find(({ repository }) => image !== undefined && repository.test(image.repository));
  if (known === undefined || workload.build !== undefined || environment.openImports.length > 0) return undefined;
  const names = [...environment.variables.keys()];
  if (names.some((name) => known.open?.test(name)) || makesMore(server, known.more, side)) return undefined;
  const accounts = known.accounts.flatMap((kind) => accountOf(kind, server));
  return accounts.length === 0 ? undefined : accounts;
}

function accountOf(kind: AccountKind, server: EffectiveService): Account[] {
  const user = partOf(kind.user, kind.standard, server);
  // Without a name the image makes no such user; MongoDB then asks nobody who he is.
  if (user === undefined) return [];
  const password = partOf(kind.password, kind.standardPassword, server);
  const [name = ''] = kind.password;
  return [{ user, password: password ?? { value: deferred('not set'), variable: undefined, name } }];
}

function partOf(names: readonly string[], standard: string | undefined, server: EffectiveService) {
  const { variables } = server.environment;
  const variable = names.flatMap((name) => variables.get(name) ?? [])[0];
  const name = variable?.name ?? names[0] ?? 'the image';
  if (variable !== undefined && plainText(variable.value) !== '') return { value: variable.value, variable, name };
  // It stands in a file that nobody here reads.
  const file = names.flatMap((each) => variables.get(`${each}_FILE`) ?? [])[0];
  if (file !== undefined) return { value: deferred(`from ${file.name}`), variable: file, name };
  return standard === undefined ? undefined : { value: plain(standard), variable: undefined, name };
}

/** Scripts and definitions that are mounted or in the image, commands that speak of users, jobs that make them. */
function makesMore({ workload, image }: EffectiveService, more: RegExp, side: Side): boolean {
  const isMounted = workload.mounts.some(({ path, source }) => {
    if (!more.test(path)) return false;
    if (source.kind !== 'config') return true;
    const object = findConfig(side.facts, source.object, source.objectName, workload.namespace);
    const texts = object?.entries.map(({ value }) => plainText(value)) ?? [undefined];
    return object?.complete !== true || texts.some((text) => text === undefined || MAKES_USERS.test(text));
  });
  const isInImage = image?.holds.some(({ destination }) => more.test(destination)) ?? false;
  const isByCommand = side.containers.some(({ workload: { entrypoint, command } }) =>
    MAKES_USERS.test([...(entrypoint?.words ?? []), ...(command?.words ?? [])].join(' ')),
  );
  return isMounted || isInImage || isByCommand;
}

const MAKES_USERS =
  /create\s*_?(user|role)|add_user|alter\s+(user|role)|\bgrant\b|change_password|load_definitions|definitions\.json|default_user/i;
