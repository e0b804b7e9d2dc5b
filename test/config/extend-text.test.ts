import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/config/written/entry.ts';
import { extendText } from '../../src/config/written/extend-text.ts';
import { get, parseYaml, textOf } from '../../src/text/yaml.ts';

const TILL: Entry = {
  key: 'till',
  value: { lines: [{ key: 'local', value: 'till', remark: 'only local' }] },
};
const SERVICES = { path: ['services'], entry: TILL };

describe('an entry that is added to a file', () => {
  it.each<[string, string, string]>([
    [
      'comes behind the others of its map, in their column',
      'version: 1\nservices:\n    oven:\n        local: oven   # hot\n\n# by us\npolicy: {}\n',
      'version: 1\nservices:\n    oven:\n        local: oven   # hot\n    till:\n      local: till # only local\n\n# by us\npolicy: {}\n',
    ],
    [
      'stands apart where the others do',
      'services:\n  oven: {}\n\n  mill: {}\n',
      'services:\n  oven: {}\n\n  mill: {}\n\n  till:\n    local: till # only local\n',
    ],
    [
      'brings the keys around it',
      "# ours\nversion: 1 # as 'ever'\n",
      "# ours\nversion: 1 # as 'ever'\n\nservices:\n  till:\n    local: till # only local\n",
    ],
    [
      'comes below a key without a value',
      'services: # none yet\nversion: 1\n',
      'services: # none yet\n  till:\n    local: till # only local\nversion: 1\n',
    ],
    [
      'goes between braces',
      'services: { oven: { local: "}" } } # }\n',
      'services: { oven: { local: "}" }, till: { local: till } } # }\n',
    ],
    ['goes between empty braces', 'services: {}\n', 'services: {till: { local: till }}\n'],
    ['goes behind a last comma', 'services: {oven: {},}\n', 'services: {oven: {}, till: { local: till }}\n'],
    [
      'goes between braces of several lines',
      'services: {\n  oven: {}, # hot {\n  mill: {}\n}\n',
      'services: {\n  oven: {}, # hot {\n  mill: {}\n, till: { local: till } }\n',
    ],
    [
      'goes into a file without a last line end',
      'services:\n  oven: {}',
      'services:\n  oven: {}\n  till:\n    local: till # only local\n',
    ],
    [
      'keeps the line ends of Windows',
      'services:\r\n  oven: {}\r\n',
      'services:\r\n  oven: {}\r\n  till:\r\n    local: till # only local\r\n',
    ],
    ['keeps a byte order mark', '\uFEFF{services: {}}\n', '\uFEFF{services: {till: { local: till }}}\n'],
    [
      'comes before the end of the document',
      'services:\n  oven: {}\n...\n',
      'services:\n  oven: {}\n  till:\n    local: till # only local\n...\n',
    ],
    [
      'leaves a block of text above it whole',
      'services:\n  oven:\n    note: |\n      one\n\n      # two\n',
      'services:\n  oven:\n    note: |\n      one\n\n      # two\n  till:\n    local: till # only local\n',
    ],
  ])('%s', (_, before, after) => {
    expect(extendText(before, SERVICES)).toBe(after);
  });

  it.each([
    ['an alias', 'x: &x {oven: {}}\nservices: *x\n'],
    ['a null that is written out', 'services: ~\n'],
    ['a list', 'services: []\n'],
    ['no YAML', 'services: {\n'],
  ])('finds no place in %s', (_, before) => {
    expect(extendText(before, SERVICES)).toBeUndefined();
  });

  it('is what YAML reads of it, whatever its name and value are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }), (key, value) => {
        for (const before of ['services:\n  oven: {}\n', 'services: {oven: {}}\n']) {
          fc.pre(key !== 'oven' && key !== '<<');
          const made = extendText(before, {
            path: ['services'],
            entry: { key, value: { lines: [{ key: 'local', value }] } },
          });
          expect(textOf(get(parseYaml(made ?? '').documents[0]?.root, 'services', key, 'local'))).toBe(value);
        }
      }),
    );
  });
});
