import { ancestorsOf, fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { calleeName, callOf, isWrapper, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import type { Binding } from './scopes.ts';

/** Functions whose callback runs at once, or while the program starts. */
const IMMEDIATE =
  /^(forEach|map|filter|some|every|find|flatMap|reduce|then|catch|finally|Promise|registerAs|fp|fastifyPlugin|plugin|register|defineConfig|transform|preprocess|refine|superRefine|once|memoize|forRootAsync|registerAsync|listen)$/;
/** Exported functions and methods of these names are what another file calls while it starts. */
const STARTERS =
  /^(constructor|main|bootstrap|start|run|init|setup|load|configure|connect|register|build|listen|onModuleInit|onApplicationBootstrap|create(App|Server|Config|Pool|Client|Connection)|get(Config|Settings|Env))/i;
const SERVER_PARAMETER = /^(app|server|fastify|instance|api)$/;

/** Whether a place in the code runs while the program starts, as far as this file tells. */
export function runsAtStart(node: Syntax, module: SourceModule, seen: ReadonlySet<Syntax> = new Set()): boolean {
  for (const owner of ancestorsOf(node)) {
    if (isFunction(owner) && !isCalledAtStart(owner, module, seen)) return false;
  }
  return true;
}

function isCalledAtStart(owner: Syntax, module: SourceModule, seen: ReadonlySet<Syntax>): boolean {
  if (seen.has(owner)) return false;
  const outer = outermost(owner);
  const parent = outer.parent;
  if (parent && callOf(parent)?.callee === owner) return true;
  if (parent?.type === 'arguments' && parent.parent) {
    const call = callOf(parent.parent);
    return call !== undefined && IMMEDIATE.test(calleeName(call.callee) ?? '');
  }
  const name = nameOfFunction(owner, outer);
  if (name === 'useFactory' || (owner.type === 'method_definition' && STARTERS.test(name))) return true;
  const binding = module.scopes.nameOf(owner);
  if (binding && isUsedAtStart(binding, module, new Set([...seen, owner]))) return true;
  if (!isExported(owner, outer, binding, module)) return false;
  return STARTERS.test(name) || takesServer(owner) || givesSettings(owner);
}

function outermost(owner: Syntax): Syntax {
  let outer = owner;
  while (outer.parent && isWrapper(outer.parent)) outer = outer.parent;
  return outer;
}

function nameOfFunction(owner: Syntax, outer: Syntax): string {
  const name = fieldOf(owner, 'name') ?? fieldOf(outer.parent, 'name') ?? fieldOf(outer.parent, 'key');
  if (name) return textOfSyntax(name);
  const left = fieldOf(outer.parent, 'left');
  return left ? (textOfSyntax(left).split('.').pop() ?? '') : '';
}

function isUsedAtStart(binding: Binding, module: SourceModule, seen: ReadonlySet<Syntax>): boolean {
  return module.scopes.usesOf(binding).some((use) => {
    const parent = use.parent;
    if (!parent) return false;
    const isCallee = callOf(parent)?.callee === use;
    const list = parent.type === 'arguments' ? parent.parent : undefined;
    const call = list && callOf(list);
    const isCallback = call !== undefined && IMMEDIATE.test(calleeName(call.callee) ?? '');
    return (isCallee || isCallback) && runsAtStart(use, module, seen);
  });
}

function isExported(owner: Syntax, outer: Syntax, binding: Binding | undefined, module: SourceModule): boolean {
  for (const parent of ancestorsOf(owner)) {
    if (parent.type === 'export_statement') return true;
    if (isFunction(parent)) break;
  }
  const left = fieldOf(outer.parent, 'left');
  if (left && /^(module\.)?exports\b/.test(textOfSyntax(left))) return true;
  return (
    binding !== undefined &&
    module.scopes.usesOf(binding).some((use) => {
      for (const parent of ancestorsOf(use)) {
        if (parent.type === 'export_statement') return true;
        if (parent.type !== 'assignment_expression') continue;
        const target = fieldOf(parent, 'left');
        return target !== undefined && /^(module\.)?exports\b/.test(textOfSyntax(target));
      }
      return false;
    })
  );
}

/** `export default () => ({ port: process.env.PORT })`: settings, which are asked for at the start. */
function givesSettings(owner: Syntax): boolean {
  const body = fieldOf(owner, 'body');
  const hasNone = fieldOf(owner, 'parameters')?.children.length === 0;
  return hasNone && body !== undefined && unwrap(body).type === 'object';
}

/** `module.exports = async function (fastify, options)`: a plugin, run when the server is put together. */
function takesServer(owner: Syntax): boolean {
  const first = fieldOf(owner, 'parameters')?.children[0] ?? fieldOf(owner, 'parameter');
  return first !== undefined && SERVER_PARAMETER.test(textOfSyntax(fieldOf(first, 'pattern') ?? first));
}
