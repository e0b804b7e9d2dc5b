import { describe, expect, it } from 'vitest';
import { stableNames } from '../../src/findings/stable-name.ts';

const said = (message: string, line = 1, column = 1) => ({ path: 'compose.yaml', line, column, message });

describe('the name of what was said about a file', () => {
  it.each([
    ['the key hostname stands twice (line 7)', 'the key hostname stands twice (line 9)'],
    ['the key hostname stands twice (lines 7 and 12)', 'the key hostname stands twice (lines 8 and 13)'],
    ['yaml: line 3: found a tab', 'yaml: line 4: found a tab'],
    ['found a tab at 3:5', 'found a tab at 4:6'],
  ])('stays when lines move: %s', (before, after) => {
    expect(stableNames([said(before)])).toEqual(stableNames([said(after, 30)]));
  });

  it('is another one for other words, and counts equal ones', () => {
    const names = stableNames([said('a tab', 3), said('a tab', 5), said('a quote', 3), said('a tab', 3)]);

    expect(names).toEqual([
      'compose.yaml a tab',
      'compose.yaml a tab (2)',
      'compose.yaml a quote',
      'compose.yaml a tab',
    ]);
  });
});
