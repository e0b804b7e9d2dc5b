import dotenv from 'dotenv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../../src/text/dotenv-syntax.ts';

/** Pieces from which nearly every branch of the grammar can be put together. */
const PIECE = fc.constantFrom(
  ...['OVEN', 'TRAY_1', 'a.b-c', 'export', 'export ', '=', ' = ', ':', ': ', ' ', '\t', '\n', '\n\n', '\r\n', '\r'],
  ...[
    '"',
    "'",
    '`',
    '\\',
    '\\"',
    "\\'",
    '\\n',
    '\\r',
    '#',
    ' # ',
    '$OVEN',
    '$',
    '{OVEN}',
    'rye bread',
    'ü',
    '\uFEFF',
    '__proto__',
  ],
);
const FILE = fc.array(PIECE, { maxLength: 40 }).map((pieces) => pieces.join(''));

function lastOfEach(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const { name, value } of parseDotenv(text, 'dotenv').entries) if (value !== undefined) values.set(name, value);
  return values;
}

describe('the dialect of the node package', () => {
  it('gives the names and values that dotenv itself gives, for any text', () => {
    fc.assert(
      fc.property(FILE, (text) => {
        const expected = Object.entries(dotenv.parse(text));

        // An object cannot hold `__proto__`: the oracle loses it, and that is its defect, not the language's.
        const actual = [...lastOfEach(text)].filter(([name]) => name !== '__proto__');

        expect(new Map(actual)).toEqual(new Map(expected));
      }),
      { numRuns: 3000 },
    );
  });

  it('N181 keeps names such as __proto__ and constructor as plain names', () => {
    const { entries } = parseDotenv('__proto__=rye\nconstructor=oat\n', 'dotenv');

    expect(entries.map(({ name, value }) => [name, value])).toEqual([
      ['__proto__', 'rye'],
      ['constructor', 'oat'],
    ]);
  });
});
