import { castType } from './cast-types.ts';
import { makerOf, qualifiedName } from './names.ts';
import { optionAccess } from './option-variables.ts';
import type { RawAccess } from './os-environ.ts';
import type { Reading, ReadType } from './reading.ts';
import { stringText } from './strings.ts';
import { ancestorOf, bare, childOf, isInside, type PyNode } from './syntax.ts';

const LIBRARIES = /environs|environ|decouple|starlette\.config|dj_database_url|envvar|from_envvar/;

/** Reads through libraries above `os.environ`: environs, django-environ, decouple, starlette, click, typer, Flask. */
export function libraryAccesses(reading: Reading): RawAccess[] {
  if (!LIBRARIES.test(reading.module.text)) return [];
  return reading.module.calls.flatMap((call) => [
    ...envObjectAccess(reading, call),
    ...functionAccess(reading, call),
    ...optionAccess(reading, call),
  ]);
}

const ENV_OBJECTS: Readonly<Record<string, string>> = {
  'environs.Env': 'environs',
  'environs.EnvParser': 'environs',
  'environs.FileAwareEnv': 'environs',
  'environ.Env': 'django-environ',
  'environ.FileAwareEnv': 'django-environ',
  'starlette.config.Config': 'starlette',
  'decouple.AutoConfig': 'decouple',
  'decouple.Config': 'decouple',
};

const METHOD_TYPES: Readonly<Record<string, ReadType>> = {
  str: 'string',
  int: 'integer',
  bool: 'boolean',
  float: 'number',
  decimal: 'number',
  list: 'list',
  tuple: 'list',
  json: 'json',
  dict: 'json',
  url: 'url',
  timedelta: 'duration',
  enum: 'enum',
  log_level: 'string',
  path: 'string',
  date: 'string',
  datetime: 'string',
  uuid: 'string',
  unicode: 'string',
  bytes: 'string',
  db: 'url',
  db_url: 'url',
  cache: 'url',
  cache_url: 'url',
  email: 'url',
  email_url: 'url',
  search_url: 'url',
  channels: 'url',
  dj_db_url: 'url',
  dj_email_url: 'url',
  dj_cache_url: 'url',
  get_value: 'unknown',
};

/** `env.db()` names no variable: django-environ has a name for it. */
const OWN_NAMES: Readonly<Record<string, string>> = {
  db: 'DATABASE_URL',
  db_url: 'DATABASE_URL',
  cache: 'CACHE_URL',
  cache_url: 'CACHE_URL',
  email: 'EMAIL_URL',
  email_url: 'EMAIL_URL',
  search_url: 'SEARCH_URL',
  channels: 'CHANNELS_URL',
};

/** `env('X')`, `env.int('X', 3)`, `config('X', cast=bool)` on an object made by one of the libraries. */
function envObjectAccess(reading: Reading, call: PyNode): RawAccess[] {
  const { module } = reading;
  const callee = childOf(call, 'function');
  if (callee === undefined) return [];
  const isMethod = callee.type === 'attribute';
  const object = isMethod ? childOf(callee, 'object') : callee;
  if (object === undefined || bare(object).type === 'call') return [];
  const via = ENV_OBJECTS[makerOf(module, object) ?? ''];
  if (via === undefined) return [];
  const method = isMethod ? module.textOf(childOf(callee, 'attribute') ?? callee) : '';
  if (isMethod && METHOD_TYPES[method] === undefined) return [];
  const { positional, keywords } = module.argumentsOf(call);
  const second =
    via === 'environs' || (isMethod && method !== 'get_value') || via === 'decouple' ? positional[1] : undefined;
  const third = second === undefined ? positional[2] : undefined;
  const given = keywords.get('default') ?? second ?? third ?? schemaDefault(reading, object, positional[0]);
  const type = METHOD_TYPES[method] ?? castType(reading, keywords.get('cast') ?? (second ? undefined : positional[1]));
  return access({
    call,
    name: positional[0],
    own: OWN_NAMES[method],
    given,
    type,
    via,
    prefix: prefixAround(reading, call, object),
  });
}

interface LibraryCall {
  readonly call: PyNode;
  readonly name: PyNode | undefined;
  /** The variable that the library reads when none is named. */
  readonly own?: string | undefined;
  readonly given: PyNode | undefined;
  readonly type: ReadType | undefined;
  readonly via: string;
  readonly prefix?: string;
}

function access({ call, name, own, given, type, via, prefix = '' }: LibraryCall): RawAccess[] {
  if (name === undefined && own === undefined) return [];
  return [
    {
      node: call,
      name: name ?? call,
      ...(name === undefined && own !== undefined && { literalName: own }),
      form: given === undefined ? 'strict' : 'optional',
      ...(given && given.type !== 'none' && { fallback: given }),
      ...(type && { type }),
      via,
      prefix,
    },
  ];
}

/** `environ.Env(DEBUG=(bool, False))` gives DEBUG a default wherever it is read. */
function schemaDefault(reading: Reading, object: PyNode, name: PyNode | undefined): PyNode | undefined {
  const { module } = reading;
  const text = name && stringText(name, module.text);
  const assigned = module.assignments.get(module.textOf(object))?.[0]?.value;
  if (text === undefined || assigned?.type !== 'call') return undefined;
  const schema = module.argumentsOf(assigned).keywords.get(text);
  return schema?.type === 'tuple' ? schema.children[1] : undefined;
}

/** `with env.prefixed('SHOP_'):` around it, or `Config(env_prefix='SHOP_')`. */
function prefixAround(reading: Reading, call: PyNode, object: PyNode): string {
  const { module } = reading;
  let prefix = '';
  for (let at = ancestorOf(call, 'with_statement'); at; at = ancestorOf(at, 'with_statement')) {
    const body = childOf(at, 'body');
    if (!body || !isInside(call, body)) continue;
    const header = module.text.slice(at.start, body.start);
    const match = /\.prefixed\(\s*["']([^"']*)["']\s*\)/.exec(header);
    if (match) prefix = (match[1] ?? '') + prefix;
  }
  const made = module.assignments.get(module.textOf(object))?.[0]?.value;
  const given = made?.type === 'call' ? module.argumentsOf(made).keywords.get('env_prefix') : undefined;
  return ((given && stringText(given, module.text)) ?? '') + prefix;
}

/** `decouple.config('X')`, `dj_database_url.config()`. */
function functionAccess(reading: Reading, call: PyNode): RawAccess[] {
  const { module } = reading;
  const callee = qualifiedName(module, childOf(call, 'function'));
  const { positional, keywords } = module.argumentsOf(call);
  if (callee === 'decouple.config') {
    const given = keywords.get('default') ?? positional[1];
    const type = castType(reading, keywords.get('cast') ?? positional[2]);
    return access({ call, name: positional[0], given, type, via: 'decouple' });
  }
  if (callee === 'dj_database_url.config') {
    const name = keywords.get('env') ?? positional[0];
    const given = keywords.get('default') ?? positional[1];
    const found = access({ call, name, own: 'DATABASE_URL', given, type: 'url', via: 'dj-database-url' });
    // Without a variable it answers with an empty dictionary.
    return found.map((item) => ({ ...item, form: given ? 'optional' : 'lenient' }));
  }
  return [];
}
