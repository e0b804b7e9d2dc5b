import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { requiredModule } from './patterns.ts';

/** What an expression is of a package: `Pool` of `pg`, `createClient` of `redis`. */
export interface PackageMember {
  readonly from: string;
  /** Path inside the package; empty for the package itself or its default export. */
  readonly name: string;
}

const MOST_STEPS = 6;

/** Follows `redis.createClient`, `const { Pool } = require('pg')`, `require('mongodb').MongoClient`, aliases of them. */
export function packageMember(node: Syntax, module: SourceModule, steps = 0): PackageMember | undefined {
  const inner = unwrap(node);
  if (steps > MOST_STEPS) return undefined;
  const required = requiredModule(inner);
  if (required !== undefined) return { from: bare(required), name: '' };
  if (inner.type === 'identifier') {
    const binding = module.scopes.resolve(inner);
    if (binding?.imported) {
      const { from, name } = binding.imported;
      return { from: bare(from), name: name === '*' || name === 'default' ? '' : name };
    }
    if (!binding?.value || binding.parameter) return undefined;
    const origin = packageMember(binding.value, module, steps + 1);
    return origin && { ...origin, name: [origin.name, ...binding.keys].filter((part) => part !== '').join('.') };
  }
  if (inner.type === 'member_expression') {
    const object = fieldOf(inner, 'object');
    const property = fieldOf(inner, 'property');
    const origin = object && packageMember(object, module, steps + 1);
    if (!origin || !property) return undefined;
    const name = [origin.name, textOfSyntax(property)].filter((part) => part !== '' && part !== 'default').join('.');
    return { ...origin, name };
  }
  return undefined;
}

/** Whether the file imports one of the packages. */
export function importsPackage(module: SourceModule, pattern: RegExp): boolean {
  return (
    module.scopes.bindings.some(({ imported }) => imported !== undefined && pattern.test(bare(imported.from))) ||
    module.calls.some((node) => pattern.test(bare(requiredModule(node) ?? '')))
  );
}

function bare(from: string): string {
  return from.replace(/^node:/, '');
}
