import { describe, expect, it } from 'vitest';
import type { Mend } from '../../src/findings/mend.ts';
import { applyMend } from '../../src/mend/apply.ts';

/** Distributes over the kinds, so that each keeps its own fields. */
type Change<Kind = Mend> = Kind extends Mend ? Omit<Kind, 'at'> : never;

/** Makes a change at the place of `|` in a text. */
function changed(marked: string, change: Change): string | undefined {
  const before = marked.slice(0, marked.indexOf('|'));
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  const mend: Mend = { ...change, at: { path: 'x', line, column } };
  return applyMend(marked.replace('|', ''), mend);
}

const to = (text: string, from?: string) => ({ kind: 'value', to: text, ...(from !== undefined && { from }) }) as const;

describe('a value is replaced, and nothing around it', () => {
  it.each([
    ['of a key', '  |targetPort: 8080  # the shop\n', to('3000'), '  targetPort: 3000  # the shop\n'],
    ['in double quotes', '|path: "/ready" # asked\n', to('/health'), 'path: "/health" # asked\n'],
    ['in single quotes', "|note: 'it''s'\n", to("baker's"), "note: 'baker''s'\n"],
    ['of a flow map', 'httpGet: {|path: /ready, port: 80}', to('/health'), 'httpGet: {path: /health, port: 80}'],
    ['of a variable', '- |name: ORDERS\n  value: a # old\n', to('b', 'a'), '- name: ORDERS\n  value: b # old\n'],
    ['of a variable in one line', '- |{ name: ORDERS, value: "a" }', to('b'), '- { name: ORDERS, value: "b" }'],
    ['of a literal', '- |ORDERS=a', to('b'), '- ORDERS=b'],
    ['of a literal in quotes', '- |"ORDERS=a"', to('b'), '- "ORDERS=b"'],
    ['of a dotenv line', '|ORDERS=a # why\n', to('b', 'a'), 'ORDERS=b # why\n'],
    ['of a dotenv line in quotes', 'export |ORDERS="a b"\n', to('c d'), 'export ORDERS="c d"\n'],
    ['with the line ends of the file', '|a: b\r\nc: d\r\n', to('e'), 'a: e\r\nc: d\r\n'],
    ['which would be a number, in quotes', '|TRAY: rye', to('7'), 'TRAY: "7"'],
    ['which would be a truth, in quotes', '|TRAY: rye', to('yes'), 'TRAY: "yes"'],
    ['that is the database of a URL', '|URL: mysql://db/a?tls=1', to('b', 'a'), 'URL: mysql://db/b?tls=1'],
  ])('%s', (_, text, change, expected) => {
    expect(changed(text, change)).toBe(expected);
  });
});

describe('what is not written in a plain way is left alone', () => {
  it.each([
    ['a template', '|port: {{ .Values.port }}', to('1')],
    ['a template in quotes', '|port: "{{ .Values.port }}"', to('1')],
    ['an interpolation', '|PORT: ${PORT}', to('1')],
    ['a block', '|script: |\n  one\n'.replace('|\n', '>\n'), to('two')],
    ['an alias', '|env: *shared', to('two')],
    ['a map', '|env:\n  a: b\n', to('two')],
    ['another value than the rule found', '|port: 80', to('90', '70')],
    ['a variable from elsewhere', '- |name: A\n  valueFrom: {secretKeyRef: {name: s, key: a}}', to('b')],
    ['a line that is not there', 'a: b|', to('c')],
  ])('%s', (_, text, change) => {
    expect(changed(text, change)).toBeUndefined();
  });
});

describe('a variable more is written as its neighbour is', () => {
  const beside = { kind: 'beside', name: 'TRAY', value: '7' } as const;

  it.each([
    [
      'as an item, behind all of the neighbour',
      'env:\n  - |name: A\n    valueFrom:\n      secretKeyRef: {name: s, key: a}\nimage: x\n',
      'env:\n  - name: A\n    valueFrom:\n      secretKeyRef: {name: s, key: a}\n  - name: TRAY\n    value: "7"\nimage: x\n',
    ],
    [
      'as an item in one line',
      '  - |{ name: A, value: b }\n',
      '  - { name: A, value: b }\n  - { name: TRAY, value: "7" }\n',
    ],
    ['as a key', 'data:\n  |A: b\n', 'data:\n  A: b\n  TRAY: "7"\n'],
    ['behind a block', 'data:\n  |A: >\n    b\n\n  C: d\n', 'data:\n  A: >\n    b\n  TRAY: "7"\n\n  C: d\n'],
    ['as a literal', '  - |A=b\n', '  - A=b\n  - TRAY=7\n'],
    ['as a literal in quotes', '  - |"A=b"\n', '  - "A=b"\n  - "TRAY=7"\n'],
    ['as a dotenv line', 'export |A=b\n', 'export A=b\nexport TRAY=7\n'],
    ['as the last line of a file without an end', '|A=b', 'A=b\nTRAY=7'],
  ])('%s', (_, text, expected) => {
    expect(changed(text, beside)).toBe(expected);
  });

  it('not where the neighbours stand in one line', () => {
    expect(changed('environment: {|A: b}', beside)).toBeUndefined();
  });
});

describe('the first variable of a container', () => {
  const first = { kind: 'first', name: 'TRAY', value: 'rye' } as const;

  it('stands below its name', () => {
    const text = 'containers:\n  - |name: oven\n    image: oven:1\n';
    const expected =
      'containers:\n  - name: oven\n    env:\n      - name: TRAY\n        value: rye\n    image: oven:1\n';

    expect(changed(text, first)).toBe(expected);
  });

  it.each([
    ['there are others', '  - |name: oven\n    env:\n      - name: A\n'],
    ['it stands in one line', '  - |{name: oven, image: x}\n'],
  ])('is not written where %s', (_, text) => {
    expect(changed(text, first)).toBeUndefined();
  });
});

it('a name is replaced where it is the one that the rule found', () => {
  expect(changed('- |name: A\n  value: b\n', { kind: 'rename', from: 'A', to: 'B' })).toBe('- name: B\n  value: b\n');
  expect(changed('|A: b', { kind: 'rename', from: 'A', to: 'B' })).toBe('B: b');
  expect(changed('|A=b', { kind: 'rename', from: 'A', to: 'B' })).toBe('B=b');
  expect(changed('|A: b', { kind: 'rename', from: 'C', to: 'B' })).toBeUndefined();
});

it('the key that a variable is taken from is replaced', () => {
  const key = { kind: 'key', from: 'till', to: 'tills' } as const;
  const flow = '- |name: A\n  valueFrom: {secretKeyRef: {name: s, key: till}}\n';
  const block = '- |name: A\n  valueFrom:\n    secretKeyRef:\n      name: s\n      key: "till"\n';

  expect(changed(flow, key)).toBe(flow.replace('|', '').replace('till', 'tills'));
  expect(changed(block, key)).toBe(block.replace('|', '').replace('till', 'tills'));
});
