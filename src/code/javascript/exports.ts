// What a file gives to others, by the names under which they ask for it.
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { keyText } from './patterns.ts';

/** One exported name and the expression or declaration behind it. */
export interface Exported {
  /** `default` for the default export and for `module.exports = …`. */
  readonly name: string;
  readonly value: Syntax;
}

/** `export { a } from './b'`, `export * from './b'`. */
export interface ReExport {
  readonly from: string;
  /** Undefined for all names. */
  readonly names?: readonly { readonly name: string; readonly as: string }[];
}

const exportsByModule = new WeakMap<SourceModule, readonly Exported[]>();

export function exportsOf(module: SourceModule): readonly Exported[] {
  const known = exportsByModule.get(module);
  if (known) return known;
  const found = [
    ...module.nodesOf('export_statement').flatMap((node) => ofStatement(node, module)),
    ...ofCommonJs(module),
  ];
  exportsByModule.set(module, found);
  return found;
}

export function reExportsOf(module: SourceModule): ReExport[] {
  return module.nodesOf('export_statement').flatMap((node) => {
    const source = fieldOf(node, 'source');
    if (!source) return [];
    const clause = node.children.find((child) => child.type === 'export_clause');
    const names = clause?.children.map((child) => {
      const name = textOfSyntax(fieldOf(child, 'name') ?? child);
      const alias = fieldOf(child, 'alias');
      return { name, as: alias ? textOfSyntax(alias) : name };
    });
    return [{ from: textOfSyntax(source).slice(1, -1), ...(names && { names }) }];
  });
}

/** The name under which another file reaches a function: `required`, `Env.get`, `default`. */
export function exportedNameOf(owner: Syntax, module: SourceModule): string | undefined {
  for (const { name, value } of exportsOf(module)) {
    const behind = unwrap(value);
    if (behind === owner) return name;
    const body = behind.type === 'object' ? behind : fieldOf(behind, 'body');
    if (body && (owner.parent === body || owner.parent?.parent === body)) {
      const entry = owner.type === 'method_definition' ? owner : owner.parent;
      const key = fieldOf(entry, 'name') ?? fieldOf(entry, 'key');
      if (key) return `${name}.${keyText(key)}`;
    }
  }
  return undefined;
}

function ofStatement(node: Syntax, module: SourceModule): Exported[] {
  if (fieldOf(node, 'source')) return [];
  const declaration = fieldOf(node, 'declaration');
  const isDefault = /^export\s+default\b/.test(textOfSyntax(node).slice(0, 40));
  if (declaration && isDefault) return [{ name: 'default', value: declaration }];
  if (declaration) return ofDeclaration(declaration);
  const value = fieldOf(node, 'value');
  if (value) return [{ name: 'default', value: behind(value, module) }];
  const clause = node.children.find((child) => child.type === 'export_clause');
  return (clause?.children ?? []).flatMap((child) => {
    const name = fieldOf(child, 'name');
    const alias = fieldOf(child, 'alias') ?? name;
    return name && alias ? [{ name: textOfSyntax(alias), value: behind(name, module) }] : [];
  });
}

function ofDeclaration(declaration: Syntax): Exported[] {
  const own = fieldOf(declaration, 'name');
  if (own) return [{ name: textOfSyntax(own), value: declaration }];
  return declaration.children.flatMap((child) => {
    const name = fieldOf(child, 'name');
    const value = fieldOf(child, 'value');
    if (!name || !value) return [];
    if (name.type === 'identifier') return [{ name: textOfSyntax(name), value }];
    return name.children
      .filter((part) => part.type === 'shorthand_property_identifier_pattern')
      .map((part) => ({ name: textOfSyntax(part), value: part }));
  });
}

/** `module.exports = …`, `exports.port = …`, `module.exports.port = …`. */
function ofCommonJs(module: SourceModule): Exported[] {
  return module.nodesOf('assignment_expression').flatMap((node) => {
    const left = fieldOf(node, 'left');
    const right = fieldOf(node, 'right');
    const match = left && right ? /^(?:module\.)?exports(?:\.(\w+))?$/.exec(textOfSyntax(left)) : null;
    if (!match || !right) return [];
    const value = behind(right, module);
    if (match[1] !== undefined) return [{ name: match[1], value }];
    if (textOfSyntax(left ?? node) === 'exports') return [];
    return [{ name: 'default', value }, ...entries(value, module)];
  });
}

function entries(object: Syntax, module: SourceModule): Exported[] {
  if (object.type !== 'object') return [];
  return object.children.flatMap((entry) => {
    if (entry.type === 'shorthand_property_identifier') {
      return [{ name: textOfSyntax(entry), value: behind(entry, module) }];
    }
    const key = fieldOf(entry, 'key');
    const value = fieldOf(entry, 'value');
    return key && value ? [{ name: keyText(key), value: behind(value, module) }] : [];
  });
}

/** What an exported name was declared as. */
function behind(node: Syntax, module: SourceModule): Syntax {
  const inner = unwrap(node);
  if (inner.type !== 'identifier' && inner.type !== 'shorthand_property_identifier') return inner;
  const binding = module.scopes.resolve(inner);
  if (!binding || binding.imported) return inner;
  if (binding.keys.length > 0) return binding.node;
  return binding.value ? unwrap(binding.value) : inner;
}
