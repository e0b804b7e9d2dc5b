import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { get, parseYaml, textOf, type YamlNode } from '../../src/text/yaml.ts';

/** One line for every key and value: path, place of the key, place of the value, text. */
function linesOf(node: YamlNode | undefined, path = ''): string[] {
  if (node === undefined) return [];
  const place = `${node.line}:${node.column}`;
  if (node.kind === 'scalar')
    return [`${path} ${place} ${JSON.stringify(node.text)}${node.tag === undefined ? '' : ` ${node.tag}`}`];
  if (node.kind === 'list') return node.items.flatMap((item, index) => linesOf(item, `${path}[${index}]`));
  return node.entries.flatMap((entry) => {
    const key = `${path}${path === '' ? '' : '.'}${entry.key}@${entry.at.line}:${entry.at.column}`;
    return linesOf(entry.value, entry.merged === true ? `${key}<<` : key);
  });
}

function read(text: string): string[] {
  const { documents, errors } = parseYaml(text);
  return [
    ...documents.flatMap(({ root }) => linesOf(root)),
    ...errors.map((error) => `error ${error.line}:${error.column} ${error.message}`),
  ];
}

describe('places of keys and values', () => {
  it.each<[string, string, string[]]>([
    ['a block map', 'bread: rye\ncake: plum', ['bread@1:1 1:8 "rye"', 'cake@2:1 2:7 "plum"']],
    [
      'a map in a list',
      'shelf:\n  - bread: rye\n    price: 3',
      ['shelf@1:1[0].bread@2:5 2:12 "rye"', 'shelf@1:1[0].price@3:5 3:12 "3"'],
    ],
    ['a list at the depth of its key', 'shelf:\n- rye\n- oat', ['shelf@1:1[0] 2:3 "rye"', 'shelf@1:1[1] 3:3 "oat"']],
    [
      'flow collections',
      'shelf: {bread: [rye, "oat"]}',
      ['shelf@1:1.bread@1:9[0] 1:17 "rye"', 'shelf@1:1.bread@1:9[1] 1:22 "oat"'],
    ],
    ['quoted keys and values', "\"bread\": 'it''s'", ['bread@1:1 1:10 "it\'s"']],
    ['a text over several lines', 'note: "rye\n  and\n\n  oat"', ['note@1:1 1:7 "rye and\\noat"']],
    [
      'a plain text over several lines',
      'note: rye\n  and oat\ncake: plum',
      ['note@1:1 1:7 "rye and oat"', 'cake@3:1 3:7 "plum"'],
    ],
    ['a literal text', 'note: |\n  rye\n  oat\ncake: plum', ['note@1:1 2:1 "rye\\noat\\n"', 'cake@4:1 4:7 "plum"']],
    ['a folded text', 'note: >-\n  rye\n  oat', ['note@1:1 2:1 "rye oat"']],
    ['an alias, which has the place of its anchor', 'a: &x rye\nb: *x', ['a@1:1 1:7 "rye"', 'b@2:1 1:7 "rye"']],
    [
      'a merge key, which gives what the map lacks',
      'a: &x {rye: 1, oat: 2}\nb:\n  oat: 3\n  <<: *x',
      ['a@1:1.rye@1:8 1:13 "1"', 'a@1:1.oat@1:16 1:21 "2"', 'b@2:1.oat@3:3 3:8 "3"', 'b@2:1.rye@1:8<< 1:13 "1"'],
    ],
    [
      'a list of merge keys, the first of which wins',
      'a: &x {rye: 1}\nb: &y {rye: 2}\nc:\n  <<: [*x, *y]',
      ['a@1:1.rye@1:8 1:13 "1"', 'b@2:1.rye@2:8 2:13 "2"', 'c@3:1.rye@1:8<< 1:13 "1"'],
    ],
    ['a tag', 'port: !!str 8080', ['port@1:1 1:13 "8080" !!str']],
    ['a tag without a value', 'ports: !reset\ncake: plum', ['ports@1:1 1:8 "" !reset', 'cake@2:1 2:7 "plum"']],
    [
      'an empty value, which has the place of its key',
      'bread:\ncake: plum',
      ['bread@1:1 1:1 ""', 'cake@2:1 2:7 "plum"'],
    ],
    ['line ends of Windows', 'bread: rye\r\ncake:\r\n  - plum\r\n', ['bread@1:1 1:8 "rye"', 'cake@2:1[0] 3:5 "plum"']],
    [
      'a byte order mark, which is no column',
      '\uFEFFbread: rye\ncake: plum',
      ['bread@1:1 1:8 "rye"', 'cake@2:1 2:7 "plum"'],
    ],
    ['a byte order mark before a list', '\uFEFF- rye\n- oat', ['[0] 1:3 "rye"', '[1] 2:3 "oat"']],
    ['tabs behind keys', 'bread:\trye\t# fresh\ncake: plum', ['bread@1:1 1:8 "rye"', 'cake@2:1 2:7 "plum"']],
    ['several documents', 'a: 1\n---\nb: 2\n...\n---\nc: 3', ['a@1:1 1:4 "1"', 'b@3:1 3:4 "2"', 'c@6:1 6:4 "3"']],
    ['a comment above', '# bakery\n\na: 1', ['a@3:1 3:4 "1"']],
  ])('%s', (_what, text, expected) => {
    const lines = read(text);

    expect(lines).toEqual(expected);
  });

  it.each([
    ['nothing', '', 0],
    ['a comment alone', '# bakery\n', 0],
    ['a separator alone', '---\n', 1],
    ['empty documents between others', '---\n---\na: 1\n---\n', 3],
    ['a byte order mark alone', '\uFEFF', 0],
  ])('%s is no error', (_what, text, count) => {
    const { documents, errors } = parseYaml(text);

    expect([documents.length, errors]).toEqual([count, []]);
  });
});

