// What sigs.k8s.io/yaml (kubectl, Helm, kustomize) makes of a scalar: YAML 1.1 booleans and Go's number syntax.
import type { YamlNode, YamlScalar } from './yaml.ts';

const TRUE = /^(y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const NULL = /^(~|null|Null|NULL|)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const INFINITE = /^([-+]?)\.(inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(nan|NaN|NAN)$/;
const BASED = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+)$/;

/** The value that a Go program reads from a scalar. Quoted and block scalars are always strings (N004, N005, N006). */
export function scalarValue(node: YamlScalar): string | number | boolean | null {
  const type = shortTag(node.tag);
  if (type === 'binary') return Buffer.from(node.text, 'base64').toString('utf8');
  if (type === 'str' || (!node.plain && type === undefined)) return node.text;
  return resolve(node.text);
}

function resolve(text: string): string | number | boolean | null {
  if (NULL.test(text)) return null;
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  if (NOT_A_NUMBER.test(text)) return Number.NaN;
  const infinite = INFINITE.exec(text);
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (!/^[-+.0-9]/.test(text)) return text;
  const digits = text.replaceAll('_', '');
  const based = BASED.exec(digits);
  if (based) return based[1] === '-' ? -fromBase(based[2] ?? '') : fromBase(based[2] ?? '');
  return FLOAT.test(digits) ? Number(digits) : text;
}

/** `0644` and `0o644` are octal; JavaScript knows the other prefixes. */
function fromBase(text: string): number {
  return Number(/^0[0-7]/.test(text) ? `0o${text.slice(1)}` : text);
}

/** `!!str` and `!<tag:yaml.org,2002:str>` are the same tag; other tags are not Go's business. */
function shortTag(tag: string | undefined): string | undefined {
  return tag === undefined ? undefined : /^(?:!!|!?<?tag:yaml\.org,2002:)([a-z]+)>?$/.exec(tag)?.[1];
}

/** A node as plain data. Maps have no prototype, so that a key such as `__proto__` is a key. */
export function toPlain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return scalarValue(node);
  if (node.kind === 'list') return node.items.map(toPlain);
  const map: Record<string, unknown> = Object.create(null);
  for (const entry of node.entries) map[entry.key] = toPlain(entry.value);
  return map;
}
