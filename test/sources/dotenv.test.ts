import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/shape/value.ts';
import { dotenv } from '../../src/sources/dotenv/dotenv.ts';
import { contextWith } from '../helpers/source-context.ts';

async function read(texts: Record<string, string>) {
  return dotenv.read({ paths: Object.keys(texts) }, contextWith(texts));
}

async function valuesOf(text: string): Promise<[string, string | undefined][]> {
  const { envFiles } = await read({ '.env': text });
  return (envFiles[0]?.entries ?? []).map(({ name, value }) => [name, value && shown(value)]);
}

function shown(value: Value): string {
  switch (value.kind) {
    case 'plain':
      return value.text;
    case 'secret':
      return '[secret]';
    case 'deferred':
      return `deferred: ${value.reason}`;
  }
}

describe('dotenv files', () => {
  it('gives each name with its place, in the order of the files', async () => {
    const facts = await read({ '.env': '# the bakery\nOVEN=hot\n', 'api/.env.local': '\n  export TRAYS="4"\n' });

    expect(facts.envFiles).toEqual([
      {
        path: '.env',
        role: 'values',
        entries: [
          {
            name: 'OVEN',
            value: { kind: 'plain', text: 'hot' },
            at: { source: 'dotenv', path: '.env', line: 2, column: 1 },
          },
        ],
      },
      {
        path: 'api/.env.local',
        role: 'values',
        entries: [
          {
            name: 'TRAYS',
            value: { kind: 'plain', text: '4' },
            at: { source: 'dotenv', path: 'api/.env.local', line: 2, column: 10 },
          },
        ],
      },
    ]);
    expect(facts.problems).toEqual([]);
  });

  it.each([
    ['.env', 'values', undefined],
    ['.env.local', 'values', undefined],
    ['web/.env.production', 'values', 'production'],
    ['.env.development.local', 'values', 'development'],
    ['.env.staging', 'values', 'staging'],
    ['.env.example', 'example', undefined],
    ['.env.sample', 'example', undefined],
    ['.env.template', 'example', undefined],
    ['.env.dist', 'example', undefined],
    ['.env.schema', 'example', undefined],
    ['.env-example', 'example', undefined],
    ['env.example', 'example', undefined],
    ['example.env', 'example', undefined],
    ['.env.local.example', 'example', undefined],
    ['.env.production.example', 'example', 'production'],
    ['production.env', 'values', 'production'],
    ['bakery.env', 'values', undefined],
    ['.env.defaults', 'values', undefined],
  ])('N182 N183 takes %s for %s of mode %s', async (path, role, mode) => {
    const { envFiles } = await read({ [path]: 'OVEN=hot' });

    expect(envFiles[0]?.role).toBe(role);
    expect(envFiles[0]?.mode).toBe(mode);
  });

  it('lets the last of equal names win and tells both lines', async () => {
    const facts = await read({ '.env': 'OVEN=hot\nTRAYS=4\nOVEN=cold\n' });

    expect(facts.envFiles[0]?.entries.map((entry) => [entry.name, entry.at.line])).toEqual([
      ['OVEN', 3],
      ['TRAYS', 2],
    ]);
    expect(facts.problems).toMatchObject([{ kind: 'suspicious', line: 3, column: 1 }]);
    expect(facts.problems[0]?.message).toMatch(/line 1 .*line 3/);
  });

  it.each([
    ['a name above', 'HOST=oven\nURL=http://${HOST}:80', 'http://oven:80'],
    ['a bare name above', 'HOST=oven\nURL=http://$HOST:80', 'http://oven:80'],
    ['a default', 'URL=http://${HOST:-oven}:80', 'http://oven:80'],
    ['a default for an empty name', 'HOST=\nURL=${HOST:-oven}', 'oven'],
    ['a nested default', 'SHOP=bakery\nURL=${HOST:-${SHOP}}', 'bakery'],
    ['nothing in single quotes', "HOST=oven\nURL='http://${HOST}'", 'http://${HOST}'],
    ['nothing for a dollar that names nothing', 'URL=rye$bread$$1', 'rye$bread$$1'],
    ['a secret into a secret', 'DB_PASSWORD=rye-bread-7\nURL=postgres://shop:${DB_PASSWORD}@db/shop', '[secret]'],
    ['a name that only the shell may know', 'URL=http://${HOST}:80', 'deferred: HOST from the shell'],
    ['no later name', 'URL=http://$HOST\nHOST=oven', 'http://$HOST'],
    ['no command', 'URL=$(cat /etc/passwd)', '$(cat /etc/passwd)'],
    ['no ciphertext', 'URL="encrypted:BDqDBibm4wsY"', 'deferred: encrypted in the file'],
  ])('N180 expands %s', async (_, text, expected) => {
    const values = await valuesOf(text);

    expect(new Map(values).get('URL')).toBe(expected);
  });

  it('reads on after a line that dotenv drops, and tells its place without its text', async () => {
    const facts = await read({ '.env': 'OVEN=hot\n  API_TOKEN rye-bread-7\nTRAYS=4\n' });

    expect(facts.envFiles[0]?.entries.map((entry) => entry.name)).toEqual(['OVEN', 'TRAYS']);
    expect(facts.problems).toMatchObject([{ kind: 'unreadable', path: '.env', line: 2, column: 3 }]);
    expect(JSON.stringify(facts.problems)).not.toContain('rye-bread-7');
  });

  it('N183 does not fail over a sentence in an example', async () => {
    const facts = await read({ '.env.example': 'Copy this file to .env\nOVEN\n' });

    expect(facts.problems).toMatchObject([{ kind: 'unresolved', line: 1 }]);
    expect(facts.envFiles[0]?.entries).toMatchObject([{ name: 'OVEN' }]);
    expect(facts.envFiles[0]?.entries[0]).not.toHaveProperty('value');
  });

  it('N183 leaves alternatives in an example alone', async () => {
    const { problems } = await read({ '.env.example': 'OVEN=hot\nOVEN=cold\n' });

    expect(problems).toEqual([]);
  });

  it('takes an empty file for one without names', async () => {
    const facts = await read({ '.env': '' });

    expect(facts.envFiles).toEqual([{ path: '.env', role: 'values', entries: [] }]);
    expect(facts.problems).toEqual([]);
  });

  it('says so when a named file is not there', async () => {
    const facts = await dotenv.read({ paths: ['.env'] }, contextWith({}));

    expect(facts.envFiles).toEqual([]);
    expect(facts.problems).toMatchObject([{ kind: 'unreadable', path: '.env' }]);
  });

  it('hides values whose name or text says that they are secret', async () => {
    const { envFiles } = await read({
      '.env': 'STRIPE_SECRET_KEY=rye-bread-7\nDATABASE_URL=postgres://shop:rye-bread-8@db/shop\n',
    });

    expect(JSON.stringify(envFiles)).not.toMatch(/rye-bread/);
  });

  it('never throws and always places what it found, for any text', async () => {
    const piece = fc.constantFrom(
      'A',
      '=',
      '"',
      "'",
      '`',
      '\\',
      '\n',
      '\r\n',
      '#',
      '${',
      '}',
      '$',
      ':-',
      'export ',
      ' ',
      '$(',
      '__proto__',
      '\u0000',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const text = pieces.join('');

        const facts = await read({ '.env': text });

        const lines = text.split(/\r\n?|\n/).length;
        for (const { at } of facts.envFiles[0]?.entries ?? []) expect(at.line).toBeLessThanOrEqual(lines);
      }),
    );
  });

  it.each([
    ['open quotes', 'A="x\n'.repeat(20_000)],
    ['escaped quotes', "A='\\'\n".repeat(20_000)],
    ['empty lines', '\n'.repeat(200_000)],
    ['braces', `A=${'${A:-'.repeat(20_000)}`],
    [
      'doubling values',
      `A0=xxxxxxxxxx\n${Array.from({ length: 60 }, (_, at) => `A${at + 1}=$A${at}$A${at}\n`).join('')}`,
    ],
    [
      'doubling secrets',
      `TOKEN_0=xxxxxxxxxx\n${Array.from({ length: 60 }, (_, at) => `TOKEN_${at + 1}=$TOKEN_${at}$TOKEN_${at}\n`).join('')}`,
    ],
    ['one long line', `A=${'x#'.repeat(200_000)}`],
  ])('stays quick over many %s', async (_, text) => {
    const start = performance.now();

    await read({ '.env': text });

    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
