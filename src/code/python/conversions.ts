import type { PythonModule } from './module.ts';
import { calleeName } from './names.ts';
import { operatorOf } from './os-environ.ts';
import type { ReadType } from './reading.ts';
import { stringText } from './strings.ts';
import { childOf, type PyNode } from './syntax.ts';

export interface Conversion {
  /** The expression that holds what was made. */
  readonly node: PyNode;
  readonly type: ReadType | undefined;
  /** Whatever it is, the program goes on: a comparison has an answer for a variable that is not set. */
  readonly isOptional: boolean;
  /** It raises for None. */
  readonly raises?: boolean;
}

const TYPES: Readonly<Record<string, ReadType>> = {
  int: 'integer',
  float: 'number',
  'decimal.Decimal': 'number',
  'json.loads': 'json',
  'yaml.safe_load': 'unknown',
  strtobool: 'boolean',
  'distutils.util.strtobool': 'boolean',
  'ast.literal_eval': 'unknown',
};
const KEEPING = new Set([
  'str',
  'Path',
  'pathlib.Path',
  'os.path.expanduser',
  'os.path.abspath',
  'SecretStr',
  'pydantic.SecretStr',
]);
const TEXT_METHODS = new Set([
  'lower',
  'upper',
  'strip',
  'rstrip',
  'lstrip',
  'casefold',
  'replace',
  'title',
  'capitalize',
  'encode',
  'removesuffix',
  'removeprefix',
]);

/** What is made of a value right where it stands: `int(x)`, `x.lower()`, `x.split(',')`, `x == 'true'`. */
export function conversionAround(module: PythonModule, node: PyNode): Conversion | undefined {
  const parent = node.parent;
  if (parent?.type === 'attribute' && node.field === 'object') return methodConversion(module, parent);
  if (parent?.type === 'argument_list' && parent.parent?.type === 'call') return callConversion(module, parent, node);
  if (parent?.type === 'comparison_operator') return comparisonConversion(module, parent, node);
  return undefined;
}

function methodConversion(module: PythonModule, attribute: PyNode): Conversion | undefined {
  const call = attribute.parent;
  if (call?.type !== 'call' || attribute.field !== 'function') return undefined;
  const method = module.textOf(childOf(attribute, 'attribute') ?? attribute);
  if (TEXT_METHODS.has(method)) return { node: call, type: undefined, isOptional: false, raises: true };
  if (method === 'split') return { node: call, type: 'list', isOptional: false, raises: true };
  return undefined;
}

function callConversion(module: PythonModule, list: PyNode, node: PyNode): Conversion | undefined {
  const call = list.parent;
  if (call === undefined || list.children[0] !== node) return undefined;
  const name = calleeName(module, call) ?? '';
  if (name === 'bool') return { node: call, type: 'boolean', isOptional: true };
  const type = TYPES[name];
  if (Object.hasOwn(TYPES, name) && type)
    return { node: call, type, isOptional: false, raises: name !== 'yaml.safe_load' };
  // Helpers of a project's own, by how they are called everywhere: `parse_boolean`, `int_or_none`.
  if (/(^|[._])((parse|str|to|as|get|is|env)_?)*(to|2)?_?bool(ean)?$|is_true$|asbool$/i.test(name))
    return { node: call, type: 'boolean', isOptional: false };
  if (/_or_none$/.test(name))
    return { node: call, type: /(^|[._])int_/.test(name) ? 'integer' : undefined, isOptional: true };
  return KEEPING.has(name) ? { node: call, type: undefined, isOptional: false } : undefined;
}

const BOOLEAN_WORDS = /^(true|false|1|0|yes|no|on|off|y|n|t|f|enabled|disabled|)$/i;

function comparisonConversion(module: PythonModule, comparison: PyNode, node: PyNode): Conversion | undefined {
  const operator = operatorOf(module, comparison).replace(/\s+/g, ' ');
  const other = comparison.children.find((child) => child !== node && child.field !== 'operators');
  if (other === undefined || !/^(==|!=|in|not in)$/.test(operator)) return undefined;
  const items = /^(list|tuple|set)$/.test(other.type) ? other.children : [other];
  const texts = items.map((item) => stringText(item, module.text)).filter((text) => text !== undefined);
  if (texts.length !== items.length || texts.every((text) => text === '')) return undefined;
  const isBoolean = texts.every((text) => BOOLEAN_WORDS.test(text));
  return { node: comparison, type: isBoolean ? 'boolean' : undefined, isOptional: true };
}
