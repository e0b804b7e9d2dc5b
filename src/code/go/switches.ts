import type { Absence } from './absence.ts';
import { exits, returnedValue, statementsOf } from './exits.ts';
import { stringIn } from './literal.ts';
import { child, type GoNode, listed } from './tree.ts';

/** `switch v { case "": return def }`: what is done about a value that is empty. */
export function switchedOver(node: GoNode, type: Absence['type']): Absence | undefined {
  const statement = node.parent?.type === 'expression_switch_statement' ? node.parent : undefined;
  const empty = statement?.children.find(
    (each) => each.type === 'expression_case' && listed(child(each, 'value')).some((value) => stringIn(value) === ''),
  );
  if (empty === undefined) return undefined;
  if (exits(empty)) return { outcome: 'exits', type };
  const fallback = returnedValue(statementsOf(empty)) ?? assignedIn(empty);
  return fallback && { outcome: 'default', fallback, type };
}

function assignedIn(block: GoNode): GoNode | undefined {
  const assignment = statementsOf(block).find((each) => each.type === 'assignment_statement');
  return assignment && listed(child(assignment, 'right'))[0];
}

/** `switch mode { case "a": … default: panic(…) }`: the texts allowed, when all others are refused. */
export function casesOf(node: GoNode): { readonly values?: readonly string[] } {
  const statement = node.parent;
  if (statement?.type !== 'expression_switch_statement') return {};
  const refused = statement.children.find((each) => each.type === 'default_case');
  if (refused === undefined || !exits(refused)) return {};
  const values = statement.children
    .filter((each) => each.type === 'expression_case')
    .flatMap((each) => listed(child(each, 'value')).flatMap((value) => stringIn(value) ?? []));
  return values.length > 0 ? { values } : {};
}
