import { child, type RsNode } from './syntax.ts';

/** What the `use` declarations of a file bring in. */
export interface Imports {
  /** Local name to full path: `var` → `std::env::var`. */
  readonly names: ReadonlyMap<string, string>;
  /** Paths of which everything is brought in. */
  readonly wildcards: readonly string[];
}

/** @param declarations every `use` of the file, in functions and modules too */
export function importsOf(declarations: readonly RsNode[]): Imports {
  const names = new Map<string, string>();
  const wildcards: string[] = [];
  const take = (node: RsNode | undefined, before: string): void => {
    if (node === undefined) return;
    const below = (path: string) => (before === '' ? path : `${before}::${path}`);
    switch (node.type) {
      case 'use_list':
        for (const each of node.children) take(each, before);
        break;
      case 'scoped_use_list':
        take(child(node, 'list'), below(child(node, 'path')?.text ?? ''));
        break;
      case 'use_as_clause':
        names.set(child(node, 'alias')?.text ?? '', below(child(node, 'path')?.text ?? ''));
        break;
      case 'use_wildcard':
        wildcards.push(below(node.children[0]?.text ?? ''));
        break;
      case 'self':
        names.set(lastPart(before), before);
        break;
      default:
        names.set(lastPart(node.text), below(node.text));
    }
  };
  for (const declaration of declarations) take(child(declaration, 'argument'), '');
  return { names, wildcards };
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf(':') + 1);
}

/** A path as it stands, with its first name replaced by what that name was brought in as; type arguments left out. */
export function fullPath(text: string, { names, wildcards }: Imports): string {
  const plain = withoutArguments(text);
  const [first = '', ...rest] = plain.split('::');
  const known = names.get(first);
  if (known !== undefined) return [known, ...rest].join('::');
  // Of what stands in a wildcard only the environment's own functions matter.
  const isOfEnvironment = /^(var|var_os|vars|vars_os)$/.test(first) && wildcards.includes('std::env');
  return isOfEnvironment ? `std::env::${plain}` : plain;
}

function withoutArguments(text: string): string {
  let depth = 0;
  let plain = '';
  for (const character of text.replace(/\s+/g, '')) {
    if (character === '<') depth += 1;
    if (depth === 0) plain += character;
    if (character === '>') depth -= 1;
  }
  return plain.replace(/(::)+/g, '::').replace(/^::|::$/g, '');
}
