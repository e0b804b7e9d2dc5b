import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { isAnswer } from './asking-function.ts';
import { isBorne } from './borne-errors.ts';
import { replacedBy } from './earlier.ts';
import { alternativeOf, exits, following, ownNodes, returnedValue, returnsError, statementsOf } from './exits.ts';
import { type Holder, holderOf, usesOf } from './holder.ts';
import { type GoFile, isFunction } from './model.ts';
import { casesOf, switchedOver } from './switches.ts';
import { ancestors, child, type GoNode, listed } from './tree.ts';
import { type Use, useOf } from './use.ts';

/** What becomes of the program when a value is not there. */
export interface Absence {
  /**
   * `exits`: it stops or errs. `default`: something stands in. `tolerated`: tested or compared only. `unchecked`: used as
   * if it were there. `returned`: handed to whoever called.
   */
  readonly outcome: 'exits' | 'default' | 'tolerated' | 'unchecked' | 'returned';
  readonly fallback?: GoNode;
  readonly type: EnvironmentRead['type'];
  readonly values?: readonly string[];
}

/** @param read the call that gives the value; its second result, if any, says whether there was one */
export function absenceOf(read: GoNode, file: GoFile): Absence {
  const use = useOf(read, file);
  const type = use.type ?? 'unknown';
  if (use.kind === 'either') return eitherOf(use, type);
  if (use.kind === 'tested') return testedInPlace(use.node, type);
  if (use.kind === 'compared')
    return switchedOver(use.node, type) ?? { outcome: 'tolerated', type, ...casesOf(use.node) };
  if (use.kind === 'shown' || use.kind === 'prefix') return { outcome: 'tolerated', type };
  const holder = holderOf(use.node);
  if (holder === undefined) {
    // Whether whoever is given the error of a callee ends on it is another question.
    const inCallee = use.kind === 'plain' ? absenceInCallee(use.node, 0, file) : undefined;
    if (inCallee?.outcome === 'default' || inCallee?.outcome === 'tolerated')
      return inCallee.type === 'unknown' ? { ...inCallee, type } : inCallee;
    const returned = [...ancestors(use.node)].find((each) => /statement$|literal$/.test(each.type));
    return { outcome: returned?.type === 'return_statement' ? 'returned' : 'unchecked', type };
  }
  const held = absenceOfHeld(holder, file);
  return held.type === 'unknown' ? { ...held, type } : held;
}

