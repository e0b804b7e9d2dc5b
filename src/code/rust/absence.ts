import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { type CallSite, methodOn } from './call.ts';
import { borneBy } from './callers.ts';
import { exits, failureArm, okPattern } from './outcomes.ts';
import type { RustReader } from './reader.ts';
import { child, functionAround, isWrapper, lastOf, type RsNode } from './syntax.ts';
import { typeOfText } from './value-types.ts';

/** What becomes of a variable that is not set. */
export interface Absence {
  /**
   * `exits`: the program or the request ends with an error. `default`: something stands in. `borne`: the code goes on
   * without. `returned`: what was read is handed to the caller as it is.
   */
  readonly outcome: 'exits' | 'default' | 'borne' | 'returned';
  /** What stands in. */
  readonly fallback?: RsNode;
  readonly type: EnvironmentRead['type'];
  /** The outermost expression that still carries what was read. */
  readonly last: RsNode;
}

interface Walk {
  readonly reader: RustReader;
  readonly depth: number;
  type: EnvironmentRead['type'];
}

const MOST_DEPTH = 8;
const HANDS_ON =
  /^(ok|map|map_err|and_then|filter|as_deref|as_deref_mut|as_ref|as_mut|context|with_context|wrap_err|wrap_err_with|ok_or|ok_or_else|or|or_else|clone|cloned|copied|parse|trim|inspect|inspect_err|to_string|to_owned|into|try_into|err|flatten|transpose|as_str|to_lowercase|to_uppercase|into_string|change_context|attach_printable|into_diagnostic|tap_err|into_iter|to_string_lossy|await)$/;

/** Follows what was read through the methods called on it to where its absence is dealt with. */
export function absenceOf(node: RsNode, reader: RustReader, depth = 0): Absence {
  const walk: Walk = { reader, depth, type: 'unknown' };
  let current = node;
  for (let parent = current.parent; parent !== undefined; parent = current.parent) {
    const step = stepOver(current, parent, walk);
    if (step === undefined) break;
    if ('outcome' in step)
      return { ...step, type: walk.type === 'unknown' ? (step.type ?? 'unknown') : walk.type, last: current };
    current = step;
  }
  return { outcome: 'borne', type: walk.type, last: current };
}

type Ending = Pick<Absence, 'outcome'> & { readonly fallback?: RsNode; readonly type?: EnvironmentRead['type'] };
type Step = RsNode | Ending | undefined;

function stepOver(current: RsNode, parent: RsNode, walk: Walk): Step {
  switch (parent.type) {
    case 'try_expression':
      return propagated(parent, walk);
    case 'field_expression':
      return methodStep(current, walk);
    case 'let_declaration':
      return letStep(parent, walk);
    case 'let_condition':
      return conditionStep(parent);
    case 'match_expression':
      return current.field === 'value' ? matchStep(parent) : parent;
    case 'match_arm':
      return current.field === 'value' ? parent.parent?.parent : undefined;
    case 'if_expression':
    case 'else_clause':
      return current.field === 'condition' ? { outcome: 'borne' } : parent;
    case 'block':
      return lastOf(parent) === current ? parent : { outcome: 'borne' };
    case 'binary_expression':
      return { outcome: 'borne', ...(/[!=]=/.test(child(parent, 'operator')?.text ?? '') && comparedType(parent)) };
    case 'closure_expression':
      return closureStep(parent);
    case 'return_expression':
      return returnedFrom(functionAround(parent), walk);
    case 'function_item':
      return returnedFrom(parent, walk);
    case 'arguments':
      return argumentStep(parent);
    default:
      return isWrapper(parent) && parent.type !== 'expression_statement' ? parent : undefined;
  }
}

function comparedType(parent: RsNode): { readonly type?: EnvironmentRead['type'] } {
  return /"(true|false|1|0|yes|on)"/i.test(parent.text) ? { type: 'boolean' } : {};
}

