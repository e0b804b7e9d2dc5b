// Schemas that the environment is checked with: zod, envalid, t3-env, envsafe, joi, yup, valibot.
import { fieldOf, type Syntax, textOfSyntax, withDescendants } from '../syntax.ts';
import type { FindEnvironment } from './environment-object.ts';
import { isTestedForExit } from './exits.ts';
import { calleeName, callOf, entryOfObject, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { keyText } from './patterns.ts';
import type { NamedSite } from './reads.ts';
import { schemaEvidence } from './schema-rules.ts';
import { changeOf, HOLDERS, type SchemaShape, schemaShapes } from './schema-shapes.ts';
import { zodOutcome } from './zod-rules.ts';

const CHECKS =
  /^(parse|safeParse|parseAsync|safeParseAsync|validate|validateSync|validateAsync|attempt|cast|assert|create|mask|cleanEnv|customCleanEnv|testOnly|decode|decodeUnknownSync|Parse|Decode|parseEnv|checkEnv|from)$/;
const NAME = /^[A-Z][A-Z0-9_]*$/;

/** One schema of the environment: the object that has the variables as keys. */
interface EnvironmentSchema extends SchemaShape {
  readonly via: string;
  readonly buildTime: boolean;
  /** Nobody looks at whether the check failed. */
  readonly isUnchecked?: boolean;
}

/** The reads that schemas make; each points at the key in the schema. `checks`: by the call that gives the result. */
export function schemaSites(
  module: SourceModule,
  find: FindEnvironment,
): { named: NamedSite[]; checks: Map<Syntax, readonly NamedSite[]> } {
  const sites = new Map<Syntax, NamedSite>();
  const seen = new Set<Syntax>();
  const sitesOf = (schema: EnvironmentSchema): readonly NamedSite[] => {
    seen.add(schema.entries);
    const own = entrySites(schema, module);
    // Of several checks of one entry the strictest counts.
    for (const site of own) {
      const known = sites.get(site.node);
      if (!known || strictness(site) > strictness(known)) sites.set(site.node, site);
    }
    return own;
  };
  const checks = new Map<Syntax, readonly NamedSite[]>();
  for (const node of module.calls) {
    const fields = schemasOfCall(node, module, find).flatMap(sitesOf);
    if (fields.length > 0) checks.set(node, fields);
  }
  for (const schema of namedSchemas(module)) if (!seen.has(schema.entries)) sitesOf(schema);
  return { named: [...sites.values()], checks };
}

function strictness({ given = [], isUnsure }: NamedSite): number {
  if (given.some(({ kind }) => kind === 'optional' || kind === 'default')) return 0;
  return isUnsure === true ? 1 : 2;
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
  if (name === 'envsafe' && first)
    return schemaShapes(first, module).map((shape) => ({ ...shape, via: 'envsafe', buildTime: false }));
  if (name === 'createEnv' && first) return ofCreateEnv(first, module);
  const validation = name === 'forRoot' ? entryOfObject(first, 'validationSchema') : undefined;
  if (validation) return schemaShapes(validation, module).map((shape) => ({ ...shape, via: 'joi', buildTime: false }));
  if (!CHECKS.test(name) || !call.args.some((arg) => find(arg))) return [];
  const holder = fieldOf(call.callee, 'object');
  const sources = [...(holder ? [holder] : []), ...call.args.filter((arg) => !find(arg))];
  const via = /^c.*leanEnv$/.test(name) ? 'envalid' : undefined;
  return sources.flatMap((source) =>
    schemaShapes(source, module).map((shape) => ({
      ...shape,
      via: via ?? libraryOf(shape.entries, module),
      buildTime: false,
      isUnchecked: name.startsWith('safeParse') && isUnchecked(node, module),
    })),
  );
}

/** `const result = schema.safeParse(process.env)` without a test of the result that ends the program. */
function isUnchecked(node: Syntax, module: SourceModule): boolean {
  const binding = module.scopes.nameOf(node);
  if (!binding || binding.keys.length > 0) return false;
  return !module.scopes
    .usesOf(binding)
    .some((use) => isTestedForExit(use) || /\bthrow\b|exit\(/.test(statementOf(use)));
}

function statementOf(node: Syntax): string {
  let outer = node;
  while (outer.parent && !/(statement|declaration)$/.test(outer.type)) outer = outer.parent;
  return textOfSyntax(outer);
}

/** t3-env: `createEnv({ server: {…}, client: {…}, shared: {…}, runtimeEnv })`. */
function ofCreateEnv(options: Syntax, module: SourceModule): EnvironmentSchema[] {
  return ['server', 'shared', 'client'].flatMap((part) => {
    const entries = entryOfObject(options, part);
    return (entries ? schemaShapes(entries, module) : []).map((shape) => ({
      ...shape,
      via: 't3-env',
      buildTime: part === 'client',
    }));
  });
}

/** `export const envSchema = z.object({ PORT: … })`, which another file applies. */
function namedSchemas(module: SourceModule): EnvironmentSchema[] {
  return module.scopes.bindings.flatMap((binding) => {
    const isNamed = /env(ironment)?(vars?|variables)?_?(schema|validation|validator|shape)?$/i.test(binding.name);
    const call = binding.value && callOf(unwrap(binding.value));
    if (!isNamed || !call || !HOLDERS.test(calleeName(call.callee) ?? '')) return [];
    return schemaShapes(call.callee.parent ?? call.callee, module)
      .filter(
        ({ entries }) =>
          entries.children.length > 0 && entries.children.every((entry) => NAME.test(keyOf(entry)?.name ?? '')),
      )
      .map((shape) => ({ ...shape, via: libraryOf(shape.entries, module), buildTime: false }));
  });
}

function entrySites(schema: EnvironmentSchema, module: SourceModule): NamedSite[] {
  const { entries, via, buildTime } = schema;
  return entries.children.flatMap((entry) => {
    const key = keyOf(entry);
    const change = key && changeOf(schema, key.name);
    if (!key || !/^[A-Za-z_]\w*$/.test(key.name) || change === 'gone') return [];
    const value = fieldOf(entry, 'value') ?? key.node;
    const said = schemaEvidence(value, module);
    const own = change === 'required' ? said.filter(({ kind }) => kind !== 'optional') : said;
    const given = [...own, ...(change === 'optional' ? [{ kind: 'optional' } as const] : [])];
    const isUnsure = schema.isUnchecked === true || (change === undefined && zodOutcome(value, module) === 'unsure');
    const site = { name: key.name, dynamic: false, node: entry, at: key.node, via, buildTime, given, closed: true };
    return [{ ...site, ...(isUnsure && { isUnsure }) }];
  });
}

function keyOf(entry: Syntax): { name: string; node: Syntax } | undefined {
  if (entry.type === 'shorthand_property_identifier') return { name: textOfSyntax(entry), node: entry };
  const key = entry.type === 'pair' ? fieldOf(entry, 'key') : undefined;
  return key && { name: keyText(key), node: key };
}

const LIBRARIES: Readonly<Record<string, string>> = {
  zod: 'zod',
  'zod/v3': 'zod',
  'zod/v4': 'zod',
  '@hono/zod-openapi': 'zod',
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
