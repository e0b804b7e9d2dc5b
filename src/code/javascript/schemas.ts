// Schemas that the environment is checked with: zod, envalid, t3-env, envsafe, joi, yup, valibot.
import { fieldOf, type Syntax, textOfSyntax, withDescendants } from '../syntax.ts';
import type { FindEnvironment } from './environment-object.ts';
import { calleeName, callOf, entryOfObject, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { keyText } from './patterns.ts';
import type { NamedSite } from './reads.ts';
import { schemaEvidence } from './schema-rules.ts';

const CHECKS =
  /^(parse|safeParse|parseAsync|safeParseAsync|validate|validateSync|validateAsync|attempt|cast|assert|create|mask|cleanEnv|customCleanEnv|testOnly|decode|decodeUnknownSync|Parse|Decode|parseEnv|checkEnv|from)$/;
/** Calls that hold the entries of a schema, or join schemas. */
const HOLDERS =
  /^(object|strictObject|looseObject|shape|keys|extend|safeExtend|merge|and|intersection|intersect|augment|concat|append|type|partial|Object)$/;
const NAME = /^[A-Z][A-Z0-9_]*$/;

/** One schema of the environment: the object that has the variables as keys. */
interface EnvironmentSchema {
  readonly entries: Syntax;
  readonly via: string;
  readonly buildTime: boolean;
  readonly isOptional: boolean;
}

/** The reads that schemas make; each points at the key in the schema. `checks`: by the call that gives the result. */
export function schemaSites(
  module: SourceModule,
  find: FindEnvironment,
): { named: NamedSite[]; checks: Map<Syntax, readonly NamedSite[]> } {
  const sites = new Map<Syntax, readonly NamedSite[]>();
  const sitesOf = (schema: EnvironmentSchema): readonly NamedSite[] => {
    const known = sites.get(schema.entries) ?? entrySites(schema, module);
    sites.set(schema.entries, known);
    return known;
  };
  const checks = new Map<Syntax, readonly NamedSite[]>();
  for (const node of module.calls) {
    const fields = schemasOfCall(node, module, find).flatMap(sitesOf);
    if (fields.length > 0) checks.set(node, fields);
  }
  for (const schema of namedSchemas(module)) sitesOf(schema);
  return { named: [...sites.values()].flat(), checks };
}

/** Whether a call checks the environment that it is given: nothing is handed on to places unknown. */
export function isSchemaCheck(list: Syntax): boolean {
  return list.parent !== undefined && isSchemaCheckCall(list.parent);
}

/** `schema.parse(…)`, `cleanEnv(…)` and the like, by name. */
export function isSchemaCheckCall(node: Syntax): boolean {
  const call = callOf(node);
  return call !== undefined && CHECKS.test(calleeName(call.callee) ?? '');
}

function schemasOfCall(node: Syntax, module: SourceModule, find: FindEnvironment): EnvironmentSchema[] {
  const call = callOf(node);
  const name = calleeName(call?.callee ?? node) ?? '';
  const first = call?.args[0] && unwrap(call.args[0]);
  if (!call) return [];
  if (name === 'envsafe' && first) return schemaObjects(first, module).map((entries) => schema(entries, 'envsafe'));
  if (name === 'createEnv' && first) return ofCreateEnv(first, module);
  const validation = name === 'forRoot' ? entryOfObject(first, 'validationSchema') : undefined;
  if (validation) return schemaObjects(validation, module).map((entries) => schema(entries, 'joi'));
  if (!CHECKS.test(name) || !call.args.some((arg) => find(arg))) return [];
  const holder = fieldOf(call.callee, 'object');
  const sources = [...(holder ? [holder] : []), ...call.args.filter((arg) => !find(arg))];
  const via = /^c.*leanEnv$/.test(name) ? 'envalid' : undefined;
  return sources.flatMap((source) =>
    schemaObjects(source, module).map((entries) => schema(entries, via ?? libraryOf(entries, module))),
  );
}

function schema(entries: Syntax, via: string, buildTime = false): EnvironmentSchema {
  return { entries, via, buildTime, isOptional: isPartial(entries) };
}

/** t3-env: `createEnv({ server: {…}, client: {…}, shared: {…}, runtimeEnv })`. */
function ofCreateEnv(options: Syntax, module: SourceModule): EnvironmentSchema[] {
  return ['server', 'shared', 'client'].flatMap((part) => {
    const entries = entryOfObject(options, part);
    return (entries ? schemaObjects(entries, module) : []).map((object) => schema(object, 't3-env', part === 'client'));
  });
}

/** `export const envSchema = z.object({ PORT: … })`, which another file applies. */
function namedSchemas(module: SourceModule): EnvironmentSchema[] {
  return module.scopes.bindings.flatMap((binding) => {
    const isNamed = /env(ironment)?(vars?|variables)?_?(schema|validation|validator|shape)?$/i.test(binding.name);
    const call = binding.value && callOf(unwrap(binding.value));
    if (!isNamed || !call || !HOLDERS.test(calleeName(call.callee) ?? '')) return [];
    return schemaObjects(call.callee.parent ?? call.callee, module)
      .filter(
        (entries) =>
          entries.children.length > 0 && entries.children.every((entry) => NAME.test(keyOf(entry)?.name ?? '')),
      )
      .map((entries) => schema(entries, libraryOf(entries, module)));
  });
}

/** The object literals that hold a schema's entries, through names, `extend` and `merge`. */
function schemaObjects(node: Syntax, module: SourceModule, depth = 0): Syntax[] {
  const inner = unwrap(node);
  if (depth > 8) return [];
  if (inner.type === 'object') {
    const spread = inner.children.filter((child) => child.type === 'spread_element').flatMap((child) => child.children);
    return [inner, ...spread.flatMap((child) => schemaObjects(child, module, depth + 1))];
  }
  if (inner.type === 'identifier' || inner.type === 'shorthand_property_identifier') {
    const binding = module.scopes.resolve(inner);
    return binding?.value && !binding.imported && binding.keys.length === 0
      ? schemaObjects(binding.value, module, depth + 1)
      : [];
  }
  if (inner.type === 'member_expression') return [];
  const call = callOf(inner);
  if (!call) return [];
  const object = fieldOf(call.callee, 'object');
  const before = object && object.type === 'call_expression' ? schemaObjects(object, module, depth + 1) : [];
  const named =
    object?.type === 'identifier' && module.scopes.resolve(object)?.value
      ? schemaObjects(object, module, depth + 1)
      : [];
  const args = HOLDERS.test(calleeName(call.callee) ?? '')
    ? call.args.flatMap((arg) => schemaObjects(arg, module, depth + 1))
    : [];
  return [...before, ...named, ...args];
}

function entrySites({ entries, via, buildTime, isOptional }: EnvironmentSchema, module: SourceModule): NamedSite[] {
  return entries.children.flatMap((entry) => {
    const key = keyOf(entry);
    if (!key || !/^[A-Za-z_]\w*$/.test(key.name)) return [];
    const value = fieldOf(entry, 'value') ?? key.node;
    const given = [...schemaEvidence(value, module), ...(isOptional ? [{ kind: 'optional' } as const] : [])];
    return [{ name: key.name, dynamic: false, node: entry, at: key.node, via, buildTime, given, closed: true }];
  });
}

function keyOf(entry: Syntax): { name: string; node: Syntax } | undefined {
  if (entry.type === 'shorthand_property_identifier') return { name: textOfSyntax(entry), node: entry };
  const key = entry.type === 'pair' ? fieldOf(entry, 'key') : undefined;
  return key && { name: keyText(key), node: key };
}

/** `z.object({…}).partial()`. */
function isPartial(entries: Syntax): boolean {
  const call = entries.parent?.parent;
  const outer = call?.parent;
  return outer !== undefined && (calleeName(outer) ?? '') === 'partial' && outer.type === 'member_expression';
}

const LIBRARIES: Readonly<Record<string, string>> = {
  zod: 'zod',
  'zod/v4': 'zod',
  'zod/mini': 'zod',
  valibot: 'valibot',
  joi: 'joi',
  '@hapi/joi': 'joi',
  yup: 'yup',
  superstruct: 'superstruct',
  '@sinclair/typebox': 'typebox',
  arktype: 'arktype',
  effect: 'effect',
};

/** The library that the entries are written with, by what the file imports under the name they begin with. */
function libraryOf(entries: Syntax, module: SourceModule): string {
  for (const entry of entries.children) {
    const value = fieldOf(entry, 'value');
    for (const node of value ? withDescendants(value) : []) {
      const from = node.type === 'identifier' ? module.scopes.resolve(node)?.imported?.from : undefined;
      const library = from === undefined ? undefined : LIBRARIES[from];
      if (library) return library;
    }
  }
  return 'schema';
}