function methodStep(current: RsNode, walk: Walk): Step {
  const method = methodOn(current);
  if (method === undefined) return { outcome: 'borne' };
  const { call, name } = method;
  const args = child(call, 'arguments')?.children ?? [];
  if (/^(unwrap|expect|unwrap_unchecked|expect_or_exit)$/.test(name)) return { outcome: 'exits' };
  if (/^(unwrap_or|map_or)$/.test(name)) return { outcome: 'default', ...(args[0] && { fallback: args[0] }) };
  if (/^(unwrap_or_else|map_or_else)$/.test(name)) return elseStep(args[0]);
  if (/^(is_err|is_none)$/.test(name)) return absentStep(call);
  if (name === 'or' && args[0] && /^Some\s*\(/.test(args[0].text))
    return { outcome: 'default', fallback: child(args[0], 'arguments')?.children[0] ?? args[0] };
  if (name === 'parse') walk.type = typeOfText(walk.reader.file.callAt.get(call)?.typeArguments ?? '');
  return HANDS_ON.test(name) ? call : { outcome: 'borne', ...(/^(eq|ne)$/.test(name) && comparedType(call)) };
}

function elseStep(closure: RsNode | undefined): Ending {
  const body = closure?.type === 'closure_expression' ? child(closure, 'body') : undefined;
  if (body === undefined) return { outcome: 'default' };
  return exits(body)
    ? { outcome: 'exits' }
    : { outcome: 'default', fallback: body.type === 'block' ? (lastOf(body) ?? body) : body };
}

/** `if env::var("PORT").is_err() { panic!(…) }` */
function absentStep(call: RsNode): Ending {
  const branch = call.parent?.type === 'if_expression' && call.field === 'condition' ? call.parent : undefined;
  return { outcome: branch && exits(child(branch, 'consequence')) ? 'exits' : 'borne' };
}

function letStep(statement: RsNode, { reader, depth }: Walk): Ending {
  const alternative = child(statement, 'alternative');
  if (alternative) return { outcome: exits(alternative) ? 'exits' : 'borne' };
  const pattern = child(statement, 'pattern');
  const block = statement.parent;
  if (pattern?.type !== 'identifier' || block === undefined || depth > MOST_DEPTH) return { outcome: 'borne' };
  const uses = (reader.file.identifiers.get(pattern.text) ?? []).filter(
    ({ start }) => start > statement.end && start < block.end,
  );
  const all = uses.map((use) => absenceOf(use, reader, depth + 1));
  const { outcome, fallback } = strongest(all) ?? { outcome: 'borne' as const };
  const known = all.find(({ type }) => type !== 'unknown')?.type;
  return { outcome, ...(fallback && { fallback }), ...(known && { type: known }) };
}

function strongest(all: readonly Absence[]): Absence | undefined {
  return (
    all.find(({ outcome }) => outcome === 'exits') ??
    all.find(({ outcome }) => outcome === 'returned') ??
    all.find(({ outcome }) => outcome === 'default') ??
    all[0]
  );
}

/** `if let Ok(port) = … { … } else { … }`: what stands in the other branch. */
function conditionStep(condition: RsNode): Ending {
  const around = condition.parent?.type === 'let_chain' ? condition.parent.parent : condition.parent;
  const otherwise = child(around, 'alternative')?.children[0];
  const isFailure = !okPattern(child(condition, 'pattern'));
  if (isFailure) return { outcome: exits(child(around, 'consequence')) ? 'exits' : 'borne' };
  if (otherwise === undefined) return { outcome: 'borne' };
  if (exits(otherwise)) return { outcome: 'exits' };
  const value = otherwise.type === 'block' ? lastOf(otherwise) : undefined;
  return value ? { outcome: 'default', fallback: value } : { outcome: 'borne' };
}

function matchStep(match: RsNode): Ending {
  const arm = failureArm(match);
  const value = child(arm, 'value');
  if (value === undefined) return { outcome: 'borne' };
  if (exits(value)) return { outcome: 'exits' };
  const given = value.type === 'block' ? lastOf(value) : value;
  const isValue = given !== undefined && !/^(unit_expression|return_expression|continue_expression)$/.test(given.type);
  return isValue && !/^None\b/.test(given.text) ? { outcome: 'default', fallback: given } : { outcome: 'borne' };
}

/** What a closure of `or_else` or `map` gives is what the method gives. */
function closureStep(closure: RsNode): Step {
  const call = closure.parent?.type === 'arguments' ? closure.parent.parent : undefined;
  const name = child(child(call, 'function'), 'field')?.text ?? '';
  return /^(or_else|and_then|map|unwrap_or_else|map_or_else|get_or_init)$/.test(name) ? call : { outcome: 'borne' };
}

/** `Some(env::var(…))` and `Ok(…)` only wrap; `or(env::var("B").ok())` is the value of the method. */
function argumentStep(list: RsNode): Step {
  const call = list.parent;
  const callee = child(call, 'function');
  if (/^(\w+::)*(Some|Ok)$/.test(callee?.text ?? '')) return call;
  if (/^(or|unwrap_or)$/.test(child(callee, 'field')?.text ?? '')) return call;
  return { outcome: 'borne' };
}

/** `?`: an error of the function, unless everyone who calls it goes on without what it gives. */
function propagated(node: RsNode, walk: Walk): Ending {
  for (let each = node.parent; each !== undefined && each.type !== 'function_item'; each = each.parent)
    if (each.type === 'closure_expression' && optionalClosure(each)) return { outcome: 'borne' };
  const owner = functionAround(node);
  if (borneBy(owner, walk.reader, walk.depth)) return { outcome: 'borne' };
  // A function that gives an `Option` says that there may be nothing.
  const givesOption = /^Option\b/.test(plainResult(owner));
  const isCalled = owner && sitesOf(child(owner, 'name')?.text ?? '', owner, walk.reader).length > 0;
  return { outcome: givesOption && !isCalled ? 'borne' : 'exits' };
}

function plainResult(owner: RsNode | undefined): string {
  return child(owner, 'return_type')?.text.replace(/^(\w+::)*/, '') ?? '';
}

/** `(|| Some(…))()` and the like end in an `Option`. */
function optionalClosure(closure: RsNode): boolean {
  return /^(Some|None)\b/.test(lastOf(child(closure, 'body') ?? closure)?.text ?? '');
}

function returnedFrom(owner: RsNode | undefined, { reader, depth }: Walk): Ending {
  const definition = owner && reader.file.functionAt.get(owner);
  if (definition === undefined || depth > MOST_DEPTH) return { outcome: 'returned' };
  const all = sitesOf(definition.name, definition.node, reader).map((site) => absenceOf(site.node, reader, depth + 1));
  const { outcome } = strongest(all) ?? { outcome: 'returned' as const };
  if (outcome !== 'returned') return { outcome };
  return { outcome: borneBy(owner, reader, depth) ? 'borne' : 'returned' };
}

/** The calls of a function in its own file, without those that it makes to itself. */
export function sitesOf(name: string, own: RsNode, { file }: Pick<RustReader, 'file'>): readonly CallSite[] {
  return (file.callsByName.get(name) ?? []).filter(({ node }) => node.start < own.start || node.end > own.end);
}
