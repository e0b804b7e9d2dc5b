import { fieldOf, type Syntax } from '../syntax.ts';
import type { ReadType } from './reading.ts';
import { callOf } from './syntax.ts';

/** What a cast or a call makes of a value. */
export interface Conversion {
  readonly node: Syntax;
  readonly type?: ReadType;
  /** Nothing is as good as a value: false. */
  readonly isOptional?: boolean;
  readonly throws?: boolean;
  /** What comes out stands for the value: what becomes of that counts. */
  readonly keeps: boolean;
}

const CASTS: Readonly<Record<string, ReadType>> = {
  int: 'integer',
  integer: 'integer',
  float: 'number',
  double: 'number',
  bool: 'boolean',
  boolean: 'boolean',
  string: 'string',
};

const FUNCTIONS: Readonly<Record<string, ReadType>> = {
  intval: 'integer',
  floatval: 'number',
  boolval: 'boolean',
  json_decode: 'json',
  explode: 'list',
  preg_split: 'list',
  str_getcsv: 'list',
  parse_url: 'url',
};

const FILTERS: readonly (readonly [RegExp, ReadType])[] = [
  [/BOOL/, 'boolean'],
  [/INT/, 'integer'],
  [/FLOAT/, 'number'],
  [/URL/, 'url'],
];

const KEEPS =
  /^(trim|rtrim|ltrim|strtolower|strtoupper|str|strval|untrailingslashit|trailingslashit|realpath|base64_decode|urldecode|stripslashes)$/;

/** @param parent a cast, or the argument of a call */
export function conversionOf(parent: Syntax): Conversion | undefined {
  if (parent.type === 'cast_expression') {
    const type =
      CASTS[
        fieldOf(parent, 'type')
          ?.text.replace(/[()\s]/g, '')
          .toLowerCase() ?? ''
      ];
    return { node: parent, keeps: true, ...(type && type !== 'string' && { type }), isOptional: type === 'boolean' };
  }
  const node = parent.parent?.parent;
  const call = node && callOf(node);
  if (node === undefined || call?.kind !== 'function') return undefined;
  if (KEEPS.test(call.name)) return { node, keeps: true };
  if (/^(abort_unless|throw_unless|assert)$/.test(call.name) && call.args[0]?.value === parent.children.at(-1))
    return { node, keeps: false, throws: true };
  if (call.name === 'filter_var') {
    const filter = call.args[1]?.value.text ?? '';
    const type = FILTERS.find(([pattern]) => pattern.test(filter))?.[1];
    return { node, keeps: true, ...(type && { type }), isOptional: type === 'boolean' };
  }
  const type = FUNCTIONS[call.name];
  return type === undefined ? undefined : { node, type, keeps: true, isOptional: type === 'boolean' };
}
