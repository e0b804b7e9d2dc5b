import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DotenvDialect } from '../../src/text/dotenv-syntax.ts';
import { parseDotenv } from '../../src/text/dotenv-syntax.ts';

const DIALECTS = ['dotenv', 'compose', 'kustomize', 'kubectl', 'docker', 'raw'] as const satisfies DotenvDialect[];

const ERROR = Symbol('refused');
/** The name with no value. */
const ALONE = Symbol('alone');

type Expected = string | symbol;

/** What a dialect makes of one line that sets A; `live:` before a value whose `$X` it replaces. */
function read(text: string, dialect: DotenvDialect, name = 'A'): Expected | undefined {
  const { entries, errors } = parseDotenv(text, dialect);
  const entry = entries.find((candidate) => candidate.name === name);
  if (entry === undefined) return errors.length > 0 ? ERROR : undefined;
  if (entry.value === undefined) return ALONE;
  return entry.interpolates && entry.value.includes('$') ? `live:${entry.value}` : entry.value;
}

/** One column of the table for the readers that take the line as it is. */
function lines(kubernetes: Expected, docker: Expected = kubernetes) {
  return { kustomize: kubernetes, kubectl: kubernetes, docker, raw: docker };
}

const TABLE: readonly (readonly [string, Record<DotenvDialect, Expected>])[] = [
  ['A="x y"', { dotenv: 'x y', compose: 'x y', ...lines('"x y"') }],
  ["A='$B'", { dotenv: '$B', compose: '$B', ...lines("'$B'") }],
  ['A=$B', { dotenv: 'live:$B', compose: 'live:$B', ...lines('$B') }],
  ['A=x # c', { dotenv: 'x', compose: 'x', ...lines('x # c') }],
  ['A=p#q', { dotenv: 'p', compose: 'p#q', ...lines('p#q') }],
  ['A="p#q"', { dotenv: 'p#q', compose: 'p#q', ...lines('"p#q"') }],
  ['A', { dotenv: ALONE, compose: ALONE, ...lines(ALONE), kustomize: '' }],
  ['A=', { dotenv: '', compose: '', ...lines('') }],
  ['export A=1', { dotenv: '1', compose: '1', ...lines(ERROR) }],
  ['A="x\ny"', { dotenv: 'x\ny', compose: 'x\ny', ...lines('"x') }],
  ['A: 1', { dotenv: '1', compose: '1', ...lines(ERROR) }],
  ['A=x  ', { dotenv: 'x', compose: 'x', ...lines('x  ') }],
  ['  A=x', { dotenv: 'x', compose: 'x', ...lines('x') }],
  ['A="a\\nb"', { dotenv: 'a\nb', compose: 'a\nb', ...lines('"a\\nb"') }],
  ['A=$(cmd)', { dotenv: 'live:$(cmd)', compose: 'live:$(cmd)', ...lines('$(cmd)') }],
];

