import { following } from './exits.ts';
import { declarationAround, functionAround, type GoFile } from './model.ts';
import { child, type GoNode, listed } from './tree.ts';

/** What a value was put into: a variable or a field. */
export interface Holder {
  /** `port`, `cfg.Port`; for a field of a literal the name alone. */
  readonly text: string;
  readonly isField: boolean;
  /** The name that says whether it was there, or whether its conversion went well. */
  readonly flag: string | undefined;
  readonly at: GoNode;
  /** Where to look for it; found out when left out. */
  readonly area?: GoNode;
}

/** What a value is put into. */
export function holderOf(node: GoNode): Holder | undefined {
  const list = node.parent?.type === 'expression_list' ? node.parent : undefined;
  const statement = list?.parent ?? node.parent;
  if (statement?.type === 'keyed_element') {
    const key = (child(statement, 'key') ?? statement.children[0])?.text ?? '';
    return /^\w+$/.test(key) ? { text: key, isField: true, flag: undefined, at: statement } : undefined;
  }
  if (node.parent?.type === 'literal_element' && node.parent.parent?.type === 'keyed_element')
    return holderOf(node.parent);
  if (!statement || !/^(short_var_declaration|assignment_statement|var_spec)$/.test(statement.type)) return undefined;
  const targets =
    statement.type === 'var_spec'
      ? statement.children.filter((each) => each.field === 'name')
      : listed(child(statement, 'left'));
  const values = listed(child(statement, statement.type === 'var_spec' ? 'value' : 'right'));
  const target = targets.length === values.length ? targets[values.indexOf(node)] : targets[0];
  if (target === undefined) return undefined;
  const flag = targets.length > values.length ? targets[1]?.text : undefined;
  return { text: target.text, isField: target.type === 'selector_expression', flag, at: statement };
}

/** Where the holder is named again: in its function, or in the whole file when it is a field or of the package. */
export function usesOf(holder: Holder, file: GoFile): GoNode[] {
  const owner = functionAround(holder.at)?.node;
  const local = !holder.isField && owner !== undefined && isLocal(holder, file);
  const area = holder.area ?? (local ? (declarationAround(file, holder.at)?.node ?? owner) : file.root);
  return namedIn(area, holder, file).filter((node) => {
    if (holder.area === undefined && node.start >= holder.at.start && node.end <= holder.at.end) return false;
    if (local && node.start < holder.at.start) return false;
    // A flag such as `ok` or `err` is soon used for something else: only the test right behind the read counts.
    return node.text !== holder.flag || isNear(node, holder.at);
  });
}

/** The places in an area that name the holder or its flag, in the order of the text. */
function namedIn(area: GoNode, { text, isField, flag }: Holder, file: GoFile): GoNode[] {
  const named = isField
    ? (file.selectors.get(text.split('.').at(-1) ?? '') ?? [])
    : [...new Set([text, flag ?? text])].flatMap((name) => file.identifiers.get(name) ?? []);
  const inside = named.filter((node) => area.start <= node.start && node.end <= area.end);
  return isField ? inside : inside.sort((a, b) => a.start - b.start);
}

function isLocal(holder: Holder, file: GoFile): boolean {
  const all = file.assignments.get(holder.text) ?? [];
  return holder.at.type !== 'assignment_statement' || !all.some((each) => each.owner === undefined);
}

function isNear(node: GoNode, statement: GoNode): boolean {
  const next = following(statement)[0];
  const inNext = next !== undefined && node.start >= next.start && node.end <= next.end;
  const own = statement.parent?.type === 'if_statement' ? statement.parent : undefined;
  return inNext || (own !== undefined && node.start >= own.start && node.end <= own.end);
}
