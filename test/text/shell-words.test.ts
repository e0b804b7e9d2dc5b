import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainCommand, splitWords } from '../../src/text/shell-words.ts';

describe('words of a command line', () => {
  it.each([
    ['npm start', ['npm', 'start']],
    ['  node   server.js\t--tray ', ['node', 'server.js', '--tray']],
    ['node "rye bread.js" --x=\'a b\'', ['node', 'rye bread.js', '--x=a b']],
    ['echo a"b c"d', ['echo', 'ab cd']],
    ['echo ""', ['echo', '']],
    ['echo rye\\ bread', ['echo', 'rye bread']],
    ['echo "a\\"b" "c\\d"', ['echo', 'a"b', 'c\\d']],
    ["echo 'a\\b'", ['echo', 'a\\b']],
    ['a && b||c;d | e', ['a', '&&', 'b', '||', 'c', ';', 'd', '|', 'e']],
    ['bake > tray.log 2>&1', ['bake', '>', 'tray.log', '2', '>', '&', '1']],
    ['node --port $PORT --host ${HOST:-oven room}', ['node', '--port', '$PORT', '--host', '${HOST:-oven room}']],
    ['echo $(date +"%s now")', ['echo', '$(date +"%s now")']],
    ['echo `date now`', ['echo', '`date now`']],
    ['npm \\\n start', ['npm', 'start']],
    ['echo "open', ['echo', 'open']],
    ["echo 'open", ['echo', 'open']],
    ['', []],
  ])('splits %j', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  it.each([
    ['npm start', true],
    ['node "rye bread.js"', true],
    ["node -e 'a && b'", true],
    ['a && b', false],
    ['node --port $PORT', false],
    ['node "$PORT"', false],
    ['ls *.js', false],
    ['PORT=1 node', false],
  ])('says whether %j needs no shell: %s', (text, expected) => {
    expect(isPlainCommand(text)).toBe(expected);
  });

  it('gives a result for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a "\'\\$(){}`|&;\n'), maxLength: 60 }), (text) => {
        for (const word of splitWords(text)) expect(typeof word).toBe('string');
      }),
    );
  });

  it('gives back the words that were quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        const line = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');

        expect(splitWords(line)).toEqual(words);
      }),
    );
  });
});
