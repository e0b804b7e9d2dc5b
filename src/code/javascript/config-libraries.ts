// Libraries that read single variables by name: env-var, convict, Nest's ConfigService, @fastify/env.
import { fieldOf, type Syntax, textOfSyntax, withDescendants } from '../syntax.ts';
import type { Evidence } from './evidence.ts';
import { calleeName, callOf, entryOfObject, pathOf, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { nameOf } from './names-in-code.ts';
import { keyText } from './patterns.ts';
import type { NamedSite } from './reads.ts';
import { schemaEvidence } from './schema-rules.ts';

const NAME = /^[A-Z][A-Z0-9_]*$/;

export function configLibrarySites(module: SourceModule): NamedSite[] {
  return module.calls.flatMap((node) => {
    const call = callOf(node);
    const name = calleeName(call?.callee ?? node);
    if (!call) return [];
    switch (name) {
      case 'get':
      case 'getOrThrow':
        return [...envVarSites(node, call, module), ...configServiceSites(node, call)];
      case 'convict':
        return convictSites(call.args[0], module);
      case 'register':
      case 'envSchema':
        return fastifyEnvSites(call, module);
      default:
        return [];
    }
  });
}

type Call = NonNullable<ReturnType<typeof callOf>>;

/** `env.get('PORT').required().asPortNumber()`. */
function envVarSites(node: Syntax, { callee, args }: Call, module: SourceModule): NamedSite[] {
  const object = fieldOf(callee, 'object');
  const first = args[0];
  if (object?.type !== 'identifier' || !first) return [];
  const binding = module.scopes.resolve(object);
  const made = binding?.value && callOf(unwrap(binding.value));
  const isFrom = made && calleeName(made.callee) === 'from';
  if (binding?.imported?.from !== 'env-var' && !isFrom) return [];
  const name = nameOf(first, module);
  if (name.kind !== 'fixed') return [];
  const steps = chainAfter(node);
  const given: Evidence[] = steps.flatMap((step): Evidence[] => {
    const value = step.args[0];
    return step.name === 'default' && value ? [{ kind: 'default', node: unwrap(value) }] : [];
  });
  if (!steps.some((step) => step.name === 'required')) given.push({ kind: 'optional' });
  const last = steps.at(-1)?.node;
  const typed = last
    ? schemaEvidence(last, module).filter((item) => item.kind === 'type' || item.kind === 'values')
    : [];
  const base = { node: last ?? node, at: first, via: 'env-var', buildTime: false, closed: true };
  return [{ ...base, name: name.text, dynamic: false, given: [...given, ...typed] }];
}

/** The calls that follow on a call: `.required()`, `.asPortNumber()`. */
function chainAfter(node: Syntax): { name: string; args: readonly Syntax[]; node: Syntax }[] {
  const steps = [];
  for (let outer = node.parent?.parent; outer; outer = outer.parent?.parent) {
    const call = callOf(outer);
    if (call?.callee.type !== 'member_expression' || call.callee.start !== node.start) break;
    steps.push({ name: calleeName(call.callee) ?? '', args: call.args, node: outer });
  }
  return steps;
}

/** Nest: `this.configService.get('PORT', 3000)`; lower-case keys lead into a namespace, not to a variable. */
function configServiceSites(node: Syntax, { callee, args }: Call): NamedSite[] {
  const receiver = pathOf(fieldOf(callee, 'object') ?? callee)?.at(-1) ?? '';
  const first = args[0];
  const name = first && stringOf(first);
  if (!first || name === undefined || !NAME.test(name) || !/config(Service)?$/i.test(receiver)) return [];
  const fallback = args[1] && unwrap(args[1]);
  const isOptions = fallback?.type === 'object';
  const given: Evidence[] = fallback && !isOptions ? [{ kind: 'default', node: fallback }] : [];
  const base = { node, at: first, via: `${receiver}.${calleeName(callee) ?? ''}`, buildTime: false, given };
  return [{ ...base, name, dynamic: false }];
}

/** `convict({ port: { format: 'port', default: 3000, env: 'PORT' } })`. */
function convictSites(options: Syntax | undefined, module: SourceModule): NamedSite[] {
  const inner = options && unwrap(options);
  const binding = inner?.type === 'identifier' ? module.scopes.resolve(inner) : undefined;
  const root = binding?.value ?? inner;
  if (!root) return [];
  return [...withDescendants(root)].flatMap((object) => {
    const env = entryOfObject(object, 'env');
    const name = env && stringOf(env);
    if (!env || name === undefined) return [];
    const fallback = entryOfObject(object, 'default');
    const format = entryOfObject(object, 'format');
    const isMissing = !fallback || /^(null|undefined)$/.test(textOfSyntax(fallback));
    const given: Evidence[] = isMissing ? [] : [{ kind: 'default', node: unwrap(fallback) }];
    const base = { node: object, at: env, via: 'convict', buildTime: false, closed: true };
    return [{ ...base, name, dynamic: false, given: [...given, ...formatEvidence(format)] }];
  });
}

function formatEvidence(format: Syntax | undefined): Evidence[] {
  if (!format) return [];
  if (format.type === 'array') {
    const values = format.children.map(stringOf).filter((text) => text !== undefined);
    return [
      { kind: 'type', type: 'enum' },
      { kind: 'values', values },
    ];
  }
  const names = {
    port: 'port',
    url: 'url',
    int: 'integer',
    nat: 'integer',
    Number: 'number',
    Boolean: 'boolean',
    duration: 'duration',
    Array: 'list',
  } as const;
  const text = stringOf(format) ?? textOfSyntax(format);
  return Object.entries(names).flatMap(([name, type]) => (name === text ? [{ kind: 'type', type }] : []));
}

/** `app.register(fastifyEnv, { schema: { required: ['PORT'], properties: { PORT: { type: 'string' } } } })`. */
function fastifyEnvSites({ callee, args }: Call, module: SourceModule): NamedSite[] {
  const isOwn = calleeName(callee) === 'envSchema';
  const plugin = args[0] && pathOf(args[0])?.join('.');
  if (!isOwn && !/env/i.test(plugin ?? '')) return [];
  const options = follow(args[isOwn ? 0 : 1], module);
  const schema = follow(entryOfObject(options, 'schema'), module);
  const properties = follow(entryOfObject(schema, 'properties'), module);
  const required = follow(entryOfObject(schema, 'required'), module)?.children.map(stringOf) ?? [];
  return (properties?.children ?? []).flatMap((entry) => {
    const key = fieldOf(entry, 'key');
    const value = fieldOf(entry, 'value');
    if (!key) return [];
    const name = keyText(key);
    const fallback = entryOfObject(value, 'default');
    const type = entryOfObject(value, 'type');
    const kind = { integer: 'integer', number: 'number', boolean: 'boolean' }[(type && stringOf(type)) ?? ''];
    const given: Evidence[] = [
      ...(fallback ? [{ kind: 'default', node: fallback } as const] : []),
      ...(required.includes(name) ? [] : [{ kind: 'optional' } as const]),
      ...(kind ? [{ kind: 'type', type: kind as 'integer' } as const] : []),
    ];
    return [{ name, dynamic: false, node: entry, at: key, via: '@fastify/env', buildTime: false, given, closed: true }];
  });
}

function follow(node: Syntax | undefined, module: SourceModule): Syntax | undefined {
  const inner = node && unwrap(node);
  const binding = inner && /identifier$/.test(inner.type) ? module.scopes.resolve(inner) : undefined;
  return binding?.value && binding.keys.length === 0 ? unwrap(binding.value) : inner;
}
