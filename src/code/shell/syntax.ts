import { fieldOf, type Syntax, withDescendants } from '../syntax.ts';

export type ShNode = Syntax;

export const child = fieldOf;

/** The name of a command without its folder; empty when it is computed. */
export function commandName(command: ShNode): string {
  const text = child(command, 'name')?.text ?? '';
  return /[$`]/.test(text) ? '' : unquoted(text.slice(text.lastIndexOf('/') + 1));
}

export function argumentsOf(command: ShNode): readonly ShNode[] {
  return command.children.filter(({ field }) => field === 'argument');
}

/** Every simple command in a piece of a script, in the order of the text. */
export function commandsIn(node: ShNode): readonly ShNode[] {
  return [...withDescendants(node)].filter(({ type }) => type === 'command');
}

/** A word without the quotes around it. */
export function unquoted(text: string): string {
  return /^'(.*)'$/s.exec(text)?.[1] ?? /^"(.*)"$/s.exec(text)?.[1] ?? text;
}

/** The operator between two parts of a list: `&&` or `||`. */
export function operatorOf(list: ShNode): '&&' | '||' | undefined {
  const [left, right] = list.children;
  const between = left && right ? list.text.slice(left.end - list.start, right.start - list.start) : '';
  return between.includes('&&') ? '&&' : between.includes('||') ? '||' : undefined;
}

/** The name of an expansion's variable: `PORT` of `${PORT:-8080}`; undefined for `$1`, `$@`, `$(…)`. */
export function expandedName(node: ShNode): string | undefined {
  if (node.type !== 'simple_expansion' && node.type !== 'expansion') return undefined;
  const name = node.children.find(({ type }) => type === 'variable_name' || type === 'subscript')?.text;
  return name !== undefined && /^[A-Za-z_]\w*$/.test(name) ? name : undefined;
}

/** Whether an expansion means the variable whose name another one holds: `${!name}`. */
export function isIndirect(node: ShNode): boolean {
  return node.type === 'expansion' && node.text.startsWith('${!');
}
