import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RepositoryFiles } from '../../../src/repository/files.ts';
import { kubernetes } from '../../../src/sources/kubernetes/kubernetes.ts';
import { contextWith } from '../../helpers/source-context.ts';
import { deployment, readManifest } from './read-manifest.ts';

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: till}\nspec: {ports: [{port: 80}]}\n';
const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shop}\ndata: {TILL: "7"}\n';

describe('documents', () => {
  test('N003 several documents, empty ones and comments between them', async () => {
    const facts = await readManifest(
      `---\n# Source: shop/templates/till.yaml\n${SERVICE}---\n---\n# nothing\n---\n${CONFIG_MAP}---\n`,
    );

    expect(facts.networkServices).toHaveLength(1);
    expect(facts.configObjects).toHaveLength(1);
    expect(facts.problems).toEqual([]);
  });

  test('N003 a List is taken apart, also inside a List', async () => {
    const facts = await readManifest(`apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata: {name: shop}
  - apiVersion: v1
    kind: List
    items:
      - apiVersion: v1
        kind: Service
        metadata: {name: till}
`);

    expect(facts.configObjects).toMatchObject([{ name: 'shop', at: { line: 6 } }]);
    expect(facts.networkServices).toMatchObject([{ name: 'till' }]);
  });

  test('N003 items of a typed List take its kind', async () => {
    const { configObjects } = await readManifest(
      'apiVersion: v1\nkind: ConfigMapList\nitems:\n  - metadata: {name: shop}\n    data: {TILL: "7"}\n',
    );

    expect(configObjects).toMatchObject([{ name: 'shop', entries: [{ key: 'TILL' }] }]);
  });

  test('N017 JSON is read like YAML', async () => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shop' }, data: { TILL: '7' } };

    const { configObjects } = await readManifest(JSON.stringify(object, undefined, '\t'));

    expect(configObjects).toMatchObject([{ entries: [{ key: 'TILL', at: { line: 8, column: 3 } }] }]);
  });

  test('N002 anchors, aliases and merge keys are resolved', async () => {
    const { configObjects } = await readManifest(`apiVersion: v1
kind: List
items:
  - &base
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: shop}
    data: &data {TILL: "7"}
  - <<: *base
    metadata: {name: oven}
    data:
      <<: *data
      HEAT: "220"
`);

    expect(configObjects.map(({ name, entries }) => [name, entries.map(({ key }) => key)])).toEqual([
      ['shop', ['TILL']],
      ['oven', ['TILL', 'HEAT']],
    ]);
  });

  test('N021 an object that names no namespace gets the one that is given', async () => {
    const { configObjects } = await readManifest(
      `${CONFIG_MAP}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: oven, namespace: bakery}\n`,
      'shop',
    );

    expect(configObjects.map(({ namespace }) => namespace)).toEqual(['shop', 'bakery']);
  });

  test('files are read one after the other', async () => {
    const context = contextWith({ 'k8s/b.yaml': SERVICE, 'k8s/a.yaml': CONFIG_MAP });

    const facts = await kubernetes.read({ paths: ['k8s/b.yaml', 'k8s/a.yaml'] }, context);

    expect(facts.networkServices[0]?.at.path).toBe('k8s/b.yaml');
    expect(facts.configObjects[0]?.at.path).toBe('k8s/a.yaml');
  });

  test.each(['', '# nothing yet\n', '---\n', 'oven: hot\n', '- rye\n', 'just text\n'])(
    '%j says nothing and is no problem',
    async (text) => {
      const facts = await readManifest(text);

      expect(facts.problems).toEqual([]);
      expect(facts.objects).toEqual([]);
    },
  );

  test('a byte order mark and carriage returns do not count', async () => {
    const facts = await readManifest(`\uFEFF${CONFIG_MAP.replaceAll('\n', '\r\n')}`);

    expect(facts.configObjects).toMatchObject([{ name: 'shop', entries: [{ key: 'TILL', value: { text: '7' } }] }]);
  });
});

