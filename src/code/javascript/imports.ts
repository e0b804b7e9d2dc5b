import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { requiredModule } from './patterns.ts';
import type { Binding } from './scopes.ts';

const ENDINGS = /(\/index)?\.(d\.)?[cm]?[jt]sx?$|\.(vue|svelte|astro)$/;

/** Whether an import that stands in `path` means the file `target`. */
export function importsFile(path: string, specifier: string, target: string): boolean {
  const module = target.replace(ENDINGS, '');
  if (specifier.startsWith('.')) return stripped(resolveFrom(path, specifier)) === module;
  // `@shop/config` of the same repository: `packages/config/src/index.ts`.
  const scoped = /^@[\w-]+\/([\w-]+)$/.exec(specifier)?.[1];
  if (scoped !== undefined && new RegExp(`(^|/)${scoped}(/(src|lib))?$`).test(module)) return true;
  // `@/config/env`, `~/env`, `#env`, `src/env`: the end of the path has to do.
  const tail = stripped(specifier.replace(/^([@~#]\/?|src\/)/, ''));
  return tail !== '' && !/^[a-z-]+$/.test(specifier) && (module === tail || module.endsWith(`/${tail}`));
}

/** A relative specifier as a path below the root. */
export function resolveFrom(path: string, specifier: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function stripped(path: string): string {
  return path.replace(ENDINGS, '').replace(/\/index$/, '');
}

/** What an expression asks of another file: `config.queue.name` with `import { config } from './config'`. */
export interface ForeignName {
  readonly from: string;
  /** `config.queue.name`; `default` for the whole of a CommonJS module. */
  readonly name: string;
}

export function foreignName(node: Syntax, module: SourceModule): ForeignName | undefined {
  const steps: string[] = [];
  let inner = unwrap(node);
  while (inner.type === 'member_expression') {
    const property = fieldOf(inner, 'property');
    const object = fieldOf(inner, 'object');
    if (!property || !object) return undefined;
    steps.unshift(textOfSyntax(property));
    inner = unwrap(object);
  }
  const required = requiredModule(inner);
  if (required !== undefined) return { from: required, name: steps.join('.') || 'default' };
  if (inner.type === 'new_expression') inner = fieldOf(inner, 'constructor') ?? inner;
  if (inner.type !== 'identifier' && inner.type !== 'shorthand_property_identifier') return undefined;
  const binding = module.scopes.resolve(inner);
  if (binding?.value && !binding.imported && binding.keys.length === 0) {
    // `const settings = new Settings()`, `const { queue } = config`: one step further back.
    const value = unwrap(binding.value);
    const made = value.type === 'new_expression' ? fieldOf(value, 'constructor') : value;
    const before = made?.type === 'identifier' || made?.type === 'member_expression' ? made : undefined;
    if (!before || before.start >= inner.start) return undefined;
    const origin = foreignName(before, module);
    return origin && { ...origin, name: [origin.name, ...steps].join('.') };
  }
  if (binding?.value && binding.keys.length > 0 && !binding.imported) {
    const origin = foreignName(binding.value, module);
    return origin && { ...origin, name: [origin.name, ...binding.keys, ...steps].join('.') };
  }
  if (!binding?.imported) return undefined;
  const { from, name } = binding.imported;
  const start = name === '*' ? [] : [name];
  return { from, name: [...start, ...steps].join('.') || 'default' };
}

/** Finds what another file exports under a name; `default.port` and `port` are one for CommonJS. */
export function findForeign<T extends { readonly name: string; readonly path: string }>(
  node: Syntax,
  module: SourceModule,
  items: readonly T[],
): T | undefined {
  if (items.length === 0) return undefined;
  const wanted = foreignName(node, module);
  if (!wanted) return undefined;
  const names = new Set([wanted.name, `default.${wanted.name}`, wanted.name.replace(/^default\./, '')]);
  return items.find((item) => names.has(item.name) && importsFile(module.path, wanted.from, item.path));
}

/** What an imported name is in the file that exports it. */
export function findForeignBinding<T extends { readonly name: string; readonly path: string }>(
  { imported }: Binding,
  module: SourceModule,
  items: readonly T[],
): T | undefined {
  if (!imported) return undefined;
  const name = imported.name === '*' ? 'default' : imported.name;
  return items.find((item) => item.name === name && importsFile(module.path, imported.from, item.path));
}
