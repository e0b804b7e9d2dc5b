import type { ReadType } from './reading.ts';
import { type CsNode, childOf, lastName, typeName } from './syntax.ts';

export interface Conversion {
  readonly node: CsNode;
  readonly type?: ReadType;
  /** It fails for nothing. */
  readonly throws: boolean;
  readonly isOptional: boolean;
}

const PARSERS: readonly (readonly [RegExp, ReadType])[] = [
  [/^(int|long|short|ushort|uint|byte|Int32|Int64|UInt16|BigInteger)$/, 'integer'],
  [/^(double|float|decimal|Double|Decimal)$/, 'number'],
  [/^(bool|Boolean)$/, 'boolean'],
  [/^TimeSpan$/, 'duration'],
  [/^(Guid|DateTime|DateTimeOffset|IPAddress|Enum|Version)$/, 'string'],
];
const STRING_MEMBERS =
  /^(Split|Trim|TrimEnd|TrimStart|ToLower|ToUpper|ToLowerInvariant|ToUpperInvariant|Replace|StartsWith|EndsWith|Contains|Length|Substring|IndexOf|LastIndexOf|ToCharArray|Insert|PadLeft)$/;

/** What the code around a value makes of it. */
export function conversionAround(at: CsNode, parent: CsNode): Conversion | undefined {
  if (parent.type === 'argument') return converted(parent);
  if (parent.type !== 'member_access_expression' || at.field !== 'expression') return undefined;
  const member = lastName(parent) ?? '';
  const call = parent.parent?.type === 'invocation_expression' ? parent.parent : undefined;
  if (member === 'ToString' || member === 'Value') return { node: call ?? parent, throws: false, isOptional: false };
  if (!STRING_MEMBERS.test(member)) return undefined;
  return { node: call ?? parent, throws: true, isOptional: false, ...(member === 'Split' && { type: 'list' }) };
}

function converted(argument: CsNode): Conversion | undefined {
  const list = argument.parent;
  const call = list?.parent;
  if (call === undefined || list?.children[0] !== argument) return undefined;
  if (call.type === 'object_creation_expression')
    return typeName(childOf(call, 'type')) === 'Uri'
      ? { node: call, type: 'url', throws: true, isOptional: false }
      : undefined;
  if (call.type !== 'invocation_expression') return undefined;
  const callee = childOf(call, 'function');
  const name = lastName(callee) ?? '';
  const owner = lastName(childOf(callee, 'expression')) ?? childOf(callee, 'expression')?.text ?? '';
  const type = PARSERS.find(([pattern]) => pattern.test(owner))?.[1];
  if (name === 'Parse' && type !== undefined) return { node: call, type, throws: true, isOptional: false };
  if (name === 'TryParse') return { node: call, ...(type && { type }), throws: false, isOptional: true };
  if (owner === 'Uri' && name === 'TryCreate') return { node: call, type: 'url', throws: false, isOptional: true };
  if (owner === 'Convert') return convertedBy(name, call);
  const isDemand =
    /^(ThrowIfNull|ThrowIfNullOrEmpty|ThrowIfNullOrWhiteSpace|NotNull|NotNullOrEmpty|NotNullOrWhiteSpace)$/.test(
      name,
    ) || /\bGuard\.Against\.\w+$/.test(callee?.text ?? '');
  if (isDemand) return { node: call, throws: true, isOptional: false };
  if (owner === 'JsonSerializer' || (owner === 'JsonConvert' && /^Deserialize/.test(name)))
    return { node: call, type: 'json', throws: true, isOptional: false };
  return /^GetBytes$/.test(name) && /Encoding/.test(callee?.text ?? '')
    ? { node: call, throws: true, isOptional: false }
    : undefined;
}

/** `Convert` takes nothing for 0 or false. */
function convertedBy(name: string, call: CsNode): Conversion | undefined {
  if (/^ToU?Int\d+$/.test(name)) return { node: call, type: 'integer', throws: false, isOptional: true };
  if (name === 'ToBoolean') return { node: call, type: 'boolean', throws: false, isOptional: true };
  if (/^To(Double|Decimal|Single)$/.test(name)) return { node: call, type: 'number', throws: false, isOptional: true };
  return name === 'FromBase64String' ? { node: call, throws: true, isOptional: false } : undefined;
}