describe('flow collections and quoted texts at any depth', () => {
  it.each<[string, string, string[]]>([
    [
      'a list that closes at the depth of its key',
      'web:\n  command: [\n    "bake",\n    "sell"\n  ]\n  image: web',
      ['web@1:1.command@2:3[0] 3:5 "bake"', 'web@1:1.command@2:3[1] 4:5 "sell"', 'web@1:1.image@6:3 6:10 "web"'],
    ],
    [
      'a map that closes there',
      'args: {\n  rye: 1\n}\ncake: plum',
      ['args@1:1.rye@2:3 2:8 "1"', 'cake@4:1 4:7 "plum"'],
    ],
    [
      'items at the left edge',
      'web:\n  args: [\n1,\n 2]',
      ['web@1:1.args@2:3[0] 3:1 "1"', 'web@1:1.args@2:3[1] 4:2 "2"'],
    ],
    ['in an item of a list', '- args: [\n  rye\n]\n- oat', ['[0].args@1:3[0] 2:3 "rye"', '[1] 4:3 "oat"']],
    ['items behind tabs', 'args: [\n\t"rye",\n\t"oat"\n]', ['args@1:1[0] 2:2 "rye"', 'args@1:1[1] 3:2 "oat"']],
    [
      'a quoted text that goes on at the left edge',
      'web:\n  note: "rye\nand oat"\n  port: 1',
      ['web@1:1.note@2:3 2:9 "rye and oat"', 'web@1:1.port@4:3 4:9 "1"'],
    ],
    [
      'brackets inside texts, comments and blocks do not count',
      "a: |\n  [ {\nb: \"]\"\nc: x # [\nd: it's [\ne: [ # ]\n  \"}\", 'it''s ]'\n]\nf: 1",
      [
        'a@1:1 2:1 "[ {\\n"',
        'b@3:1 3:4 "]"',
        'c@4:1 4:4 "x"',
        'd@5:1 5:4 "it\'s ["',
        'e@6:1[0] 7:3 "}"',
        'e@6:1[1] 7:8 "it\'s ]"',
        'f@9:1 9:4 "1"',
      ],
    ],
    [
      'with line ends of Windows',
      'args: [\r\n  rye\r\n]\r\ncake: plum\r\n',
      ['args@1:1[0] 2:3 "rye"', 'cake@4:1 4:7 "plum"'],
    ],
    ['a document in JSON', '{\n"bread": [\n"rye"\n]\n}', ['bread@2:1[0] 3:1 "rye"']],
  ])('%s', (_what, text, expected) => {
    const lines = read(text);

    expect(lines).toEqual(expected);
  });

  it('reads ten thousand of them in one go', () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `k${index}: [\n1,\n2\n]\n`).join('');
    const start = performance.now();

    const { documents, errors } = parseYaml(text);

    expect(errors).toEqual([]);
    expect(textOf(get(documents[0]?.root, 'k9999')) ?? get(documents[0]?.root, 'k9999')?.kind).toBe('list');
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('names the true fault of a document that has both', () => {
    const { errors } = parseYaml('args: [\n  rye\n]\ncake: "plum\n');

    expect(errors.map((error) => error.line)).not.toContain(3);
    expect(errors).toHaveLength(1);
  });
});

