import { type AssembledText, concat, fixed, UNKNOWN, variable } from '../assembled-text.ts';
import { child, expandedName, isIndirect, type ShNode } from './syntax.ts';

/** What names of a script itself stand for, where it gave them a text. */
export type Assigned = ReadonlyMap<string, AssembledText>;

/** The text of a word: quotes resolved, variables of the script filled in, those of the environment kept as such. */
export function wordText(node: ShNode, assigned: Assigned): AssembledText {
  switch (node.type) {
    case 'raw_string':
      return fixed(node.text.slice(1, -1));
    case 'simple_expansion':
    case 'expansion':
      return expansionText(node, assigned);
    case 'command_substitution':
    case 'process_substitution':
    case 'arithmetic_expansion':
      return UNKNOWN;
    case 'string':
      return pieces(node, assigned, { from: node.start + 1, to: node.end - 1 });
    default:
      return pieces(node, assigned, { from: node.start, to: node.end });
  }
}

/** The texts of the children and of what stands between them. */
function pieces(
  node: ShNode,
  assigned: Assigned,
  { from, to }: { readonly from: number; readonly to: number },
): AssembledText {
  const texts: AssembledText[] = [];
  let at = from;
  const plain = (end: number) =>
    fixed(node.text.slice(at - node.start, end - node.start).replace(/\\([\\"$`])/g, '$1'));
  for (const each of node.children) {
    if (each.start < at) continue;
    texts.push(plain(each.start), wordText(each, assigned));
    at = each.end;
  }
  return concat([...texts, plain(Math.max(at, to))]);
}

function expansionText(node: ShNode, assigned: Assigned): AssembledText {
  const name = expandedName(node);
  if (name === undefined || isIndirect(node)) return UNKNOWN;
  const operator = child(node, 'operator')?.text;
  const known = assigned.get(name);
  if (known) return known;
  if (operator === undefined || /^:?\?$/.test(operator)) return variable(name);
  if (!/^:?[-=]$/.test(operator)) return UNKNOWN;
  return standIn(name, standInOf(node), assigned);
}

function standIn(name: string, word: ShNode | undefined, assigned: Assigned): AssembledText {
  if (word === undefined) return variable(name, { fallback: '' });
  const text = wordText(word, assigned);
  const [only, ...more] = text.parts;
  if (only === undefined) return variable(name, { fallback: '' });
  return typeof only === 'string' && more.length === 0 ? variable(name, { fallback: only }) : variable(name);
}

/** What stands behind the operator of `${PORT:-8080}`. */
export function standInOf(node: ShNode): ShNode | undefined {
  const operator = child(node, 'operator');
  return node.children.find((each) => operator !== undefined && each.start >= operator.end);
}
