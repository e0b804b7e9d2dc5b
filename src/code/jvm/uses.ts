import { ancestorsOf, contains, fieldOf, type Syntax, withDescendants } from '../syntax.ts';
import { isClass, isMethod } from './declaration.ts';
import type { JvmIndex } from './model.ts';

const MOST_USES = 12;

/** Where the variable that a declaration or an assignment gives a value is used, in the order of the text. */
export function usesOf(declaration: Syntax, file: JvmIndex): readonly Syntax[] {
  const name = nameOf(declaration);
  if (name === undefined) return [];
  const scope = [...ancestorsOf(declaration)].find((each) => isMethod(each) || isClass(each)) ?? file.root;
  const uses: Syntax[] = [];
  for (const node of withDescendants(scope)) {
    if (node.type !== 'identifier' || node.text !== name || contains(declaration, node)) continue;
    if (isName(node)) continue;
    uses.push(useOf(node));
    if (uses.length >= MOST_USES) break;
  }
  return uses;
}

function nameOf(declaration: Syntax): string | undefined {
  if (/^assignment/.test(declaration.type)) {
    const target = fieldOf(declaration, 'left');
    return target?.text.slice(target.text.lastIndexOf('.') + 1);
  }
  const declared = declaration.children.find(({ type }) => type === 'variable_declaration') ?? declaration;
  return (fieldOf(declared, 'name') ?? declared.children.find(({ type }) => type === 'identifier'))?.text;
}

/** The name of a call, of a declaration, of another object's member or of an argument. */
function isName(node: Syntax): boolean {
  const { parent, field } = node;
  if (parent === undefined || field === 'name' || field === 'key') return true;
  if (field === 'left' && parent.type.startsWith('assignment')) return true;
  if (parent.type === 'value_argument' && parent.children.length > 1 && parent.children[0] === node) return true;
  const isMember = parent.type === 'field_access' || parent.type === 'navigation_expression';
  return isMember && parent.children[0] !== node && !/^this\b/.test(parent.text);
}

/** `this.port` is the use, not `port` in it. */
function useOf(node: Syntax): Syntax {
  const { parent } = node;
  const isOwn = parent && /^(field_access|navigation_expression)$/.test(parent.type) && parent.children[0] !== node;
  return isOwn ? parent : node;
}