function eitherOf(use: Use, type: Absence['type']): Absence {
  const last = use.others?.at(-1);
  if (last === undefined || /[gG]et[eE]nv\(/.test(last.text)) return { outcome: 'tolerated', type };
  return { outcome: 'default', fallback: last, type };
}

/** `if os.Getenv("KEY") == "" { log.Fatal(…) }` */
function testedInPlace(node: GoNode, type: Absence['type']): Absence {
  const condition = [...ancestors(node)].find((each) => each.field === 'condition');
  const statement = condition?.parent ?? (node.field === 'condition' ? node.parent : undefined);
  const text = (condition ?? node).text;
  // `if !viper.IsSet("db.url") { log.Fatal(…) }`
  const negative = text.includes('==') || node.text.startsWith('!') || text.includes(`!${node.text}`);
  const block = negative ? child(statement, 'consequence') : statement && alternativeOf(statement);
  return { outcome: exits(block) ? 'exits' : 'tolerated', type };
}

function absenceOfHeld(holder: Holder, file: GoFile, level = 0): Absence {
  const uses = usesOf(holder, file);
  let type: Absence['type'] = 'unknown';
  let fallback: GoNode | undefined;
  let plain = false;
  let returned = false;
  let values: Absence['values'];
  for (const place of uses) {
    const test = testAround(place, holder);
    if (test?.kind === 'absent' && test.inCondition) {
      if (isBorne(test.block, place, file)) return { outcome: 'tolerated', type };
      if (exits(test.block)) return { outcome: 'exits', type: type === 'unknown' ? typeIn(uses, holder, file) : type };
      fallback ??= standIn(test, holder);
    }
    if (test?.kind === 'present' && test.inCondition) {
      const otherwise = alternativeOf(test.statement);
      if (exits(otherwise)) return { outcome: 'exits', type: typeIn(uses, holder, file) };
      const after = test.returns ? following(test.statement) : [];
      if (after.some((each) => each.type === 'return_statement' && returnsError(each)) || after.some(stops))
        return { outcome: 'exits', type: typeIn(uses, holder, file) };
      fallback ??= replacedBy(holder.text, test.block, file) ?? returnedValue([...statementsOf(otherwise), ...after]);
    }
    if (test !== undefined || place.text === holder.flag) continue;
    const use = useOf(place, file);
    if (use.type !== undefined && type === 'unknown') type = use.type;
    if (use.kind === 'compared') {
      const switched = switchedOver(use.node, type);
      if (switched?.outcome === 'exits') return switched;
      fallback ??= switched?.fallback;
      values ??= casesOf(use.node).values;
    }
    const around =
      use.kind !== 'plain'
        ? undefined
        : use.type !== undefined
          ? absenceOfConversion(use.node)
          : absenceInCallee(use.node, level, file);
    if (around?.outcome === 'exits') return { outcome: 'exits', type };
    fallback ??= around?.fallback;
    if (use.kind === 'plain' && around?.outcome !== 'tolerated') plain = true;
    if (place.parent?.parent?.type === 'return_statement') returned = true;
  }
  const known = type === 'unknown' ? typeIn(uses, holder, file) : type;
  if (fallback) return { outcome: 'default', fallback, type: known };
  const shared = { type: known, ...(values && { values }) };
  if (returned && plain) return { outcome: 'returned', ...shared };
  const isUnasked = plain && !uses.some((place) => isAnswer(place, holder));
  return { outcome: isUnasked || uses.length === 0 ? 'unchecked' : 'tolerated', ...shared };
}

function stops(node: GoNode): boolean {
  return node.type === 'expression_statement' && exits(node);
}

/** `n, err := strconv.Atoi(value)`, then what is done about `err`. */
function absenceOfConversion(node: GoNode): Absence | undefined {
  const holder = holderOf(node);
  if (holder?.flag === undefined) return undefined;
  if (holder.flag === '_') return { outcome: 'tolerated', type: 'unknown' };
  const statement = [...ancestors(holder.at)].find((each) => each.type === 'if_statement');
  const own = statement && child(statement, 'initializer')?.start === holder.at.start ? statement : undefined;
  const next = own ?? following(holder.at)[0];
  if (next?.type !== 'if_statement') return undefined;
  const condition = child(next, 'condition')?.text ?? '';
  if (condition.includes(`${holder.flag} != nil`)) {
    const block = child(next, 'consequence');
    if (exits(block)) return { outcome: 'exits', type: 'unknown' };
    const fallback = standIn({ block }, holder);
    return { outcome: fallback ? 'default' : 'tolerated', type: 'unknown', ...(fallback && { fallback }) };
  }
  if (!condition.includes(`${holder.flag} == nil`)) return undefined;
  // `if n, err := strconv.Atoi(value); err == nil { return n }`, and what comes after.
  const returns = statementsOf(child(next, 'consequence')).some((each) => each.type === 'return_statement');
  const after = [...statementsOf(alternativeOf(next)), ...(returns ? afterwards(next) : [])];
  if (exits(alternativeOf(next)) || after.some((each) => stops(each) || isErrorReturn(each)))
    return { outcome: 'exits', type: 'unknown' };
  const fallback = returnedValue(after);
  return { outcome: fallback ? 'default' : 'tolerated', type: 'unknown', ...(fallback && { fallback }) };
}

/** What runs after a statement that returns when all is well: in its block, then around it. */
function afterwards(statement: GoNode): readonly GoNode[] {
  const own = following(statement);
  const outer = [...ancestors(statement)].find((each) => each.type === 'if_statement' || isFunction(each));
  return own.length > 0 || outer === undefined || isFunction(outer) ? own : afterwards(outer);
}

function isErrorReturn(node: GoNode): boolean {
  return node.type === 'return_statement' && returnsError(node);
}

/** `connect(kind)`, with `connect` in this file: what becomes of its parameter. */
function absenceInCallee(node: GoNode, level: number, file: GoFile): Absence | undefined {
  const call =
    node.parent?.type === 'argument_list' ? node.parent.parent && file.callAt.get(node.parent.parent) : undefined;
  const callee = call?.package === undefined ? call && file.functions.get(call.name) : undefined;
  const parameter = callee?.params[node.parent?.children.indexOf(node) ?? -1];
  if (callee?.body === undefined || parameter === undefined || parameter.variadic || level > 2) return undefined;
  const absence = absenceOfHeld(
    { text: parameter.name, isField: false, flag: undefined, at: callee.body, area: callee.body },
    file,
    level + 1,
  );
  // What stands in may be given by the call: `parseCount(value, 3)`.
  const given = callee.params.findIndex(({ name }) => name === absence.fallback?.text);
  const argument = call?.args[given];
  return argument === undefined ? absence : { ...absence, fallback: argument };
}

function typeIn(uses: readonly GoNode[], holder: Holder, file: GoFile): Absence['type'] {
  for (const place of uses) {
    if (place.text === holder.flag) continue;
    const { type } = useOf(place, file);
    if (type !== undefined && type !== 'string') return type;
  }
  return 'unknown';
}

interface Test {
  readonly kind: 'absent' | 'present';
  /** The node is part of the condition itself, not of the guarded block. */
  readonly inCondition: boolean;
  readonly statement: GoNode;
  readonly block: GoNode | undefined;
  readonly returns: boolean;
}

/** The `if` around a place that asks whether the holder is set. */
function testAround(place: GoNode, holder: Holder): Test | undefined {
  for (const statement of ancestors(place)) {
    if (statement.type === 'func_literal') continue;
    const isCase = statement.type === 'expression_case';
    if (statement.type !== 'if_statement' && !isCase) continue;
    const condition = child(statement, isCase ? 'value' : 'condition');
    const kind = condition && testKind(condition.text, holder);
    if (kind === undefined || condition === undefined) continue;
    const block = isCase ? statement : child(statement, 'consequence');
    const inCondition = place.start >= condition.start && place.end <= condition.end;
    const guarded = block !== undefined && place.start >= block.start && place.end <= block.end;
    if (!inCondition && !guarded) continue;
    const returns = statementsOf(block).some((each) =>
      [...ownNodes(each)].some((inner) => inner.type === 'return_statement'),
    );
    return { kind, inCondition, statement, block, returns };
  }
  return undefined;
}

function testKind(condition: string, holder: Holder): Test['kind'] | undefined {
  const names = [holder.text.slice(holder.text.lastIndexOf('.') + 1), holder.flag ?? ''];
  if (!names.some((each) => each !== '' && condition.includes(each))) return undefined;
  const name = holder.isField
    ? `[\\w.]*\\b${holder.text.split('.').at(-1)}`
    : `\\b${holder.text.replaceAll('.', '\\.')}`;
  const value = `(?:strings\\.TrimSpace\\()?${name}\\)?`;
  const flag = holder.flag && holder.flag !== '_' ? `\\b${holder.flag}\\b` : undefined;
  if (new RegExp(`${value} == (""|0|nil)|"" == ${value}|len\\(${value}\\) (== 0|< 1)`).test(condition)) return 'absent';
  if (flag && new RegExp(`!${flag}|${flag} (!= nil|== false)`).test(condition)) return 'absent';
  if (new RegExp(`${value} (!= (""|nil)|[!>] ?=? ?0)|"" != ${value}|len\\(${value}\\) (> 0|!= 0|>= 1)`).test(condition))
    return 'present';
  if (flag && new RegExp(`(^|[^!\\w])${flag}(?! != nil)`).test(condition)) return 'present';
  return undefined;
}

/** What a block puts in the holder's place: an assignment to it, or the value it returns. */
function standIn(test: { readonly block: GoNode | undefined }, holder: Holder): GoNode | undefined {
  for (const node of test.block ? ownNodes(test.block) : []) {
    if (node.type !== 'assignment_statement') continue;
    const at = listed(child(node, 'left')).findIndex((target) => sameHolder(target, holder));
    if (at !== -1) return listed(child(node, 'right'))[at];
  }
  return returnedValue(statementsOf(test.block));
}

function sameHolder(target: GoNode, holder: Holder): boolean {
  const field = holder.text.split('.').at(-1);
  return target.text === holder.text || (holder.isField && child(target, 'field')?.text === field);
}
