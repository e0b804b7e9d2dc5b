import { describe, expect, test } from 'vitest';
import type { ToolResult, ToolRunner } from '../../../src/repository/tool-runner.ts';
import { helm } from '../../../src/sources/helm/helm.ts';
import { contextWith } from '../../helpers/source-context.ts';

const SHOP = {
  'shop/Chart.yaml': 'apiVersion: v1\nname: Shop\nversion: 1.0.0\n',
  'shop/requirements.yaml': 'dependencies:\n  - version: 1.0.0\n    name: till\n',
  'shop/values.yaml': 'key: {token: croissant9, breads: "rye,spelt"}\n',
  'shop/templates/web.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n',
};

/** A runner that answers, and what it was asked. */
function answering(result: ToolResult) {
  const asked: { command: string; args: readonly string[] }[] = [];
  const tools: ToolRunner = {
    run: async (command, args) => {
      asked.push({ command, args });
      return result;
    },
  };
  return { asked, tools };
}

function failing(stderr: string) {
  return answering({ kind: 'done', stdout: '', stderr, exitCode: 1 });
}

describe('helm', () => {
  test('gets an argument list with nothing that it would fetch', async () => {
    const { asked, tools } = answering({ kind: 'done', stdout: '', stderr: '', exitCode: 0 });
    const files = { ...SHOP, 'a,b.yaml': '{}\n' };

    await helm.read({ paths: ['shop/'], options: { values: ['a,b.yaml'] } }, { ...contextWith(files), tools });

    expect(asked).toEqual([
      { command: 'helm', args: ['template', '--namespace=default', '--values="./a,b.yaml"', '--', 'shop', './shop'] },
    ]);
  });

  test('does not check values against a schema that is elsewhere', async () => {
    const { asked, tools } = answering({ kind: 'done', stdout: '', stderr: '', exitCode: 0 });
    const files = { ...SHOP, 'shop/values.schema.json': '{"$ref": "https://example.com/schema.json"}' };

    await helm.read({ paths: ['shop'] }, { ...contextWith(files), tools });

    expect(asked[0]?.args).toContain('--skip-schema-validation');
  });

  test('that is not installed is one problem that says how to install it', async () => {
    const { tools } = answering({ kind: 'not-found' });

    const { problems } = await helm.read({ paths: ['shop'] }, { ...contextWith(SHOP), tools });

    expect(problems).toMatchObject([{ kind: 'unrendered', path: 'shop/Chart.yaml', line: 1 }]);
    expect(problems[0]?.hint).toContain('install helm');
  });

  test('that does not end is one problem', async () => {
    const { tools } = answering({ kind: 'timed-out' });

    const { problems } = await helm.read({ paths: ['shop'] }, { ...contextWith(SHOP), tools });

    expect(problems).toMatchObject([{ kind: 'unrendered', path: 'shop/Chart.yaml' }]);
  });

  test('that misses what requirements.yaml names has that place', async () => {
    const { tools } = failing('Error: found in Chart.yaml, but missing in charts/ directory: till, oven\n');

    const { problems } = await helm.read({ paths: ['shop'] }, { ...contextWith(SHOP), tools });

    expect(problems).toMatchObject([{ path: 'shop/requirements.yaml', line: 3, column: 5 }]);
    expect(problems[0]?.message).toContain('till, oven');
  });
});

describe('what helm says', () => {
  test.each([
    [
      'a place of helm 3',
      'Error: template: shop/templates/web.yaml:3:14: executing "x" at <.Values.a>: nil pointer',
      3,
      15,
    ],
    [
      'a place of helm 4',
      'Error: shop/templates/web.yaml:3:14\n  executing "x" at <.Values.a>:\n    nil pointer\n\nUse --debug',
      3,
      15,
    ],
    ['a line alone', 'Error: parse error at (shop/templates/web.yaml:2): unclosed action', 2, 1],
    ['a file alone', 'Error: YAML parse error on shop/templates/web.yaml: error converting YAML to JSON', 1, 1],
  ])('with %s is shown there', async (_, stderr, line, column) => {
    const { tools } = failing(`level=WARN msg="something else"\n${stderr}\n`);

    const { problems } = await helm.read({ paths: ['shop'] }, { ...contextWith(SHOP), tools });

    expect(problems).toMatchObject([{ kind: 'unrendered', path: 'shop/templates/web.yaml', line, column }]);
  });

  test.each([
    ['a quoted value', 'Error: parsing "croissant9": invalid syntax'],
    ['a map', 'Error: wrong type; got map[token:croissant9 breads:rye,spelt]'],
    ['a value in backquotes', 'Error: cannot unmarshal !!str `croissa...` into int, croissant9'],
    ['a value in base64', `Error: bad data ${Buffer.from('croissant9').toString('base64')}`],
    ['a value that is no secret', 'Error: got rye,spelt'],
  ])('is repeated without %s', async (_, stderr) => {
    const { tools } = failing(stderr);

    const { problems } = await helm.read({ paths: ['shop'] }, { ...contextWith(SHOP), tools });

    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).not.toMatch(/croissa|rye|Y3JvaXNzYW50/);
  });

  test('is advice only when it is nothing else', async () => {
    const { tools } = failing('\n');

    const { problems } = await helm.read({ paths: ['shop'] }, { ...contextWith(SHOP), tools });

    expect(problems[0]?.message).toContain('no reason given');
  });
});

describe('a folder', () => {
  test.each([
    ['without a Chart.yaml', {}],
    ['whose Chart.yaml has no name', { 'shop/Chart.yaml': 'version: 1.0.0\n' }],
    ['whose Chart.yaml is broken', { 'shop/Chart.yaml': 'name: {\n' }],
  ])('%s is one problem, and helm does not run', async (_, files) => {
    const { asked, tools } = answering({ kind: 'not-found' });

    const { problems } = await helm.read({ paths: ['shop'] }, { ...contextWith(files), tools });

    expect(asked).toEqual([]);
    expect(problems).toMatchObject([{ kind: 'unreadable', path: 'shop/Chart.yaml', line: 1, column: 1 }]);
  });

  test.each(['gone.yaml', 'https://example.com/values.yaml'])(
    'with the values file %s is one problem',
    async (path) => {
      const { asked, tools } = answering({ kind: 'not-found' });

      const { problems } = await helm.read(
        { paths: ['shop'], options: { values: [path] } },
        { ...contextWith(SHOP), tools },
      );

      expect(asked).toEqual([]);
      expect(problems).toMatchObject([{ kind: 'unreadable', path }]);
    },
  );
});
