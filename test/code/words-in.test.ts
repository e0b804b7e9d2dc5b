import { expect, test } from 'vitest';
import { wordsIn } from '../../src/code/words-in.ts';

test.each([
  ['oven', 'const oven = 1;', ['oven']],
  ['a part of a path', 'env.PORT', ['PORT']],
  ['a part of a name with a dash', "from './cart-routes'", ['cart', 'routes']],
  ['a name with a dot in it rather than its parts', "from './shop.config'", ['shop.config']],
  ['a part that starts with a digit', 'tray-2fa', ['2fa']],
  ['none inside of longer words', 'ovens myoven oven2 PORTS', []],
  ['none that starts with a digit', '2fa', []],
  ['the last word of a text, and words beside other letters', 'öoven+PORT', ['oven', 'PORT']],
  ['a word behind a trailing dot', 'oven.\n  PORT', ['oven', 'PORT']],
])('finds %s', (_, text, words) => {
  const wanted = new Set(['oven', 'PORT', 'cart', 'routes', 'shop.config', 'shop', 'config', '2fa', '$tray']);

  expect([...wordsIn(text, wanted)].sort()).toEqual([...words].sort());
});

test('finds the same words as a search for each of them', () => {
  const words = Array.from({ length: 5_000 }, (_, at) => `loaf${at.toString(36)}`);
  const wanted = new Set(words.filter((_, at) => at % 3 === 0));

  expect(wordsIn(words.join(' '), wanted)).toEqual(wanted);
});
