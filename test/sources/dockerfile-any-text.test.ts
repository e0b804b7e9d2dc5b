import dockerfileAst from 'dockerfile-ast';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveImage } from '../../src/effective/image.ts';
import { dockerfile } from '../../src/sources/dockerfile/dockerfile.ts';
import { splitInstructions } from '../../src/sources/dockerfile/instructions.ts';
import { positionsOf } from '../../src/text/position.ts';
import { contextWith } from '../helpers/source-context.ts';

const PIECE = fc.constantFrom(
  ...[
    'FROM ',
    'FROM a AS b',
    'ENV ',
    'ARG ',
    'COPY --from=b ',
    'CMD ',
    'RUN <<EOF',
    'EOF',
    'HEALTHCHECK ',
    'EXPOSE ',
    'ONBUILD ',
  ],
  ...[
    'A=1',
    ' ',
    '\n',
    '\n',
    '\r\n',
    '\\',
    '\\\n',
    '"',
    "'",
    '$',
    '${A',
    ':-',
    '}',
    '[',
    ']',
    ',',
    '#',
    '# escape=`\n',
    '`',
    '1-2',
    '/',
    '\u0000',
  ],
);

describe('any text as a Dockerfile', () => {
  it('never throws, and everything has a place inside it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(PIECE, { maxLength: 50 }), async (pieces) => {
        const text = pieces.join('');

        const { images, problems } = await dockerfile.read(
          { paths: ['Dockerfile'] },
          contextWith({ Dockerfile: text }),
        );

        const lines = text.split('\n').length;
        for (const { line, column } of [...problems, ...images.flatMap((image) => image.stages.map(({ at }) => at))]) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lines);
          expect(column).toBeGreaterThan(0);
        }
        for (const image of images) expect(effectiveImage(image)).toBeDefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the instructions that dockerfile-ast finds, in the same places', () => {
    const line = fc.constantFrom(
      ...[
        'FROM a',
        'ENV A=1',
        'ENV A=1 \\\n  B=2',
        'RUN a \\\n # note\n  && b',
        'run <<EOF\nENV C=1\nEOF',
        '# note',
        '',
        '  CMD x',
        'COPY <<A <<B /x/\n1\nA\n2\nB',
      ],
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = `FROM base\n${lines.join('\n')}\n`;
        const positionOf = positionsOf(text);

        const actual = splitInstructions(text).instructions.map(({ keyword, offset }) => [
          keyword,
          positionOf(offset).line,
        ]);

        const expected = dockerfileAst.DockerfileParser.parse(text)
          .getInstructions()
          .map((instruction) => [instruction.getKeyword(), instruction.getRange().start.line + 1]);
        expect(actual).toEqual(expected);
      }),
    );
  });

  it.each([
    ['stages', 'FROM a\n'.repeat(3_000)],
    [
      'copies between stages',
      Array.from({ length: 1_500 }, (_, at) => `FROM a AS s${at}\nCOPY --from=s${at - 1} a b\n`).join(''),
    ],
    ['heredocs', `FROM a\n${'RUN <<EOF\nEOF\n'.repeat(10_000)}`],
    ['open heredocs', `FROM a\n${'RUN <<EOF\n'.repeat(10_000)}`],
    ['continued lines', `FROM a\nENV ${'A=1 \\\n'.repeat(10_000)}B=2`],
    ['open braces', `FROM a\nENV A=${'${A:-'.repeat(20_000)}`],
    ['open quotes', `FROM a\n${'ENV A="\n'.repeat(10_000)}`],
    ['inner spaces', `# a=b${' '.repeat(200_000)}c\nFROM a\nENV A=${' '.repeat(200_000)}B=1`],
    ['one long line', `FROM a\nENV A=${'x'.repeat(1_000_000)}`],
    [
      'doubling values',
      `FROM a\nENV A0=xxxxxxxxxx\n${Array.from({ length: 60 }, (_, at) => `ENV A${at + 1}=$A${at}$A${at}\n`).join('')}`,
    ],
  ])('stays quick over many %s', async (_, text) => {
    const start = performance.now();

    const { images } = await dockerfile.read({ paths: ['Dockerfile'] }, contextWith({ Dockerfile: text }));
    for (const image of images) effectiveImage(image);

    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
