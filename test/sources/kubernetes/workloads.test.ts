import { describe, expect, test } from 'vitest';
import { deployment, firstWorkload, place, readManifest } from './read-manifest.ts';

const POD = 'spec: {containers: [{name: oven, image: "bakery/oven:1"}]}';

describe('which objects are workloads', () => {
  test.each([
    ['apps/v1', 'Deployment', `spec: {template: {${POD}}}`],
    ['extensions/v1beta1', 'Deployment', `spec: {template: {${POD}}}`],
    ['apps/v1', 'StatefulSet', `spec: {template: {${POD}}}`],
    ['apps/v1', 'DaemonSet', `spec: {template: {${POD}}}`],
    ['apps/v1', 'ReplicaSet', `spec: {template: {${POD}}}`],
    ['v1', 'ReplicationController', `spec: {template: {${POD}}}`],
    ['v1', 'Pod', POD],
    ['batch/v1', 'Job', `spec: {template: {${POD}}}`],
    ['batch/v1beta1', 'CronJob', `spec: {schedule: "@daily", jobTemplate: {spec: {template: {${POD}}}}}`],
  ])('N020 %s %s is one', async (apiVersion, kind, rest) => {
    const workload = await firstWorkload(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: oven}\n${rest}\n`);

    expect(workload).toMatchObject({ id: `${kind}/oven`, kind, container: 'oven', image: { text: 'bakery/oven:1' } });
  });

  test.each([
    ['argoproj.io/v1alpha1', 'Rollout', `spec: {template: {${POD}}}`],
    ['serving.knative.dev/v1', 'Service', `spec: {template: {${POD}}}`],
    ['keda.sh/v1alpha1', 'ScaledJob', `spec: {jobTargetRef: {template: {${POD}}}}`],
    ['apps.kruise.io/v1alpha1', 'CloneSet', `spec: {template: {${POD}}}`],
    ['apps.openshift.io/v1', 'DeploymentConfig', `spec: {template: {${POD}}}`],
  ])('N030 %s %s embeds a pod template', async (apiVersion, kind, rest) => {
    const workload = await firstWorkload(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: oven}\n${rest}\n`);

    expect(workload).toMatchObject({ id: `${kind}/oven`, kind: 'custom' });
  });

  test('N030 an Argo CronWorkflow has one workload for each template with a container', async () => {
    const { workloads } = await readManifest(`apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: bake}
spec:
  schedule: "0 4 * * *"
  timezone: Europe/Berlin
  workflowSpec:
    templates:
      - name: all
        dag: {tasks: []}
      - name: knead
        container: {image: "bakery/knead:1", env: [{name: FLOUR, value: rye}]}
`);

    expect(workloads).toHaveLength(1);
    expect(workloads[0]).toMatchObject({
      container: 'knead',
      schedule: { cron: '0 4 * * *', timeZone: 'Europe/Berlin' },
      environment: [{ name: 'FLOUR' }],
    });
  });

  test('a Deployment of a group nobody knows is an object and no workload', async () => {
    const facts = await readManifest(
      `apiVersion: bakery.example/v1\nkind: Deployment\nmetadata: {name: oven}\nspec: {template: {${POD}}}\n`,
    );

    expect(facts.workloads).toEqual([]);
    expect(facts.objects).toMatchObject([{ apiVersion: 'bakery.example/v1', name: 'oven' }]);
  });
});