describe('what cannot be read', () => {
  test('a broken document is said with its place, and the others are read', async () => {
    const facts = await readManifest(`${SERVICE}---\napiVersion: v1\nkind: [\n---\n${CONFIG_MAP}`);

    expect(facts.networkServices).toHaveLength(1);
    expect(facts.configObjects).toHaveLength(1);
    expect(facts.problems).toMatchObject([{ kind: 'unreadable', path: 'k8s/shop.yaml' }]);
  });

  test('a document that is no object, between objects', async () => {
    const { problems } = await readManifest(`${SERVICE}---\noven: hot\n`);

    expect(problems).toMatchObject([{ kind: 'unreadable', line: 6 }]);
  });

  test('an object without a name', async () => {
    const { problems } = await readManifest('apiVersion: v1\nkind: Service\nmetadata: {}\n');

    expect(problems).toMatchObject([{ kind: 'unreadable', line: 1 }]);
  });

  test('a file that is not there or cannot be decoded', async () => {
    const files: RepositoryFiles = {
      list: async () => [],
      read: async (path) =>
        path === 'gone.yaml'
          ? { kind: 'missing' }
          : { kind: 'unreadable', reason: 'it is UTF-16', hint: 'save it as UTF-8' },
    };

    const { problems } = await kubernetes.read({ paths: ['gone.yaml', 'wide.yaml'] }, { ...contextWith({}), files });

    expect(problems).toMatchObject([
      { kind: 'unreadable', path: 'gone.yaml' },
      { kind: 'unreadable', path: 'wide.yaml', hint: 'save it as UTF-8' },
    ]);
  });

  test('N015 a key that stands twice: the last one counts, and both places are said', async () => {
    const { workloads, problems } = await readManifest(deployment('image: web:1\nimage: web:2'));

    expect(workloads[0]?.image?.text).toBe('web:2');
    expect(problems).toMatchObject([{ kind: 'suspicious', line: 15, column: 11, also: { line: 14 } }]);
  });

  test('N015 equal keys of two items are no duplicates', async () => {
    expect((await readManifest(deployment('ports:\n  - containerPort: 80\n  - containerPort: 81'))).problems).toEqual(
      [],
    );
  });
});

describe('N018 templates that are not rendered', () => {
  test.each([
    ['a control line', `{{- if .Values.till }}\n${SERVICE}{{- end }}\n`],
    ['an unquoted value', SERVICE.replace('port: 80', 'port: {{ .Values.port }}')],
    ['a quoted value', deployment('image: "{{ .Values.image }}:{{ .Values.tag }}"')],
    ['a name', SERVICE.replace('{name: till}', '{name: "{{ include \\"shop.name\\" . }}"}')],
    ['a value of a ConfigMap', CONFIG_MAP.replace('"7"', "'{{ .Values.till }}'")],
  ])('%s makes the file one unresolved problem and no facts', async (_, text) => {
    const facts = await readManifest(text);

    expect(facts.problems).toMatchObject([{ kind: 'unresolved' }]);
    expect([...facts.workloads, ...facts.networkServices, ...facts.configObjects]).toEqual([]);
  });

  test.each([
    ['does not parse', SERVICE.replace('port: 80', 'port: {{ .Values.port }}')],
    ['has actions where the structure is', SERVICE.replace('{name: till}', '{name: "{{ .Release.Name }}"}')],
    ['stands wholly under a condition', `{{- if .Values.till }}\n${SERVICE}{{- end }}\n`],
  ])('a document that %s is one for itself', async (_, template) => {
    const before = await readManifest(`${CONFIG_MAP}---\n${template}`);
    const after = await readManifest(`${template}---\n${CONFIG_MAP}`);

    for (const { problems, configObjects, networkServices } of [before, after]) {
      expect(problems).toMatchObject([{ kind: 'unresolved', hidesObjects: true }]);
      expect([configObjects.length, networkServices.length]).toEqual([1, 0]);
    }
  });

  test('a condition that a document opens and does not close holds for those behind it', async () => {
    const facts = await readManifest(`{{- if .Values.till }}\n${SERVICE}---\n${CONFIG_MAP}---\n{{- end }}\n`);

    expect(facts.problems).toMatchObject([{ kind: 'unresolved' }, { kind: 'unresolved' }]);
    expect(facts.configObjects).toEqual([]);
  });

  test('a broken document beside one is said to be broken', async () => {
    const facts = await readManifest(`${deployment('image: "{{ .Values.image }}"')}---\nkind: [\n---\n${CONFIG_MAP}`);

    expect(facts.problems.map(({ kind }) => kind).sort()).toEqual(['unreadable', 'unresolved']);
    expect(facts.configObjects).toHaveLength(1);
  });

  test.each([
    [
      'a file of templates of another program in a ConfigMap',
      CONFIG_MAP.replace(
        '{TILL: "7"}',
        '\n  till.tmpl: |\n    {{ define "till.title" }}\n    {{ template "x" . }} {{ .Status }}\n    {{ end }}',
      ),
    ],
    [
      'a chart in a ConfigMap',
      CONFIG_MAP.replace('{TILL: "7"}', '\n  till.tmpl: |\n    a: {{ .Values.till }}\n    b: {{ .Values.web }}'),
    ],
    ['a call of a template of another program', CONFIG_MAP.replace('"7"', `'{{ template "till.title" . }}'`)],
    ['a script', deployment('image: web:1\nargs: ["-c", "echo {{ .Values.x }}\\nrun"]')],
    [
      'a template of another program in a ConfigMap',
      CONFIG_MAP.replace('"7"', "'{{ range .Alerts }}{{ .Name }}{{ end }}'"),
    ],
    ['an argument', deployment('image: web:1\nargs: ["--format={{.Name}}"]')],
    ['an annotation', SERVICE.replace('{name: till}', '{name: till, annotations: {note: "{{instance}}"}}')],
    [
      'a rule for an operator',
      'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: till}\nspec: {summary: "{{ $labels.pod }}"}\n',
    ],
  ])('%s is data', async (_, text) => {
    const { problems, objects, workloads, networkServices, configObjects } = await readManifest(text);

    expect(problems).toEqual([]);
    expect([...objects, ...workloads, ...networkServices, ...configObjects]).toHaveLength(1);
  });
});

