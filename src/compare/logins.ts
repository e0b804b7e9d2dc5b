import type { EffectiveVariable } from '../effective/environment.ts';
import type { EffectiveService } from '../effective/service.ts';
import type { Value } from '../shape/value.ts';
import { type Login, loginIn } from '../text/login.ts';
import type { ServicePair, Side } from './comparison.ts';
import { dependenciesOf } from './dependencies.ts';
import { serverBehind } from './server-behind.ts';
import { readsAreKnown } from './variables.ts';

/** Who a service is told to be at a server that its side runs. */
export interface ServiceLogin {
  readonly server: EffectiveService;
  /** Undefined where it is told none. */
  readonly user: LoginPart | undefined;
  readonly password: LoginPart | undefined;
}

export interface LoginPart {
  readonly value: Value;
  readonly variable: EffectiveVariable;
}

const ADDRESS = /(HOSTNAME|HOST|ADDRESS|ADDR|SERVER|URL|URI|ENDPOINT|DSN)$/i;
const USER = ['USER', 'USERNAME', 'LOGIN', 'USER_NAME'];
const PASSWORD = ['PASSWORD', 'PASS', 'PWD'];

/**
 * The logins of a service on one side: those in the texts that name a server, else those in the variables beside the one
 * that does, `DB_USER` beside `DB_HOST`.
 */
export function loginsOf(pair: ServicePair, service: EffectiveService, side: Side): ServiceLogin[] {
  return dependenciesOf(service, pair.code).flatMap((dependency) => {
    const named = dependency.variable && service.environment.variables.get(dependency.variable);
    const server = serverBehind(dependency, service, side);
    if (!named || server === undefined || server === service) return [];
    if (dependency.use === undefined && !mayBeRead(named.name, pair)) return [];
    const prefix = named.name.replace(ADDRESS, '');
    const beside = (words: readonly string[]) =>
      prefix === named.name || prefix === '' ? undefined : variableBeside(prefix, words, pair, service);
    const user = partIn(named, 'user') ?? beside(USER);
    const password = partIn(named, 'password') ?? beside(PASSWORD);
    return user === undefined && password === undefined ? [] : [{ server, user, password }];
  });
}

/** What a text says of its login; it stays hidden where the text is. */
function partIn(variable: EffectiveVariable, part: keyof Login): LoginPart | undefined {
  const { value } = variable;
  if (value.kind === 'deferred') return undefined;
  if (value.kind === 'plain') {
    const text = loginIn(value.text)[part];
    return text === undefined ? undefined : { value: { kind: 'plain', text }, variable };
  }
  const secret = value.secret.map((text) => loginIn(text)[part] ?? '');
  return secret.facets.empty ? undefined : { value: { kind: 'secret', secret }, variable };
}

function variableBeside(
  prefix: string,
  words: readonly string[],
  pair: ServicePair,
  { environment }: EffectiveService,
): LoginPart | undefined {
  for (const word of words) {
    const variable = environment.variables.get(`${prefix}${word}`);
    if (variable !== undefined && mayBeRead(variable.name, pair)) return { value: variable.value, variable };
  }
  return undefined;
}

/** What the code does not read says nothing of how it logs in. */
function mayBeRead(variable: string, pair: ServicePair): boolean {
  return !readsAreKnown(pair) || pair.requirements.some(({ name }) => name === variable);
}