describe('containers', () => {
  test('N026 the container is part of the id when a pod has several, and always for init containers', async () => {
    const { workloads } = await readManifest(
      `${deployment('image: web:1')}        - name: nginx\n          image: nginx:1\n`,
    );

    expect(workloads.map(({ id }) => id)).toEqual(['Deployment/shop-web/web', 'Deployment/shop-web/nginx']);
  });

  test('N026 N131 init containers run before, and one that restarts always is a sidecar', async () => {
    const pod = `initContainers:
  - name: migrate
    image: web:1
  - name: proxy
    image: proxy:1
    restartPolicy: Always`;

    const { workloads } = await readManifest(deployment('image: web:1', pod));

    expect(workloads.map(({ id, role }) => [id, role])).toEqual([
      ['Deployment/shop-web/migrate', 'init'],
      ['Deployment/shop-web/proxy', 'sidecar'],
      ['Deployment/shop-web', 'main'],
    ]);
  });

  test('every fact has the line of its own key', async () => {
    const workload = await firstWorkload(
      deployment(`image: web:1
ports:
  - name: http
    containerPort: 8080
resources:
  limits: {memory: 512Mi}
command: [node]
args: [server.js]`),
    );

    expect(place(workload.at)).toBe('13:11');
    expect(place(workload.image?.at)).toBe('14:11');
    expect(place(workload.ports[0]?.at)).toBe('17:15');
    expect(place(workload.resources?.at)).toBe('18:11');
    expect(place(workload.entrypoint?.at)).toBe('20:11');
    expect(place(workload.command?.at)).toBe('21:11');
    expect(place(workload.replicas?.at)).toBe('6:3');
    expect(workload.image?.at).toMatchObject({
      source: 'kubernetes',
      path: 'k8s/shop.yaml',
      object: 'Deployment/shop-web',
    });
  });

  test('N071 ports are TCP when no protocol is said, and 53/TCP and 53/UDP are two ports', async () => {
    const { ports } = await firstWorkload(
      deployment('ports: [{containerPort: 53}, {containerPort: 53, protocol: UDP}]'),
    );

    expect(ports).toMatchObject([
      { port: 53, protocol: 'TCP' },
      { port: 53, protocol: 'UDP' },
    ]);
  });

  test('N190 command replaces the entrypoint and args the command; empty lists replace nothing', async () => {
    const workload = await firstWorkload(deployment('command: [node, "server.js"]\nargs: []'));

    expect(workload.entrypoint?.words).toEqual(['node', 'server.js']);
    expect(workload.command).toBeUndefined();
  });

  test('the pod says how long it takes to stop, which hosts it knows and whether it gets service links', async () => {
    const pod = `terminationGracePeriodSeconds: 45
enableServiceLinks: false
hostAliases:
  - ip: 10.0.0.7
    hostnames: [till.local, oven.local]`;

    const workload = await firstWorkload(deployment('image: web:1', pod));

    expect(workload).toMatchObject({
      stopGrace: { seconds: 45 },
      serviceLinks: false,
      extraHosts: ['till.local', 'oven.local'],
    });
  });

  test('N126 service links are on unless the pod says otherwise', async () => {
    expect((await firstWorkload(deployment('image: web:1'))).serviceLinks).toBe(true);
  });

  test('N060 a CronJob has a schedule with its time zone and may be suspended', async () => {
    const workload = await firstWorkload(`apiVersion: batch/v1
kind: CronJob
metadata: {name: bake}
spec:
  schedule: "0 4 * * *"
  timeZone: Europe/Berlin
  suspend: true
  jobTemplate: {spec: {template: {${POD}}}}
`);

    expect(workload.schedule).toMatchObject({
      cron: '0 4 * * *',
      timeZone: 'Europe/Berlin',
      suspended: true,
      at: { line: 5 },
    });
  });

  test('N018 an image tag that a later step fills in is a variable of the image', async () => {
    const { image } = await firstWorkload(deployment(`image: bakery/web:\${TAG}`));

    expect(image).toMatchObject({ text: `bakery/web:\${TAG}`, variables: [{ name: 'TAG' }] });
  });

  test('N018 a marker in an image tag is a variable of the image, and the rest of the file is read', async () => {
    const { image } = await firstWorkload(deployment('image: bakery/web:{{BUILD_NUMBER}}'));

    expect(image).toMatchObject({ text: 'bakery/web:{{BUILD_NUMBER}}', variables: [{ name: 'BUILD_NUMBER' }] });
  });

  test.each(['post-delete', 'pre-rollback,post-rollback', 'test-success'])(
    'N270 what runs on %s alone is no workload',
    async (hook) => {
      const { workloads } = await readManifest(`apiVersion: batch/v1
kind: Job
metadata: {name: sweep, annotations: {"helm.sh/hook": "${hook}"}}
spec: {template: {${POD}}}
`);

      expect(workloads).toEqual([]);
    },
  );

  test('N270 a Helm test is no workload and stays an object', async () => {
    const facts = await readManifest(`apiVersion: v1
kind: Pod
metadata:
  name: smoke
  annotations: {"helm.sh/hook": test}
spec: {containers: [{name: curl, image: curl, env: [{name: PASSWORD, value: croissant}]}]}
`);

    expect(facts.workloads).toEqual([]);
    expect(facts.objects).toMatchObject([{ kind: 'Pod', name: 'smoke' }]);
    expect(facts.objects[0]?.spec).toBeUndefined();
  });

  test('N270 a hook that migrates before an upgrade is a workload', async () => {
    const { workloads } = await readManifest(`apiVersion: batch/v1
kind: Job
metadata: {name: migrate, annotations: {"helm.sh/hook": "pre-upgrade,pre-install"}}
spec: {template: {${POD}}}
`);

    expect(workloads).toMatchObject([{ id: 'Job/migrate', isHook: true }]);
  });
});

describe('probes', () => {
  test('an HTTP probe keeps a named port, and its path is / when none is said', async () => {
    const { probes } = await firstWorkload(deployment('readinessProbe:\n  httpGet: {port: http}\n  periodSeconds: 5'));

    expect(probes).toMatchObject([
      {
        role: 'readiness',
        action: { kind: 'http', port: 'http', path: '/' },
        timing: { period: 5 },
        at: { line: 14, column: 11 },
      },
    ]);
  });

  test('N054 a port in quotes is the number', async () => {
    const { probes } = await firstWorkload(deployment('livenessProbe: {tcpSocket: {port: "8080"}}'));

    expect(probes[0]?.action).toMatchObject({ kind: 'tcp', port: 8080 });
  });

  test('an HTTP probe knows the lines of its port and of its path', async () => {
    const { probes } = await firstWorkload(
      deployment('readinessProbe:\n  httpGet:\n    path: /ready\n    port: 8080\n  periodSeconds: 5'),
    );

    expect(probes[0]?.action).toMatchObject({ pathAt: { line: 16, column: 15 }, portAt: { line: 17, column: 15 } });
  });

  test('a gRPC probe has a port', async () => {
    const { probes } = await firstWorkload(deployment('startupProbe: {grpc: {port: 9000}}'));

    expect(probes[0]).toMatchObject({ role: 'startup', action: { kind: 'grpc', port: 9000 } });
  });

  test('a command probe says which requests it makes to its own container', async () => {
    const { probes } = await firstWorkload(
      deployment('livenessProbe: {exec: {command: [curl, -f, "http://localhost:8080/healthz"]}}'),
    );

    expect(probes[0]?.action).toMatchObject({ kind: 'command', requests: [{ port: 8080, path: '/healthz' }] });
  });
});
