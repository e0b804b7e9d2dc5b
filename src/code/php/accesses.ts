import { type AssembledText, concat, fixed, GAP, literalOf } from '../assembled-text.ts';
import type { EnvironmentHelper } from '../language.ts';
import { ancestorsOf, fieldOf, type Syntax } from '../syntax.ts';
import { arrayOf } from './arrays.ts';
import { configEntry, isConfigCall } from './config-values.ts';
import { placeholderAccesses } from './env-placeholders.ts';
import { wholeName } from './file.ts';
import { callsOfHelpers, helperFrom, parameterIn } from './helpers.ts';
import type { Access, Reading, ReadType } from './reading.ts';
import { stringOf } from './strings.ts';
import { argumentAt, argumentsOf, bare, entriesOf, lastName, type PhpCall } from './syntax.ts';
import { evaluate } from './values.ts';

/** An access whose name is still an expression. */
export interface RawAccess extends Omit<Access, 'name' | 'dynamic' | 'at'> {
  readonly nameNode: Syntax | undefined;
  readonly name: AssembledText;
}

export interface Accesses {
  readonly accesses: readonly Access[];
  readonly helpers: readonly EnvironmentHelper[];
}

const MOST_ROUNDS = 3;

/** All expressions of a file that read the environment, and its functions that do so for others. */
export function readAccesses(reading: Reading, known: Map<Syntax, Access>): Accesses {
  const accesses: Access[] = [];
  const helpers: EnvironmentHelper[] = [];
  let raw = rawAccesses(reading);
  for (let round = 0; round < MOST_ROUNDS && (round === 0 || raw.length > 0); round += 1) {
    const found: EnvironmentHelper[] = [];
    for (const each of raw) {
      if (accesses.some(({ node, at }) => node === each.node && at === (each.nameNode ?? each.node))) continue;
      const parameter = parameterIn(each);
      const helper = parameter && helperFrom(reading, each, parameter);
      if (helper) found.push(helper);
      else if (!isOfFile(each)) {
        const settledNames = namesIn(reading, each).map(settled);
        accesses.push(...settledNames);
        const [only, more] = settledNames;
        if (only && more === undefined) known.set(each.node, only);
      }
    }
    helpers.push(...found);
    raw = callsOfHelpers(reading, round === 0 ? [...found, ...reading.context.helpers] : found);
  }
  return { accesses: accesses.sort((a, b) => a.at.start - b.at.start), helpers };
}

/** `getenv($name . '_FILE')` beside `getenv($name)`: the file stands for the variable. */
function isOfFile({ name: { parts } }: RawAccess): boolean {
  return parts.length === 2 && parts[0] === GAP && parts[1] === '_FILE';
}

/** `foreach (['A', 'B'] as $name) { getenv($name); }`: each of the names. */
function namesIn(reading: Reading, raw: RawAccess): RawAccess[] {
  const node = raw.nameNode && bare(raw.nameNode);
  if (node?.type !== 'variable_name') return [raw];
  for (const loop of ancestorsOf(node)) {
    if (loop.type !== 'foreach_statement') continue;
    const [list, item] = loop.children;
    if ((item?.type === 'pair' ? item.children[1] : item)?.text !== node.text) continue;
    const array = arrayOf(reading, list);
    const names = (array ? entriesOf(array) : []).map(({ value }) => ({
      ...raw,
      nameNode: value,
      name: evaluate(reading, value),
    }));
    return names.length > 0 && names.every(({ name }) => literalOf(name) !== undefined) ? names : [raw];
  }
  return [raw];
}

function settled({ nameNode, name, ...rest }: RawAccess): Access {
  const literal = literalOf(name);
  const [start] = name.parts;
  const text = literal ?? (typeof start === 'string' ? start : '');
  return { ...rest, at: nameNode ?? rest.node, name: text, dynamic: literal === undefined || literal === '' };
}

function rawAccesses(reading: Reading): RawAccess[] {
  const { file } = reading;
  return [
    ...file.calls.flatMap((call) => [
      ...functionAccess(reading, call),
      ...methodAccess(reading, call),
      ...configAccess(reading, call),
    ]),
    ...file.nodes.flatMap((node) => [...elementAccess(reading, node), ...attributeAccess(reading, node)]),
    ...placeholderAccesses(reading),
  ];
}

const PLAIN = { isOptional: false, throws: false };

