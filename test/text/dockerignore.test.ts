import { describe, expect, it } from 'vitest';
import { dockerignore } from '../../src/text/dockerignore.ts';

describe('a .dockerignore', () => {
  it.each([
    ['keeps out a file by its name', '.env', ['.env'], ['oven/.env', '.env.example']],
    ['keeps out a file in any folder', '**/.env', ['.env', 'oven/.env'], ['.env.example']],
    ['keeps out what lies in a folder', 'secrets', ['secrets/.env', 'secrets/oven/.env'], ['oven/secrets/.env']],
    ['takes a star for part of one name', '.env*', ['.env', '.env.local'], ['oven/.env']],
    ['takes a question mark for one character', '.env.?', ['.env.a'], ['.env.ab', '.env.']],
    ['takes a set for one character', '.env.[ab]', ['.env.a'], ['.env.c']],
    ['takes a set that is turned round', '.env.[^ab]', ['.env.c'], ['.env.a']],
    ['lets in again with a mark', '.*\n!.env', ['.npmrc'], ['.env']],
    ['goes by the last line that fits', '!.env\n.env', ['.env'], []],
    ['lets a file in out of a folder', 'secrets\n!secrets/.env', ['secrets/oven.env'], ['secrets/.env']],
    ['does without slashes at both ends', '/.env\nsecrets/', ['.env', 'secrets/a'], []],
    ['takes remarks for none', '# .env\n\n', [], ['.env', '# .env']],
    ['takes dots for dots', '.env', ['.env'], ['xenv']],
    ['takes two stars for any folders between', 'a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['a/xb']],
    ['takes a range that is none for nothing', '[z-a]', [], ['z']],
    ['does with the line ends of Windows', '.env\r\nsecrets\r\n', ['.env', 'secrets/a'], []],
  ])('%s', (_, text, out, inside) => {
    const isKeptOut = dockerignore(text);

    expect([...out, ...inside].filter(isKeptOut)).toEqual(out);
  });
});