describe('dialects of dotenv files', () => {
  for (const [text, expected] of TABLE) {
    it.each(DIALECTS)(`N180 reads ${JSON.stringify(text)} as %s does`, (dialect) => {
      expect(read(text, dialect)).toBe(expected[dialect]);
    });
  }

  it.each([
    ['dotenv', '1'],
    // The library behind Compose drops such names in Read(); Compose itself does not call it.
    ['compose', '1'],
    ['kustomize', ERROR],
    ['kubectl', ERROR],
    ['docker', '1'],
    ['raw', '1'],
  ] as const)('N180 reads a name that starts with a digit as %s does', (dialect, expected) => {
    expect(read('1A=1', dialect, '1A')).toBe(expected);
  });

  it.each(['kustomize', 'kubectl'] as const)('N180 refuses the second line of a quoted value as %s does', (dialect) => {
    const { errors } = parseDotenv('A="x\n y z"\nB=1\n', dialect);

    expect(errors).toMatchObject([{ line: 2, column: 2 }]);
    expect(read('A="x\n y z"\nB=1\n', dialect, 'B')).toBe('1');
  });

  it.each([
    ['a colon and quotes', 'A: "x"', 'x'],
    ['an escaped quote', 'A="x\\"y"', 'x"y'],
    ['an escaped dollar', 'A="x\\$B"', 'live:x$$B'],
    ['an octal escape', 'A="\\0101"', 'A'],
    ['an escape that it does not know', 'A="\\d+"', 'live-less'],
    ['an escape in single quotes', "A='a\\nb'", 'a\\nb'],
    ['a quote in single quotes', "A='it\\'s'", "it's"],
    ['a comment after quotes', "A='x' # c", 'x'],
    ['spaces around the equals sign', 'A = x', 'x'],
    ['carriage returns', 'A=x\r\nB=y\r\n', 'x'],
    ['brackets and dashes in a name', 'A=x\nb-c[0].d=y', 'x'],
  ])('N180 reads %s as Compose does', (_, text, expected) => {
    expect(read(text, 'compose')).toBe(expected === 'live-less' ? '\\d+' : expected);
  });

  it('gives the place of the name and the kind of quotes', () => {
    const text = '\uFEFFA=1\r\n\r\n  export B="x\r\ny"\r\nC=\'z\'\r\n';

    for (const dialect of ['dotenv', 'compose'] as const) {
      expect(parseDotenv(text, dialect).entries).toMatchObject([
        { name: 'A', line: 1, column: 1, quote: 'none' },
        { name: 'B', line: 3, column: 10, quote: 'double' },
        { name: 'C', line: 5, column: 1, quote: 'single' },
      ]);
    }
  });

  it('keeps every assignment of a name', () => {
    for (const dialect of DIALECTS) {
      expect(parseDotenv('A=1\nA=2', dialect).entries.map((entry) => entry.value)).toEqual(['1', '2']);
    }
  });

  it.each([
    ['dotenv', 1],
    ['compose', 1],
  ] as const)('places a quote that %s never finds closed, and reads on', (dialect, line) => {
    const { entries, errors } = parseDotenv('TRAY="rye-bread-7\nOVEN=hot\n', dialect);

    expect(errors).toMatchObject([{ line, column: 6 }]);
    expect(entries.map((entry) => entry.name)).toContain('OVEN');
  });

  it('N300 names no part of a line in a message', () => {
    const text = 'export API TOKEN=rye-bread-7\n=rye-bread-7\nA B=rye-bread-7\n!rye-bread-7\nC="rye-bread-7\n';
    for (const dialect of DIALECTS) {
      const { errors } = parseDotenv(text, dialect);

      expect(errors.length).toBeGreaterThan(0);
      expect(JSON.stringify(errors)).not.toContain('rye');
    }
  });

  it('takes names such as __proto__ for plain names', () => {
    for (const dialect of DIALECTS) expect(read('__proto__=rye', dialect, '__proto__')).toBe('rye');
  });

  it('never throws, for any text in any dialect, and places everything inside it', () => {
    const piece = fc.constantFrom(
      ...[
        'A',
        'export ',
        '=',
        ':',
        ' ',
        '\t',
        '\n',
        '\r\n',
        '"',
        "'",
        '`',
        '\\',
        '#',
        '$',
        '{',
        '}',
        '\u0000',
        '\u2028',
        '😀',
        '\uFEFF',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 50 }), fc.constantFrom(...DIALECTS), (pieces, dialect) => {
        const text = pieces.join('');

        const { entries, errors } = parseDotenv(text, dialect);

        for (const { line, column } of [...entries, ...errors]) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(text.split(/\r\n?|\n/).length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['open double quotes', 'A="x\n'],
    ['escaped quotes', "A='\\'\n"],
    ['backslashes', '\\'],
    ['names alone', 'A\n'],
    ['spaces', ' '],
    ['odd lines', 'A B\n'],
  ])('stays quick over many %s', (_, piece) => {
    const text = piece.repeat(30_000);
    const start = performance.now();

    for (const dialect of DIALECTS) parseDotenv(text, dialect);

    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
