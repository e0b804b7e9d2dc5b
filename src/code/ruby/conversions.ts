import { fieldOf } from '../syntax.ts';
import type { ReadType } from './reading.ts';
import { elementsOf, plainString } from './strings.ts';
import { callOf, constantName, type RbNode } from './syntax.ts';

export interface Conversion {
  /** The expression that holds what was made. */
  readonly node: RbNode;
  readonly type?: ReadType;
  /** It raises for nil. */
  readonly raises: boolean;
  /** Whatever it is, the program goes on. */
  readonly isOptional: boolean;
}

const TEXT_METHODS =
  /^(strip|lstrip|rstrip|chomp|chop|downcase|upcase|capitalize|gsub|sub|tr|to_sym|intern|start_with\?|end_with\?|match|match\?|length|size|include\?|delete_suffix|delete_prefix|squeeze|unpack1?|bytes|chars|encode|force_encoding|constantize|classify|camelize|titleize|slice|\[\]|concat|lines|unicode_normalize|to_r|to_c)$/;
/** Methods that nil has as well. */
const NIL_METHODS =
  /^(to_s|to_i|to_f|to_a|to_h|inspect|to_json|in\?|eql\?|equal\?|try|is_a\?|kind_of\?|instance_of\?|===|casecmp\?|to_param|to_query|hash|respond_to\?|as_json)$/;
const BOOLEAN_WORDS = /^(true|false|1|0|yes|no|on|off|y|n|t|f|enabled|disabled|)$/i;

/** What is made of a value right where it stands: `x.to_i`, `Integer(x)`, `x.split(',')`, `x == 'true'`. */
export function conversionAround(at: RbNode, parent: RbNode): Conversion | undefined {
  if (parent.type === 'call' && at.field === 'receiver') return methodConversion(parent);
  if (parent.type === 'argument_list') return argumentConversion(at, parent);
  if (parent.type === 'binary') return comparison(at, parent);
  if (parent.type === 'element_reference' && at.field === 'object')
    return { node: parent, raises: true, isOptional: false };
  return undefined;
}

function methodConversion(parent: RbNode): Conversion | undefined {
  const call = callOf(parent);
  if (call === undefined) return undefined;
  const { name } = call;
  const isSafe = fieldOf(parent, 'operator')?.text === '&.';
  const made = { node: parent, raises: !isSafe, isOptional: isSafe };
  if (name === 'presence') return { node: parent, raises: false, isOptional: true };
  if (name === 'then' || name === 'itself' || name === 'dup' || name === 'freeze')
    return { node: parent, raises: false, isOptional: false };
  if (name === 'to_i') return { node: parent, type: 'integer', raises: false, isOptional: false };
  if (name === 'to_f') return { node: parent, type: 'number', raises: false, isOptional: false };
  if (/^(to_bool|to_boolean|to_b)$/.test(name)) return { ...made, type: 'boolean' };
  if (name === 'split') return { ...made, type: 'list' };
  if (NIL_METHODS.test(name)) return { node: parent, raises: false, isOptional: true };
  return TEXT_METHODS.test(name) ? made : undefined;
}

function argumentConversion(at: RbNode, list: RbNode): Conversion | undefined {
  const call = list.parent && callOf(list.parent);
  if (call === undefined || list.children[0] !== at) return undefined;
  const { node, name, receiver } = call;
  const owner = receiver ? (constantName(receiver) ?? '') : '';
  const raises = { node, raises: true, isOptional: false };
  if (receiver === undefined) {
    if (name === 'Integer') return { ...raises, type: 'integer', raises: call.options.get('exception') === undefined };
    if (name === 'Float' || name === 'BigDecimal') return { ...raises, type: 'number' };
    if (name === 'URI') return { ...raises, type: 'url' };
    if (name === 'String' || name === 'Array') return { node, raises: false, isOptional: true };
    return /(^|_)(to_)?bool(ean)?$|^(truthy|enabled)\?$/i.test(name)
      ? { node, type: 'boolean', raises: false, isOptional: true }
      : undefined;
  }
  if (/^(::)?(URI|Addressable::URI)$/.test(owner) && /^(parse|join)$/.test(name)) return { ...raises, type: 'url' };
  if (owner === 'JSON' && /^(parse!?|load)$/.test(name)) return { ...raises, type: 'json' };
  if (/^Base64$/.test(owner) && /decode64$/.test(name)) return raises;
  if (/^(File|Pathname)$/.test(owner) && /^(read|open|join|expand_path|new|binread|readlines)$/.test(name))
    return raises;
  if (/^(Date|Time|DateTime)$/.test(owner) && name === 'parse') return raises;
  if ((/Boolean/.test(receiver.text) && name === 'cast') || /^to_boolean$/.test(name))
    return { node, type: 'boolean', raises: false, isOptional: true };
  if (/^(include\?|member\?|cover\?|match\?|exist\?|file\?|directory\?)$/.test(name)) {
    const texts = (elementsOf(receiver) ?? []).flatMap((each) => plainString(each) ?? []);
    const isBoolean = texts.length > 0 && texts.every((text) => BOOLEAN_WORDS.test(text));
    return { node, raises: false, isOptional: true, ...(isBoolean && { type: 'boolean' }) };
  }
  return undefined;
}

/** `x == 'true'`, `x != 'false'`, `x =~ /^on$/`. */
function comparison(at: RbNode, parent: RbNode): Conversion | undefined {
  const operator = fieldOf(parent, 'operator')?.text ?? '';
  const other = fieldOf(parent, at.field === 'left' ? 'right' : 'left');
  if (!/^(==|!=|=~|!~|===)$/.test(operator) || other === undefined) return undefined;
  // A comparison with nothing asks whether it is there.
  if (other.type === 'nil' || plainString(other) === '') return undefined;
  const text = plainString(other);
  return {
    node: parent,
    raises: false,
    isOptional: true,
    ...(text !== undefined && BOOLEAN_WORDS.test(text) && { type: 'boolean' }),
  };
}
