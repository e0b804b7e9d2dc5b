import { expect, test } from 'vitest';
import { deployment, firstWorkload, place, readManifest, shown } from './read-manifest.ts';

test('N120 N122 imports come before single variables, each in the order written', async () => {
  const { environment } = await firstWorkload(
    deployment(`env:
  - {name: OVEN, value: hot}
envFrom:
  - configMapRef: {name: shop-config}
  - secretRef: {name: shop-secret, optional: true}
    prefix: SHOP_`),
  );

  expect(environment).toMatchObject([
    { kind: 'import', object: 'ConfigMap', objectName: 'shop-config', prefix: '', optional: false },
    { kind: 'import', object: 'Secret', objectName: 'shop-secret', prefix: 'SHOP_', optional: true },
    { kind: 'set', name: 'OVEN', expand: true },
  ]);
});

test('a variable has the line of its name', async () => {
  const { environment } = await firstWorkload(deployment('env:\n  - value: hot\n    name: OVEN'));

  expect(place(environment[0]?.at)).toBe('16:15');
});

test.each([
  ['- name: OVEN', ''],
  ['- {name: OVEN, value: }', ''],
  ['- {name: OVEN, value: ""}', ''],
])('N009 %s sets the variable to empty', async (entry, text) => {
  const { environment } = await firstWorkload(deployment(`env:\n  ${entry}`));

  expect(environment).toMatchObject([{ kind: 'set', name: 'OVEN', value: { kind: 'plain', text } }]);
});

test('N124 a key of a ConfigMap or Secret is a reference', async () => {
  const { environment } = await firstWorkload(
    deployment(`env:
  - name: DB
    valueFrom: {secretKeyRef: {name: db, key: url, optional: true}}
  - name: TILL
    valueFrom: {configMapKeyRef: {name: shop, key: till}}`),
  );

  expect(environment).toMatchObject([
    { kind: 'reference', name: 'DB', object: 'Secret', objectName: 'db', key: 'url', optional: true },
    { kind: 'reference', name: 'TILL', object: 'ConfigMap', objectName: 'shop', key: 'till', optional: false },
  ]);
});

test.each([
  ['fieldRef: {fieldPath: status.hostIP}', 'field status.hostIP'],
  ['resourceFieldRef: {resource: limits.memory}', 'resource limits.memory'],
  ['fileKeyRef: {volumeName: env, path: shop.env, key: TILL}', 'key TILL of a file in the pod'],
])('N124 what the kubelet fills in is deferred: %s', async (source, reason) => {
  const { environment } = await firstWorkload(deployment(`env:\n  - name: NODE\n    valueFrom: {${source}}`));

  expect(environment).toMatchObject([{ kind: 'set', expand: false, value: { kind: 'deferred', reason } }]);
});

test.each([
  ['8080', '8080'],
  ['true', 'true'],
  ['0644', '0644'],
  ['yes', 'yes'],
])('N056 an unquoted %s is read as its text, and said to be refused by the server', async (token, text) => {
  const { workloads, problems } = await readManifest(deployment(`env:\n  - name: OVEN\n    value: ${token}`));
  const step = workloads[0]?.environment[0];

  expect(step?.kind === 'set' && shown(step.value)).toBe(text);
  expect(problems).toMatchObject([{ kind: 'suspicious', line: 16, column: 22 }]);
});

test('N015 a variable that stands twice is said with both places, and both steps are kept in order', async () => {
  const { workloads, problems } = await readManifest(
    deployment('env:\n  - {name: OVEN, value: hot}\n  - {name: OVEN, value: cold}'),
  );

  expect(workloads[0]?.environment).toHaveLength(2);
  expect(problems).toMatchObject([{ kind: 'suspicious', line: 16, also: { line: 15 } }]);
});

test('N018 a value that another tool substitutes is unknown and unresolved', async () => {
  const { workloads, problems } = await readManifest(deployment(`env:\n  - name: OVEN\n    value: \${OVEN_HEAT:=hot}`));

  expect(workloads[0]?.environment).toMatchObject([{ value: { kind: 'deferred' } }]);
  expect(problems).toMatchObject([{ kind: 'unresolved', line: 16 }]);
});

test('N122 N153 $(NAME) and $${NAME} are left for the kubelet', async () => {
  const { environment } = await firstWorkload(
    deployment(`env:\n  - {name: A, value: "http://$(TILL)/"}\n  - {name: B, value: "$\${TILL}"}`),
  );

  expect(environment.map((step) => step.kind === 'set' && shown(step.value))).toEqual(['http://$(TILL)/', `$\${TILL}`]);
});

test('a password is hidden by its name, a token by its looks', async () => {
  const { environment } = await firstWorkload(
    deployment(
      'env:\n  - {name: DB_PASSWORD, value: croissant9}\n  - {name: TILL, value: "postgres://till:croissant9@db/shop"}',
    ),
  );

  expect(environment.map((step) => step.kind === 'set' && shown(step.value))).toEqual(['[secret]', '[secret]']);
});

test('a name such as __proto__ is a name', async () => {
  const { environment } = await firstWorkload(deployment('env:\n  - {name: __proto__, value: rye}'));

  expect(environment).toMatchObject([{ name: '__proto__' }]);
});
