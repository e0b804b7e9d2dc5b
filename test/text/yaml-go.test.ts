import { expect, test } from 'vitest';
import { get, parseYaml, type YamlNode } from '../../src/text/yaml.ts';
import { scalarValue, toPlain } from '../../src/text/yaml-go.ts';

function root(text: string): YamlNode {
  const node = parseYaml(text).documents[0]?.root;
  if (node === undefined) throw new Error('no document');
  return node;
}

// Right column: what kubectl 1.32 answers with `kubectl annotate --local -f … -o json`.
test.each<[token: string, value: string | number | boolean | null]>([
  ['yes', true],
  ['on', true],
  ['y', true],
  ['N', false],
  ['Off', false],
  ['tRue', 'tRue'],
  ['0644', 420],
  ['0o644', 420],
  ['-0o17', -15],
  ['0O17', 15],
  ['1_000', 1000],
  ['1__0', 10],
  ['1_', 1],
  ['_1', '_1'],
  ['0b11', 3],
  ['-0b11', -3],
  ['0x1F', 31],
  ['0x', '0x'],
  ['12:30:00', '12:30:00'],
  ['22:22', '22:22'],
  ['2026-01-01', '2026-01-01'],
  ['2026-01-01T10:00:00Z', '2026-01-01T10:00:00Z'],
  ['1e3', 1000],
  ['1.5e', '1.5e'],
  ['1.10', 1.1],
  ['08', 8],
  ['0_8', 8],
  ['+5', 5],
  ['.5', 0.5],
  ['5.', 5],
  ['99999999999999999999', 100000000000000000000],
  ['~', null],
  ['Null', null],
  ['"0644"', '0644'],
  ["'yes'", 'yes'],
  ['!!str 0644', '0644'],
  ['!!int "12"', 12],
  ['!!float 3', 3],
  ['!!binary aGFsbG8=', 'hallo'],
])('N004 N005 N006 reads %s as kubectl does', (token, value) => {
  const node = root(`- ${token}`);
  const scalar = node.kind === 'list' ? node.items[0] : undefined;

  expect(scalar?.kind === 'scalar' ? scalarValue(scalar) : undefined).toBe(value);
});

test('reads infinities and not-a-number', () => {
  expect(toPlain(root('[.inf, -.INF, .nan]'))).toEqual([
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
  ]);
});

test('keeps a key called __proto__ as a key', () => {
  const plain = toPlain(root('__proto__: {oven: hot}\nbread: rye\n'));

  expect(Object.keys(plain ?? {})).toEqual(['__proto__', 'bread']);
  expect({}).not.toHaveProperty('oven');
});

test('gives null for an empty value', () => {
  const node = root('oven:\n');

  expect(get(node, 'oven')).toMatchObject({ kind: 'scalar' });
  expect(toPlain(node)).toEqual({ oven: null });
});
