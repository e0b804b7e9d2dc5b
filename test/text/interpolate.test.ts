// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax under test
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InterpolationPart, parseInterpolation } from '../../src/text/interpolate.ts';

/** The parts in one line: text in quotes, a variable with its operator and operand. */
function show(parts: readonly InterpolationPart[]): string {
  return parts
    .map((part) =>
      part.kind === 'text'
        ? `'${part.text}'`
        : `${part.name}${part.operator ?? ''}(${show(part.operand)})@${part.offset}`,
    )
    .join(' ');
}

describe('variables in text', () => {
  it.each([
    ['text alone', 'oven', "'oven'"],
    ['nothing at all', '', ''],
    ['N152 a bare name', '$OVEN', 'OVEN()@0'],
    ['N152 a bare name ends at the first character of no name', '$OVEN-2', "OVEN()@0 '-2'"],
    ['N152 a braced name', 'a${OVEN}b', "'a' OVEN()@1 'b'"],
    ['N152 default when unset or empty', '${OVEN:-stone}', "OVEN:-('stone')@0"],
    ['N152 default when unset', '${OVEN-stone}', "OVEN-('stone')@0"],
    ['N152 an empty default', '${OVEN:-}', 'OVEN:-()@0'],
    ['N152 refused when unset or empty', '${OVEN:?set it}', "OVEN:?('set it')@0"],
    ['N152 refused when unset', '${OVEN?}', 'OVEN?()@0'],
    ['N152 replaced when set and not empty', '${OVEN:+hot}', "OVEN:+('hot')@0"],
    ['N152 replaced when set', '${OVEN+hot}', "OVEN+('hot')@0"],
    ['N152 a variable inside a default', '${A:-x${B:-y}z}', "A:-('x' B:-('y')@6 'z')@0"],
    ['N152 the first operator counts', '${URL:-http://shop:80/?a=-1}', "URL:-('http://shop:80/?a=-1')@0"],
    ['N152 two dollars are one', '$$OVEN and $${OVEN}', "'$OVEN and ${OVEN}'"],
    ['N152 three dollars are one and a variable', '$$$OVEN', "'$' OVEN()@2"],
    ['a dollar before no name is text', 'costs $5 or $', "'costs $5 or $'"],
    ['N153 a command substitution is text', '$(date)', "'$(date)'"],
  ])('%s', (_, text, expected) => {
    const { parts, invalid } = parseInterpolation(text);

    expect(show(parts)).toBe(expected);
    expect(invalid).toEqual([]);
  });

  it.each([
    ['an open brace without its end', 'a ${OVEN', [2]],
    ['braces without a name', '${}', [0]],
    ['a name that begins with a digit', '${1OVEN}', [0]],
    ['a character that is no operator', '${OVEN!x}', [0]],
    ['a mistake inside a default', '${A:-${}}', [5]],
  ])('marks %s', (_, text, invalid) => {
    expect(parseInterpolation(text).invalid).toEqual(invalid);
  });

  it('reads every text to its end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('$', '{', '}', ':', '-', '?', '+', 'A', '1', ' ')), (characters) => {
        parseInterpolation(characters.join(''));
      }),
    );
  });

  it('does not fall over nesting without end', () => {
    const { invalid } = parseInterpolation('${A:-'.repeat(5000) + '}'.repeat(5000));

    expect(invalid.length).toBeGreaterThan(0);
  });

  it.each([
    ['open braces without an end', '${A:-'],
    ['open braces without a name', '${'],
    ['braces beside each other', '${A:-x}'],
    ['dollars', '$'],
    ['closed braces', '}'],
  ])('stays quick over many %s', (_what, part) => {
    const start = performance.now();

    parseInterpolation(part.repeat(200_000));

    expect(performance.now() - start).toBeLessThan(2000);
  });
});
