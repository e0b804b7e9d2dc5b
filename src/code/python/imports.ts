import { childOf, type PyNode } from './syntax.ts';

interface Imports {
  readonly imports: Map<string, string>;
  readonly starImports: string[];
}

/** What each imported name stands for, relative imports with their dots. */
export function readImports(nodes: readonly PyNode[], textOf: (node: PyNode) => string): Imports {
  const imports = new Map<string, string>();
  const starImports: string[] = [];
  for (const node of nodes) {
    if (node.type === 'import_statement') {
      for (const item of node.children) {
        const dotted = textOf(childOf(item, 'name') ?? item);
        const alias = childOf(item, 'alias');
        // `import os.path` binds `os`, `import a.b as c` binds `c`.
        const first = dotted.split('.')[0] ?? dotted;
        if (alias) imports.set(textOf(alias), dotted);
        else imports.set(first, first);
      }
    } else if (node.type === 'import_from_statement') {
      const from = childOf(node, 'module_name');
      if (from === undefined) continue;
      const module = textOf(from).replace(/\s/g, '');
      for (const item of node.children) {
        if (item.type === 'wildcard_import') starImports.push(module);
        if (item.field !== 'name') continue;
        const name = textOf(childOf(item, 'name') ?? item);
        const local = textOf(childOf(item, 'alias') ?? item);
        imports.set(local, module.endsWith('.') ? `${module}${name}` : `${module}.${name}`);
      }
    }
  }
  return { imports, starImports };
}

/**
 * Whether the file at `target` is what `from` imports as `dotted` (`.config`, `shop.config`): the import is resolved
 * against a folder that holds the importing file, as Python's path does.
 */
export function isModule(dotted: string, from: string, target: string): boolean {
  const file = target.replace(/\.py$/, '').replace(/(^|\/)__init__$/, '');
  const dots = /^\.*/.exec(dotted)?.[0].length ?? 0;
  const rest = dotted
    .slice(dots)
    .split('.')
    .filter((part) => part !== '');
  if (dots > 0) {
    const folder = from.split('/').slice(0, -dots);
    return [...folder, ...rest].join('/') === file;
  }
  const wanted = rest.join('/');
  if (wanted === '' || (file !== wanted && !file.endsWith(`/${wanted}`))) return false;
  return from.startsWith(file.slice(0, file.length - wanted.length));
}

/** The paths, without ending, at which a module may lie that `from` imports as `dotted`. */
export function moduleTargets(dotted: string, from: string): string[] {
  const dots = /^\.*/.exec(dotted)?.[0].length ?? 0;
  const rest = dotted
    .slice(dots)
    .split('.')
    .filter((part) => part !== '');
  const folders = from.split('/').slice(0, -1);
  if (dots > 0) return [[...folders.slice(0, folders.length - dots + 1), ...rest].join('/')];
  return [...Array(folders.length + 1).keys()].map((depth) => [...folders.slice(0, depth), ...rest].join('/'));
}
