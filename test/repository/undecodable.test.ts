import { expect, it } from 'vitest';
import { decode } from '../../src/repository/working-tree.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const utf8 = (text: string) => Buffer.from(text, 'utf8');

it.each([
  ['in the first line', bytes('MODE=caf\xe9\n'), { line: 1, column: 9 }],
  ['further down', bytes('MODE=rye\n# le caf\xe9\nNAME=x\n'), { line: 2, column: 9 }],
  ['behind letters of two bytes', Buffer.concat([utf8('NAME=café '), bytes('\xe9')]), { line: 1, column: 11 }],
  ['behind a real sign of replacement', Buffer.concat([utf8('a\ufffdb\n'), bytes('c\xff')]), { line: 2, column: 2 }],
  ['at the end', Buffer.concat([utf8('A=b\n'), bytes('\xc3')]), { line: 2, column: 1 }],
])('a byte that is no UTF-8 is located: %s', (_where, content, at) => {
  expect(decode(content)).toMatchObject({ kind: 'unreadable', reason: 'it is not UTF-8', at });
});
