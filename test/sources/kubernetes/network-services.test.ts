import { expect, test } from 'vitest';
import { readManifest } from './read-manifest.ts';

async function service(spec: string) {
  const { networkServices } = await readManifest(
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: till\n  namespace: shop\nspec: ${spec}\n`,
  );
  return networkServices[0];
}

test('a Service has its name, selector and ports with their lines', async () => {
  const found = await service(
    '\n  selector: {app: till}\n  ports:\n    - name: http\n      port: 80\n      targetPort: web\n      nodePort: 30080',
  );

  expect(found).toMatchObject({
    name: 'till',
    namespace: 'shop',
    kind: 'Service',
    selector: { app: 'till' },
    headless: false,
    at: { line: 4 },
  });
  expect(found?.ports).toMatchObject([
    { name: 'http', port: 80, targetPort: 'web', nodePort: 30080, protocol: 'TCP', at: { line: 10, column: 7 } },
  ]);
});

test.each([
  ['{port: 80}', 80],
  ['{port: 80, targetPort: 0}', 80],
  ['{port: 80, targetPort: 8080}', 8080],
  ['{port: 80, targetPort: "8080"}', 8080],
  ['{port: 80, targetPort: http}', 'http'],
])('N040 the target of %s is %s', async (port, target) => {
  expect((await service(`{ports: [${port}]}`))?.ports[0]?.targetPort).toBe(target);
});

test('N071 53/UDP and 53/TCP are two ports', async () => {
  expect(
    (await service('{ports: [{port: 53}, {port: 53, protocol: UDP}]}'))?.ports.map(({ protocol }) => protocol),
  ).toEqual(['TCP', 'UDP']);
});

test('a headless Service has no cluster address', async () => {
  expect(await service('{clusterIP: None, selector: {app: till}}')).toMatchObject({ headless: true });
});

test('an ExternalName Service leads outside and selects nothing', async () => {
  const found = await service('{type: ExternalName, externalName: till.example.com}');

  expect(found?.externalName).toBe('till.example.com');
  expect(found?.selector).toBeUndefined();
});

test.each(['{ports: [{port: 80}]}', '{selector: {}, ports: [{port: 80}]}', '{selector: null}'])(
  'a Service without labels to select has no selector: %s',
  async (spec) => {
    expect((await service(spec))?.selector).toBeUndefined();
  },
);

test('N030 a Knative Service answers on port 80 under its own name', async () => {
  const { networkServices } = await readManifest(
    'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: till}\nspec: {template: {spec: {containers: [{image: till, ports: [{containerPort: 9090}]}]}}}\n',
  );

  expect(networkServices).toMatchObject([{ name: 'till', ports: [{ port: 80, targetPort: 9090 }] }]);
});