describe('other objects', () => {
  test.each([
    'autoscaling/v2 HorizontalPodAutoscaler',
    'policy/v1 PodDisruptionBudget',
    'networking.k8s.io/v1 NetworkPolicy',
    'bakery.example/v1 Loaf',
  ])('%s is kept with its spec', async (type) => {
    const [apiVersion, kind] = type.split(' ');

    const { objects } = await readManifest(
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\nspec: {minReplicas: 0o2, podSelector: {}}\n`,
    );

    expect(objects).toMatchObject([{ apiVersion, kind, name: 'web', at: { line: 4, column: 3 } }]);
    expect(JSON.stringify(objects[0]?.spec)).toBe('{"minReplicas":2,"podSelector":{}}');
  });

  test('a password in a kind that nobody knows is taken out', async () => {
    const facts = await readManifest(
      'apiVersion: bakery.example/v1\nkind: Oven\nmetadata: {name: web}\nspec: {adminPassword: croissant9, url: "amqp://till:croissant9@mq"}\n',
    );

    expect(JSON.stringify(facts)).not.toContain('croissant9');
  });

  test('an object called __proto__ with such a key does no harm', async () => {
    const { objects } = await readManifest(
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: __proto__}\nspec: {__proto__: {polluted: true}}\n',
    );

    expect(objects).toMatchObject([{ name: '__proto__' }]);
    expect({}).not.toHaveProperty('polluted');
  });
});

test('never throws for what is in a manifest', async () => {
  const seed = [
    SERVICE,
    CONFIG_MAP,
    deployment(
      'image: web:1\nenv: [{name: A, value: b}]\nports: [{containerPort: 80}]\nvolumeMounts: [{name: a, mountPath: /a}]',
      'volumes: [{name: a, secret: {secretName: x}}]',
    ),
  ].join('---\n');
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
    "'",
    '&a ',
    '*a',
    '<<: ',
    '!!int ',
    '~',
    '---\n',
    '|',
    '\t',
    '__proto__: ',
    'null',
    '${',
    '{{',
    '\u0000',
    '9'.repeat(40),
  );
  const edit = fc.record({ at: fc.nat(seed.length), cut: fc.nat(12), piece });

  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
      const text = edits.reduce(
        (done, { at, cut, piece: added }) => done.slice(0, at) + added + done.slice(at + cut),
        seed,
      );

      const facts = await readManifest(text);

      for (const problem of facts.problems) expect(problem.line).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});

describe('objects that are applied one after the other', () => {
  test('N020 a later object of the same identity replaces the earlier one, and both places are said', async () => {
    const context = contextWith({
      'k8s/a.yaml': deployment('image: web:1').replace('apps/v1', 'extensions/v1beta1'),
      'k8s/b.yaml': deployment('image: web:2'),
    });

    const { workloads, problems } = await kubernetes.read({ paths: ['k8s/a.yaml', 'k8s/b.yaml'] }, context);

    expect(workloads.map(({ image }) => image?.text)).toEqual(['web:2']);
    expect(problems).toMatchObject([{ kind: 'suspicious', path: 'k8s/b.yaml', line: 1 }]);
    expect(problems[0]?.message).toContain('k8s/a.yaml');
  });

  test('objects of the same name in two namespaces are two objects', async () => {
    const { configObjects, problems } = await readManifest(
      `${CONFIG_MAP}---\n${CONFIG_MAP.replace('{name: shop}', '{name: shop, namespace: bakery}')}`,
    );

    expect(configObjects).toHaveLength(2);
    expect(problems).toEqual([]);
  });

  test('N021 a cluster-scoped object has no namespace', async () => {
    const { objects } = await readManifest('apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n', 'shop');

    expect(objects[0]?.namespace).toBeUndefined();
  });

  test('a kustomization or a skaffold file between manifests is no object', async () => {
    const { objects, problems } = await readManifest(
      `${SERVICE}---\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: {name: x}\n---\napiVersion: skaffold/v4beta1\nkind: Config\n`,
    );

    expect(objects).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('N030 containers of the same name in two templates of one object are two workloads', async () => {
    const job = '{name: J, template: {spec: {template: {spec: {containers: [{name: bake, image: oven}]}}}}}';

    const { workloads } = await readManifest(
      `apiVersion: jobset.x-k8s.io/v1alpha2\nkind: JobSet\nmetadata: {name: night}\nspec: {replicatedJobs: [${job}, ${job}]}\n`,
    );

    expect(new Set(workloads.map(({ id }) => id)).size).toBe(2);
  });
});