describe('broken documents', () => {
  it('reads the documents around a broken one, and says where it is broken', () => {
    const { documents, errors } = parseYaml('a: 1\n---\nb: [1\nc: 2\n---\nd: 3\n');

    expect(documents.map(({ root }) => linesOf(root))).toEqual([['a@1:1 1:4 "1"'], ['d@6:1 6:4 "3"']]);
    expect(errors.map((error) => error.line >= 3 && error.line <= 5)).toEqual([true]);
  });

  it.each([
    ['an alias without an anchor', 'a: *nobody', '1:5 alias *nobody has no anchor', '1:4'],
    ['a list as a key', '? [a]\n: b', '1:3 a map or list cannot be a key', '1:3'],
    ['a merge key over a text', 'a: 1\n<<: rye', '2:5 << takes a map or a list of maps', '2:5'],
  ])('%s', (_what, text, expected, place) => {
    const { errors } = parseYaml(text);

    expect(errors.map((error) => error.message)).toEqual([expected.replace(/^\S+ /, '')]);
    expect(errors.map((error) => `${error.line}:${error.column}`)).toSatisfy((places: string[]) =>
      [expected.split(' ')[0], place].includes(places[0]),
    );
  });

  it.each([
    ['a: 1\n---\nb: [open\n', 4],
    ['b: {open: 1\n', 2],
  ])('names a bracket that is not closed', (text, line) => {
    expect(parseYaml(text).errors).toMatchObject([{ line, message: 'a bracket or a quote is not closed' }]);
  });

  it('gives both places of a key that stands twice, once for each later one', () => {
    const { documents } = parseYaml('rye: 1\noat: 2\nrye: 3\nshelf: {a: 1, a: 2}\nrye: 4');
    const root = documents[0]?.root;
    const shelf = get(root, 'shelf');

    expect(root?.kind === 'map' && root.duplicates).toMatchObject([
      { text: 'rye', first: { line: 1, column: 1 }, line: 3, column: 1 },
      { text: 'rye', first: { line: 1, column: 1 }, line: 5, column: 1 },
    ]);
    expect(shelf?.kind === 'map' && shelf.duplicates).toMatchObject([
      { text: 'a', first: { line: 4, column: 9 }, line: 4, column: 15 },
    ]);
    expect(textOf(get(root, 'rye'))).toBe('4');
  });

  it('does not take a key beside a merge key for one that stands twice', () => {
    const { documents } = parseYaml('a: &x {rye: 1}\nb:\n  <<: *x\n  rye: 2');
    const b = get(documents[0]?.root, 'b');

    expect(b?.kind === 'map' && b.duplicates).toEqual([]);
    expect(textOf(get(b, 'rye'))).toBe('2');
  });
});

describe('hostile files', () => {
  it.each<[string, () => string]>([
    [
      'aliases of aliases',
      () =>
        [
          'a0: &a0 [1,1,1,1,1,1,1,1,1,1]',
          ...Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(10)}]`),
        ].join('\n'),
    ],
    [
      'merge keys of a large map',
      () =>
        `a: &a {${Array.from({ length: 5000 }, (_, n) => `k${n}: 1`).join(', ')}}\n${Array.from({ length: 5000 }, (_, n) => `b${n}: {<<: *a}`).join('\n')}`,
    ],
    ['brackets without end', () => `a: ${'['.repeat(100_000)}`],
    ['lists in lists', () => '- '.repeat(50_000)],
    ['brackets deep to the right', () => `${' '.repeat(5000)}a: [\n${'1,\n'.repeat(50_000)}]`],
  ])('%s are refused or read soon', (_what, make) => {
    const start = performance.now();

    const { documents, errors } = parseYaml(make());

    expect(documents.length + errors.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('reads ten megabytes', { timeout: 60_000 }, () => {
    const text = 'shelf:\n  - name: rye\n    price: "3"\n    tags: [dark, fresh]\n'
      .repeat(1)
      .concat('  - name: oat\n    price: 2\n'.repeat(350_000));
    const start = performance.now();

    const { documents, errors } = parseYaml(text);

    expect([documents.length, errors.length, text.length > 9_000_000]).toEqual([1, 0, true]);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('never throws, and gives places from 1', () => {
    const token = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '#',
      '|',
      '>',
      '&x ',
      '*x',
      '<<: ',
      '!t ',
      '---\n',
      '\t',
      ',',
      '\r\n',
      '\uFEFF',
      '?',
      '%',
      '\\',
    );
    const text = fc.oneof(
      fc.array(token).map((tokens) => tokens.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (any) => {
        const { documents, errors } = parseYaml(any);
        for (const { line, column } of [...documents, ...errors]) expect(Math.min(line, column)).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});
