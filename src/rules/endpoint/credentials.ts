import { type Account, type AccountPart, accountsOf } from '../../compare/accounts.ts';
import type { ServicePair, Side } from '../../compare/comparison.ts';
import { type LoginPart, loginsOf, type ServiceLogin } from '../../compare/logins.ts';
import type { EffectiveService } from '../../effective/service.ts';
import { compareValues, type Value } from '../../shape/value.ts';
import { eachTargetService, serviceNameOf } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const endpointCredentials: Rule = {
  id: 'endpoint/credentials',
  level: 'error',
  absentFrom: ['target'],
  docs: {
    detects:
      'A user or a password with which a service of the target is told to log in to a database or a broker, and which that server of the target is not given.',
    why: 'The server refuses the login: authentication failed. Nothing that needs it works.',
    before: 'web: - {name: DB_USER, value: shop}\ndb:  - {name: POSTGRES_USER, value: store}',
    after: 'db:  - {name: POSTGRES_USER, value: shop}',
    ignore:
      'A migration, an operator or somebody at the console makes the user, or the data is older than the setting.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, ({ pair, service, side }) => {
      const { local } = comparison;
      const refusedLocally = local && pair.local ? refusals(pair, pair.local, local) : [];
      return refusals(pair, service, side)
        .filter((refusal) => !refusedLocally.some((other) => isSame(refusal, other)))
        .map(({ what, login, account, server }) => {
          const name = serviceNameOf(server, comparison);
          const { variable } = login;
          return {
            service: pair.name,
            environment: side.environment,
            subject: variable.name,
            message: `${pair.name} logs in to ${name} with another ${what} in ${variable.name} than ${wordsOf(account, name)}`,
            remedy: account.variable
              ? `give ${variable.name} and ${account.name} of ${name} the same ${what}, from one place`
              : `set ${account.name} of ${name} to the ${what} in ${variable.name}`,
            places: [
              place('target', variable.through ?? variable.at),
              place('expected', account.variable?.through ?? account.variable?.at ?? server.workload.at),
            ] as const,
          };
        });
    });
  },
};

interface Refusal {
  readonly what: 'user' | 'password';
  readonly login: LoginPart;
  /** What the server has instead. */
  readonly account: AccountPart;
  readonly server: EffectiveService;
}

function refusals(pair: ServicePair, service: EffectiveService, side: Side): Refusal[] {
  return loginsOf(pair, service, side).flatMap((login) => {
    const accounts = accountsOf(login.server, side);
    return accounts === undefined ? [] : (refusalOf(login, accounts) ?? []);
  });
}

/** Nothing is said where a user or a password is not known, or is a placeholder that the deploy fills in. */
function refusalOf({ user, password, server }: ServiceLogin, accounts: readonly Account[]): Refusal | undefined {
  const [own] = accounts;
  if (user === undefined || own === undefined) return undefined;
  const met = accounts.map((account) => ({ account, match: compare(user.value, account.user.value) }));
  if (met.every(({ match }) => match === 'differs')) return { what: 'user', login: user, account: own.user, server };
  const account = met.find(({ match }) => match === 'same')?.account;
  if (account === undefined || password === undefined) return undefined;
  if (compare(password.value, account.password.value) !== 'differs') return undefined;
  return { what: 'password', login: password, account: account.password, server };
}

function compare(left: Value, right: Value): ReturnType<typeof compareValues> {
  return isPlaceholder(left) || isPlaceholder(right) ? 'unknown' : compareValues(left, right);
}

function isPlaceholder(value: Value): boolean {
  return value.kind === 'secret' && (value.secret.facets.placeholder || value.secret.facets.references.length > 0);
}

/** What does not fit locally either is made by somebody whom the repository does not show. */
function isSame(left: Refusal, right: Refusal): boolean {
  return left.what === right.what && left.login.variable.name === right.login.variable.name;
}

function wordsOf({ variable, name }: AccountPart, server: string): string {
  return variable === undefined ? `the one its image has without ${name}` : `${server} is given in ${name}`;
}
