import { type AssembledText, literalOf, UNKNOWN } from '../assembled-text.ts';
import { fieldOf, type Syntax } from '../syntax.ts';
import { className, keyOf } from './file.ts';
import type { Reading } from './reading.ts';
import { bare, classAround, entriesOf, lastName } from './syntax.ts';
import { evaluate } from './values.ts';
import { assignmentsTo } from './variables.ts';

const MOST_DEPTH = 12;

/** `$config['host']` of an array that is written out. */
export function valueOfElement(reading: Reading, at: Syntax, depth: number): AssembledText {
  const [object, index] = at.children;
  const key = index && literalOf(evaluate(reading, index, depth + 1));
  const array = object && key !== undefined ? arrayOf(reading, object, depth + 1) : undefined;
  const entry = array && entriesOf(array).find((each) => each.key && literalOf(evaluate(reading, each.key)) === key);
  return entry ? evaluate(reading, entry.value, depth + 1) : UNKNOWN;
}

/** The array literal that an expression stands for. */
export function arrayOf(reading: Reading, node: Syntax | undefined, depth = 0): Syntax | undefined {
  if (node === undefined || depth > MOST_DEPTH) return undefined;
  const at = bare(node);
  const { file } = reading;
  if (at.type === 'array_creation_expression') return at;
  if (at.type === 'variable_name') {
    const [first, second] = assignmentsTo(file, at);
    return second === undefined ? arrayOf(reading, first?.value, depth + 1) : undefined;
  }
  if (at.type === 'class_constant_access_expression') {
    const [scope, name] = at.children;
    const owner = /^(self|static)$/.test(scope?.text ?? '') ? className(classAround(at)) : lastName(scope?.text ?? '');
    return arrayOf(reading, file.constants.get(`${owner}.${name?.text ?? ''}`), depth + 1);
  }
  const key = keyOf(at);
  if (key !== undefined) {
    const owner = classAround(at);
    const declared = file.properties.get(`${className(owner)}.${key.slice('this.'.length)}`);
    const given = (file.assignments.get(key) ?? []).filter(({ node: each }) => classAround(each) === owner);
    const own = fieldOf(declared, 'default_value');
    const isEmpty = own === undefined || own.type === 'null' || own.text === '[]';
    const value = given.length === 0 ? own : given.length === 1 && isEmpty ? given[0]?.value : undefined;
    return arrayOf(reading, value, depth + 1);
  }
  if (at.type !== 'subscript_expression') return undefined;
  const outer = arrayOf(reading, at.children[0], depth + 1);
  const index = literalOf(evaluate(reading, at.children[1], depth + 1));
  const entry = outer && entriesOf(outer).find(({ key: each }) => each && literalOf(evaluate(reading, each)) === index);
  return arrayOf(reading, entry?.value, depth + 1);
}
