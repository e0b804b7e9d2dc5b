import { type AssembledText, concat, fixed, UNKNOWN } from '../assembled-text.ts';
import { lookUpName } from './lookup.ts';
import type { Following } from './reader.ts';
import { stringIn } from './strings.ts';
import { child, type RsNode } from './syntax.ts';

/** `format!("{}:{port}", host)`: positional, numbered, named and captured arguments. */
export function formatted(args: readonly RsNode[], following: Following): AssembledText {
  const [first, ...rest] = args;
  const pattern = stringIn(first);
  if (first === undefined || pattern === undefined) return UNKNOWN;
  const positional = rest.filter(({ type }) => type !== 'assignment_expression');
  const named = new Map(
    rest.flatMap((each) => {
      const value = each.type === 'assignment_expression' ? child(each, 'right') : undefined;
      return value ? [[child(each, 'left')?.text ?? '', value] as const] : [];
    }),
  );
  let next = 0;
  const pieces = pattern.split(/(\{\{|\}\}|\{[^{}]*\})/).map((piece): AssembledText => {
    if (piece === '{{' || piece === '}}') return fixed(piece.charAt(0));
    if (!/^\{.*\}$/.test(piece)) return fixed(piece);
    const name = piece.slice(1, -1).split(':')[0]?.trim() ?? '';
    if (name === '') {
      const value = positional[next];
      next += 1;
      return value ? following.follow(value, following) : UNKNOWN;
    }
    const given = /^\d+$/.test(name) ? positional[Number(name)] : named.get(name);
    return given ? following.follow(given, following) : lookUpName(name, first, following);
  });
  return concat(pieces);
}