/** What the web server tells PHP of a request, and of itself. */
const OF_A_REQUEST =
  /^(HTTP_|REDIRECT_|SSL_|SERVER_|REMOTE_|REQUEST_|SCRIPT_|PATH_(INFO|TRANSLATED)|QUERY_|CONTENT_|GATEWAY_|DOCUMENT_|PHP_(SELF|AUTH)|AUTH_TYPE$|ORIG_|HTTPS$|argc$|argv$|CONTEXT_|UNIQUE_ID$|FCGI_|UNENCODED_URL$|LARAVEL_OCTANE$|APP_RUNTIME)/;

function functionAccess(reading: Reading, call: PhpCall): RawAccess[] {
  const { kind, name, node, args } = call;
  if (kind !== 'function') return [];
  if (name === 'getenv' || name === 'apache_getenv') return getenvAccess(reading, call);
  if (name === 'filter_input') {
    const [source, asked] = args;
    const nameNode = asked?.value;
    if (source?.value.text !== 'INPUT_ENV' || nameNode === undefined) return [];
    return [{ ...PLAIN, node, nameNode, name: evaluate(reading, nameNode), via: 'filter_input' }];
  }
  // `array_key_exists('X', $_ENV)`
  if (name === 'array_key_exists' && /^\$_(ENV|SERVER)$/.test(args[1]?.value.text ?? '')) {
    const nameNode = args[0]?.value;
    const asked = nameNode && literalOf(evaluate(reading, nameNode));
    if (nameNode === undefined || asked === undefined || OF_A_REQUEST.test(asked)) return [];
    return [{ ...PLAIN, node, nameNode, name: fixed(asked), via: args[1]?.value.text ?? '', isOptional: true }];
  }
  if (name !== 'env' || reading.file.functions.has('env')) return [];
  return isConfigurator(reading, call) ? configuratorAccess(reading, call) : envAccess(reading, call, 'env()');
}

function getenvAccess(reading: Reading, { node, args, name: via }: PhpCall): RawAccess[] {
  const nameNode = argumentAt(args, 0, 'name');
  if (nameNode !== undefined && nameNode.type !== 'null')
    return [{ ...PLAIN, node, nameNode, name: evaluate(reading, nameNode), via }];
  // `getenv()['PORT']` names what it takes.
  const isElement = node.parent?.type === 'subscript_expression' && node.parent.children[0] === node;
  return isElement ? [] : [{ ...PLAIN, node, nameNode: undefined, name: fixed(''), via, isOptional: true }];
}

/** `env('X', 'd')`: without a default it gives null, and its caller decides. */
function envAccess(reading: Reading, { node, args }: PhpCall, via: string): RawAccess[] {
  const nameNode = argumentAt(args, 0, 'key');
  if (nameNode === undefined) return [];
  const given = argumentAt(args, 1, 'default');
  const hasDefault = given !== undefined && given.type !== 'null';
  return [
    {
      node,
      nameNode,
      name: evaluate(reading, nameNode),
      via,
      isOptional: given !== undefined,
      throws: false,
      ...(hasDefault && { fallback: given }),
    },
  ];
}

/** `config('services.till.key')`, where the entry is a variable without a default: the asking code needs it. */
function configAccess(reading: Reading, call: PhpCall): RawAccess[] {
  const nameNode = isConfigCall(call) ? argumentAt(call.args, 0, 'key') : undefined;
  const key = nameNode && stringOf(nameNode);
  const value = key === undefined ? undefined : configEntry(reading.context.bindings, key)?.value;
  if (nameNode === undefined || value?.kind !== 'variable' || value.fallback !== undefined || value.otherwise)
    return [];
  const given = argumentAt(call.args, 1, 'default');
  return [
    {
      node: call.node,
      nameNode,
      name: fixed(value.name),
      via: 'config()',
      isOptional: given !== undefined,
      throws: false,
      ...(given && given.type !== 'null' && { fallback: given }),
    },
  ];
}

/** Symfony's configuration in PHP has a function of this name. */
function isConfigurator({ file }: Reading, { nameNode }: PhpCall): boolean {
  return (
    wholeName(file, nameNode.text).includes('Configurator') || /^namespace Symfony\\.*Configurator;/m.test(file.text)
  );
}

function configuratorAccess(reading: Reading, { node, args }: PhpCall): RawAccess[] {
  const nameNode = argumentAt(args, 0, 'name');
  if (nameNode === undefined) return [];
  return [{ node, nameNode, name: evaluate(reading, nameNode), via: '%env()%', isOptional: false, throws: true }];
}

