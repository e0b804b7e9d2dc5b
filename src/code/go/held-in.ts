import type { HeldIn } from '../../shape/code-facts.ts';
import { calleeName } from './call.ts';
import { declarationAround, type GoAssignment, type GoFile } from './model.ts';
import { ancestors, bare, child, type GoNode } from './tree.ts';

const MOST_STEPS = 8;
const MOST_HELD = 20;
/** Calls that make a value of a value and do nothing else. */
const MAKES = /^(strings|strconv|filepath|path|time|cmp)\.|^(string|int|int64|len|fmt\.Sprintf|url\.Parse)$/;
/** What a file of settings calls its own functions that do the same. */
const OWN_MAKES = /^(get|env|parse|split|to|as|default|fallback|coalesce|first|trim|bool|int|string|duration|list)/i;

/**
 * The fields of the program's own structs that take the value at a node, when nothing else does: `Config{Host: …}`,
 * `cfg.Host = …`, also by way of local variables. Undefined where some of it goes elsewhere, or that cannot be told.
 */
export function heldIn(node: GoNode, file: GoFile): readonly HeldIn[] | undefined {
  const held = follow(node, file, new Set());
  return held !== undefined && held.length > 0 && held.length <= MOST_HELD ? held : undefined;
}

function follow(node: GoNode, file: GoFile, seen: Set<string>): readonly HeldIn[] | undefined {
  if (seen.size > MOST_STEPS) return undefined;
  for (let at = node, parent = node.parent; parent !== undefined; at = parent, parent = parent.parent) {
    if (parent.type === 'keyed_element') return at.field === 'key' ? undefined : inLiteral(parent, file);
    if (isStatement(parent)) return inAssignment(at, parent, { file, seen });
    if (parent.type === 'binary_expression' && isTest(parent)) return [];
    if (!passesOn(parent, file)) return undefined;
  }
  return undefined;
}

function isStatement({ type }: GoNode): boolean {
  return type === 'short_var_declaration' || type === 'assignment_statement' || type === 'var_spec';
}

const GIVES_UP = /\b(Fatal\w*|panic|Exit)\(|\breturn\b.*\b(err\w*|Errorf|New)\b/;

/** `if host == "" { host = "oven" }`: a question, which nobody is told the answer of. */
function isTest(comparison: GoNode): boolean {
  const around = [...ancestors(comparison)].find(({ type }) => !/^(binary|unary|parenthesized)_expression$/.test(type));
  return around?.type === 'if_statement' && !GIVES_UP.test(child(around, 'consequence')?.text ?? '');
}

/** Whether an expression is made of a value and has no other effect. */
function passesOn(outer: GoNode, file: GoFile): boolean {
  if (/^(parenthesized_expression|binary_expression|literal_element|expression_list|argument_list)$/.test(outer.type))
    return true;
  const call = file.callAt.get(outer);
  if (call === undefined) return false;
  const name = calleeName(call);
  return MAKES.test(name) || (call.receiver === undefined && OWN_MAKES.test(name) && file.functions.has(name));
}

function inLiteral(element: GoNode, file: GoFile): readonly HeldIn[] | undefined {
  const body = element.parent;
  const literal = body?.type === 'literal_value' ? body.parent : undefined;
  const type = literal?.type === 'composite_literal' ? child(literal, 'type') : undefined;
  const key = (child(element, 'key') ?? element.children[0])?.text;
  if (type?.type !== 'type_identifier' || key === undefined || !/^[A-Za-z_]\w*$/.test(key)) return undefined;
  return file.structs.has(type.text) ? [{ member: key, type: type.text }] : undefined;
}

interface Following {
  readonly file: GoFile;
  readonly seen: Set<string>;
}

function inAssignment(value: GoNode, statement: GoNode, following: Following): readonly HeldIn[] | undefined {
  const { file } = following;
  if (value.field === 'left' || value.field === 'name') return [];
  const targets = [...file.assignments.values()].flat().filter((each) => isTargetOf(each, statement));
  const [only, ...more] = targets;
  if (only === undefined || more.length > 0) return undefined;
  const { target } = only;
  if (target.type === 'identifier') return inVariable(target, following);
  if (target.type !== 'selector_expression') return undefined;
  const type = typeOfObject(child(target, 'operand'), file);
  const member = child(target, 'field')?.text;
  return type === undefined || member === undefined ? undefined : [{ member, type }];
}

function isTargetOf({ target }: GoAssignment, statement: GoNode): boolean {
  return statement.start <= target.start && target.end <= statement.end;
}

/** Every later use of a local variable must end in a field. */
function inVariable(target: GoNode, { file, seen }: Following): readonly HeldIn[] | undefined {
  const around = declarationAround(file, target)?.node;
  if (around === undefined || target.text === '_') return undefined;
  if (seen.has(target.text)) return [];
  seen.add(target.text);
  const held: HeldIn[] = [];
  for (const use of file.identifiers.get(target.text) ?? []) {
    const isLater = use !== target && use.start > target.start && use.end <= around.end;
    if (!isLater || isAssigned(use)) continue;
    const found = follow(use, file, seen);
    if (found === undefined) return undefined;
    held.push(...found);
  }
  return held;
}

function isAssigned(use: GoNode): boolean {
  const list = use.parent?.type === 'expression_list' ? use.parent : use;
  return list.field === 'left' && list.parent !== undefined && isStatement(list.parent);
}

/** The struct of this file that an object is one of, as its declaration says. */
function typeOfObject(object: GoNode | undefined, file: GoFile): string | undefined {
  if (object?.type !== 'identifier') return undefined;
  const parameter = declarationAround(file, object)?.params.find(({ name }) => name === object.text);
  const values = (file.assignments.get(object.text) ?? []).flatMap(({ value }) => (value ? [bare(value)] : []));
  const names = parameter ? [parameter.type.replace(/^\*/, '')] : values.map(typeOfValue);
  const [first] = names;
  return first !== undefined && file.structs.has(first) && names.every((name) => name === first) ? first : undefined;
}

function typeOfValue(value: GoNode): string | undefined {
  if (value.type === 'composite_literal') return child(value, 'type')?.text;
  return /^new\((\w+)\)$/.exec(value.text)?.[1];
}
