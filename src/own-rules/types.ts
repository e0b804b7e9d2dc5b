import { Environment } from '@marcbachmann/cel-js';
import { quantityAmount } from '../normalise/quantity.ts';

/**
 * What an expression may name, by type: the one list that the checker, the values and the documentation go by. A field
 * whose name ends in `?` is left out where it is not known or not said: `has()` asks for it.
 */
export const OWN_RULE_TYPES = {
  Variable: {
    name: 'string',
    /** Left out for a secret, and for what is decided at run time. */
    'value?': 'string',
    secret: 'bool',
    /** `workload`, `image`, `ConfigMap` or `Secret`. */
    from: 'string',
    'object?': 'string',
  },
  Port: { port: 'int', protocol: 'string', 'name?': 'string', 'published?': 'string' },
  Mount: { path: 'string', kind: 'string', 'name?': 'string', readOnly: 'bool' },
  Probe: { role: 'string', kind: 'string', 'path?': 'string', 'port?': 'string' },
  Container: {
    object: 'string',
    kind: 'string',
    name: 'string',
    'namespace?': 'string',
    container: 'string',
    'image?': 'string',
    labels: 'map<string, string>',
    env: 'list<Variable>',
    ports: 'list<Port>',
    mounts: 'list<Mount>',
    probes: 'list<Probe>',
    requests: 'map<string, string>',
    limits: 'map<string, string>',
    'replicas?': 'int',
    'schedule?': 'string',
    command: 'list<string>',
    dependsOn: 'list<string>',
    profiles: 'list<string>',
  },
  Read: { name: 'string', required: 'bool', enforced: 'bool', hasDefault: 'bool', type: 'string', when: 'string' },
  Route: { method: 'string', path: 'string' },
  Call: { 'target?': 'string', protocol: 'string' },
  Queue: { 'name?': 'string', role: 'string', system: 'string' },
  Store: { 'name?': 'string', kind: 'string', system: 'string' },
  Code: {
    reads: 'list<Read>',
    listens: 'list<int>',
    routes: 'list<Route>',
    calls: 'list<Call>',
    queues: 'list<Queue>',
    stores: 'list<Store>',
  },
  Service: { name: 'string', 'local?': 'Container', 'target?': 'Container', code: 'Code' },
  Side: { environment: 'string', complete: 'bool', services: 'list<string>', objects: 'list<Object>' },
  Object: { kind: 'string', name: 'string', 'namespace?': 'string' },
  /** One name, as both sides give it and as the code reads it. */
  Pair: { name: 'string', 'local?': 'Variable', 'target?': 'Variable', 'read?': 'Read', 'same?': 'bool' },
} as const;

type Types = typeof OWN_RULE_TYPES;
type Named<Text extends string> = Text extends `list<${infer Item}>`
  ? readonly Named<Item>[]
  : Text extends 'map<string, string>'
    ? Readonly<Record<string, string>>
    : Text extends 'string'
      ? string
      : Text extends 'bool'
        ? boolean
        : Text extends 'int'
          ? bigint
          : Text extends keyof Types
            ? CelValue<Text>
            : never;
type FieldsOf<Name extends keyof Types> = Types[Name];
type Optional<Key> = Key extends `${infer Name}?` ? Name : never;
type Required<Key> = Key extends `${string}?` ? never : Key;

/** The value of one of the types, as an expression finds it. */
export type CelValue<Name extends keyof Types> = {
  readonly [Key in keyof FieldsOf<Name> as Required<Key>]: Named<FieldsOf<Name>[Key] & string>;
} & {
  readonly [Key in keyof FieldsOf<Name> as Optional<Key>]?: Named<FieldsOf<Name>[Key] & string>;
};

/** What an expression is judged over: the variables that it may name, and their types. */
export interface CelInput {
  readonly service: CelValue<'Service'>;
  /** The name in question, where a rule is about each variable. */
  readonly variable?: CelValue<'Pair'>;
  readonly local?: CelValue<'Side'>;
  readonly target?: CelValue<'Side'>;
}

/** Parse-time bounds: an expression of a person is far below them. */
const LIMITS = { maxAstNodes: 2000, maxDepth: 40, maxListElements: 500, maxMapEntries: 500, maxCallArguments: 16 };

/** The language of expressions: CEL with the types above. @param each what a rule is judged for */
export function celEnvironment(each: 'service' | 'variable'): Environment {
  const environment = new Environment({ enableOptionalTypes: true, limits: LIMITS });
  for (const [name, fields] of Object.entries(OWN_RULE_TYPES))
    environment.registerType({
      name,
      fields: Object.fromEntries(Object.entries(fields).map(([key, type]) => [key.replace('?', ''), type])),
    });
  for (const side of ['local', 'target']) environment.registerVariable(side, 'Side');
  environment.registerVariable('service', 'Service');
  if (each === 'variable') environment.registerVariable('variable', 'Pair');
  environment.registerFunction('quantity(string): double', (text: string) => {
    const amount = quantityAmount(text);
    if (amount === undefined) throw new Error(`${text} is no quantity`);
    return amount;
  });
  return environment;
}