const ENV_CLASS = /^(Illuminate\\Support\\)?Env$/;

function methodAccess(reading: Reading, call: PhpCall): RawAccess[] {
  const { file } = reading;
  if (call.kind === 'static' && ENV_CLASS.test(wholeName(file, call.scope ?? ''))) {
    if (call.name === 'get') return envAccess(reading, call, 'Env::get');
    const nameNode = argumentAt(call.args, 0, 'key');
    if (call.name !== 'getOrFail' || nameNode === undefined) return [];
    const name = evaluate(reading, nameNode);
    return [{ node: call.node, nameNode, name, via: 'Env::getOrFail', isOptional: false, throws: true }];
  }
  return call.kind === 'method' && /dotenv/i.test(file.text) ? dotenvRules(reading, call) : [];
}

const RULE_TYPES: Readonly<Record<string, ReadType>> = {
  isInteger: 'integer',
  isBoolean: 'boolean',
  allowedValues: 'enum',
};

/** `$dotenv->required(['A', 'B'])->notEmpty()`, `$dotenv->ifPresent('C')->isInteger()` */
function dotenvRules(reading: Reading, { node, name, object, args }: PhpCall): RawAccess[] {
  const isRule = name === 'required' || name === 'ifPresent';
  const isOnDotenv = /dotenv/i.test(object?.text ?? '');
  const [first] = args;
  if (!isRule || !isOnDotenv || first === undefined) return [];
  const listed = bare(first.value);
  const names = listed.type === 'array_creation_expression' ? entriesOf(listed).map(({ value }) => value) : [listed];
  const type = RULE_TYPES[fieldOf(node.parent, 'name')?.text ?? ''];
  return names.map((nameNode) => ({
    node: names.length > 1 ? nameNode : node,
    nameNode,
    name: evaluate(reading, nameNode),
    via: `Dotenv ${name}`,
    isOptional: name === 'ifPresent',
    throws: name === 'required',
    ...(type && { type }),
  }));
}

/** `$_ENV['X']`, `$_SERVER['X']`, `getenv()['X']` where they are read. */
function elementAccess(reading: Reading, node: Syntax): RawAccess[] {
  if (node.type === 'variable_name' && node.text === '$_ENV') return wholeEnvironment(node);
  if (node.type !== 'subscript_expression') return [];
  const [object, nameNode] = node.children;
  const isRuntime = object?.text === '$context' && reading.file.text.includes('autoload_runtime.php');
  if (isRuntime && nameNode)
    return [
      { node, nameNode, name: evaluate(reading, nameNode), via: 'symfony/runtime', isOptional: true, throws: false },
    ];
  const isGetenv = object?.type === 'function_call_expression' && object.text.replace(/\s/g, '') === 'getenv()';
  const via = isGetenv ? 'getenv' : (object?.text ?? '');
  if (nameNode === undefined || (!isGetenv && via !== '$_ENV' && via !== '$_SERVER') || isWritten(node)) return [];
  const name = evaluate(reading, nameNode);
  const literal = literalOf(name);
  if (via === '$_SERVER' && (literal === undefined || !/^[A-Z][A-Z0-9_]+$/.test(literal) || OF_A_REQUEST.test(literal)))
    return [];
  return [{ ...PLAIN, node, nameNode, name, via }];
}

/** `foreach ($_ENV as $name => $value)`: whatever there is. */
function wholeEnvironment(node: Syntax): RawAccess[] {
  if (node.parent?.type !== 'foreach_statement') return [];
  return [{ ...PLAIN, node, nameNode: undefined, name: fixed(''), via: '$_ENV', isOptional: true }];
}

function isWritten(node: Syntax): boolean {
  const { parent } = node;
  if (parent?.type === 'unset_statement') return true;
  return node.field === 'left' && parent?.type === 'assignment_expression';
}

/** `#[Autowire(env: 'X')]` */
function attributeAccess(reading: Reading, node: Syntax): RawAccess[] {
  if (node.type !== 'attribute' || lastName(node.children[0]?.text ?? '') !== 'Autowire') return [];
  const nameNode = argumentsOf(node).find(({ name }) => name === 'env')?.value;
  if (nameNode === undefined) return [];
  const text = literalOf(evaluate(reading, nameNode));
  const name = text === undefined ? evaluate(reading, nameNode) : fixed(text.slice(text.lastIndexOf(':') + 1));
  return [{ node, nameNode, name: concat([name]), via: '#[Autowire]', isOptional: false, throws: true }];
}
