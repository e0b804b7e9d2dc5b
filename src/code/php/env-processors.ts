import type { ReadType } from './reading.ts';

/** What stands between `%env(` and `)%`: `int:default:fallback:PORT`. */
export interface EnvPlaceholder {
  readonly name: string;
  /** Offset of the name in the text. */
  readonly at: number;
  readonly type: ReadType;
  /** A processor stands in for a variable that is not set; the parameter that it names, where it names one. */
  readonly standIn?: { readonly parameter?: string };
  /** The value is only a path of its own: what it holds is read from there, or a part of it is taken. */
  readonly isWhole: boolean;
}

const TYPES: Readonly<Record<string, ReadType>> = {
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  not: 'boolean',
  json: 'json',
  csv: 'list',
  url: 'url',
  query_string: 'string',
  string: 'string',
  enum: 'enum',
};

/** `%env(X)%` with processors, as Symfony's configuration writes it. */
export function placeholdersOf(text: string): EnvPlaceholder[] {
  return [...text.matchAll(/%env\(([^()%\s]*?)([A-Za-z_]\w*)\)%/g)].map((match) => {
    const [, chain = '', name = ''] = match;
    const parts = chain.split(':').slice(0, -1);
    const standIn = standInOf(parts);
    return {
      name,
      at: (match.index ?? 0) + '%env('.length + chain.length,
      type: parts.map((part) => TYPES[part]).find((type) => type !== undefined) ?? 'unknown',
      isWhole: parts.every((part) =>
        /^(string|int|float|bool|trim|resolve|not|default|urlencode|nullable)$/.test(part),
      ),
      ...(standIn && { standIn }),
    };
  });
}

/** `default:fallback_param:X`; with an empty parameter it is null. */
function standInOf(parts: readonly string[]): EnvPlaceholder['standIn'] {
  const at = parts.indexOf('default');
  if (at < 0) return parts.includes('defined') ? {} : undefined;
  const parameter = parts[at + 1];
  return parameter === undefined || parameter === '' ? {} : { parameter };
}
