import { branchAround } from './assigned.ts';
import { ownNodes } from './exits.ts';
import type { GoFile } from './model.ts';
import { ancestors, child, type GoNode, listed, within } from './tree.ts';

/** What a name was given before a statement, outside the branch that the statement stands in. */
export function earlierValue(target: GoNode, statement: GoNode, file: GoFile): GoNode | undefined {
  const branch = branchAround(statement);
  const before = (file.assignments.get(target.text) ?? []).filter(
    ({ target: each, value }) =>
      value !== undefined && each.start < statement.start && (branch === undefined || each.end <= branch.start),
  );
  return before.at(-1)?.value;
}

/** `port := "80"; if os.Getenv("PORT") != "" { port = os.Getenv("PORT") }`: what was there before. */
export function earlierWhenGuarded(call: { readonly node: GoNode }, file: GoFile): GoNode | undefined {
  const branch = branchAround(call.node);
  const condition = branch?.field === 'consequence' ? child(branch.parent, 'condition') : undefined;
  if (condition === undefined || !/!= ""|\bok\b/.test(condition.text)) return undefined;
  const statement = [...ancestors(call.node)].find((each) => each.type === 'assignment_statement');
  const [target] = listed(statement && child(statement, 'left'));
  return statement && target && condition.text.includes(call.node.text)
    ? earlierValue(target, statement, file)
    : undefined;
}

/** `if value, ok := os.LookupEnv("PORT"); ok { port = value }`: what `port` was before, for the block of the `if`. */
export function replacedBy(holder: string, block: GoNode | undefined, file: GoFile): GoNode | undefined {
  const derived = new Set([holder]);
  for (const node of block ? ownNodes(block) : []) {
    if (node.type !== 'short_var_declaration' && node.type !== 'assignment_statement') continue;
    const [target] = listed(child(node, 'left'));
    const right = child(node, 'right');
    if (target === undefined || right === undefined) continue;
    const carries = [...within(right)].some((each) => each.type === 'identifier' && derived.has(each.text));
    if (!carries) continue;
    if (node.type === 'short_var_declaration') derived.add(target.text);
    else if (!derived.has(target.text)) return earlierValue(target, node, file);
  }
  return undefined;
}
