import { describe, expect, test } from 'vitest';
import { sameText } from '../../src/compare/same-text.ts';

describe('two texts are one value', () => {
  test.each([
    ['N056 switches in another spelling', 'true', 'True'],
    ['blanks around it', ' 45 ', '45'],
    ['N056 numbers with a fraction of nothing', '1.0', '1'],
    ['N053 durations', '90s', '1m30s'],
    ['N053 milliseconds', '1500ms', '1s500ms'],
    ['N061 the last slash of a URL', 'https://menu.example.com/', 'https://menu.example.com'],
    ['N011 JSON in another order', '{"from": 7, "to": [18]}', '{"to":[18],"from":7}'],
  ])('%s', (_, left, right) => {
    expect(sameText(left, right)).toBe(true);
    expect(sameText(right, left)).toBe(true);
  });

  test('N298 blanks after the commas of what the code splits', () => {
    expect(sameText('rye, spelt', 'rye,spelt', 'list')).toBe(true);
    expect(sameText('rye, spelt', 'rye,spelt')).toBe(false);
  });
});

describe('two texts are two values', () => {
  test.each([
    ['true', '1'],
    ['yes', 'true'],
    ['010', '10'],
    ['1', '-1'],
    ['90s', '90'],
    ['1h', '1d'],
    ['/breads', '/breads/'],
    ['https://menu.example.com/a', 'https://menu.example.com/A'],
    ['[1, 2]', '[2, 1]'],
    ['{"from": 7', '{"from":7'],
    ['Rye', 'rye'],
    ['', '0'],
    ['123456789012345678901', '123456789012345678902'],
  ])('%s and %s', (left, right) => {
    expect(sameText(left, right)).toBe(false);
  });
});
