import { describe, expect, it } from 'vitest';
import type { DeployStep } from '../../../src/shape/deploy-step.ts';
import type { Facts } from '../../../src/shape/facts.ts';
import { helm } from '../../../src/sources/helm/helm.ts';
import { unknownValues } from '../../../src/sources/helm/set-by-deploy.ts';
import { folderWith } from '../../helpers/folder.ts';
import { helmOnPath } from '../../helpers/helm-program.ts';
import { contextOf } from '../../helpers/source-context.ts';

const hasHelm = helmOnPath();

const CHART = {
  'oven/Chart.yaml': 'apiVersion: v2\nname: oven\nversion: 1.0.0\n',
  'oven/values.yaml': 'heat: "200"\nsecrets: {url: ""}\nenv: {}\n',
  'oven/templates/oven.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: oven}
spec:
  selector: {matchLabels: {app: oven}}
  template:
    metadata: {labels: {app: oven}}
    spec:
      containers:
        - name: oven
          image: bakery/oven:1.0
          env:
            - {name: HEAT, value: {{ .Values.heat | quote }}}
            {{- range $name, $value := .Values.env }}
            - {name: {{ $name }}, value: {{ $value | quote }}}
            {{- end }}
---
apiVersion: v1
kind: Secret
metadata: {name: oven}
stringData:
  url: {{ required "needs a database" .Values.secrets.url | quote }}
`,
};

const at = { source: 'ci', path: '.github/workflows/deploy.yml', line: 1, column: 1 };
const step = (...setsValues: string[]): DeployStep => ({ on: { paths: ['oven'] }, setsValues, at });

function read(texts: Readonly<Record<string, string>>, deploySteps: readonly DeployStep[]): Promise<Facts> {
  return helm.read({ paths: ['oven'], deploySteps }, contextOf(folderWith(texts)));
}

describe.runIf(hasHelm)('a chart whose values a pipeline sets', () => {
  it('is rendered with them; what comes of them is known when it is deployed', async () => {
    const { workloads, configObjects, problems } = await read(CHART, [step('secrets.url', 'env.API_KEY')]);

    expect(problems).toEqual([]);
    expect(workloads[0]?.environment).toMatchObject([
      { name: 'HEAT', value: { kind: 'plain', text: '200' } },
      {
        name: 'API_KEY',
        value: { kind: 'deferred', reason: 'set by the pipeline that deploys it' },
        at: { path: 'oven/templates/oven.yaml' },
      },
    ]);
    expect(configObjects).toMatchObject([{ name: 'oven', entries: [{ key: 'url', value: { kind: 'deferred' } }] }]);
  });

  it('is rendered without them where they cannot be a text', async () => {
    const schema = '{"properties": {"env": {"properties": {"OVENS": {"type": "integer"}}}}}';
    const texts = {
      ...CHART,
      'oven/values.schema.json': schema,
      'oven/values.yaml': 'heat: "200"\nsecrets: {url: x}\nenv: {}\n',
    };
    const { workloads, problems } = await read(texts, [step('env.OVENS')]);

    expect(problems).toEqual([]);
    expect(workloads[0]?.environment).toMatchObject([{ name: 'HEAT' }]);
  });

  it('needs them as before when another chart is deployed with them', async () => {
    const { problems } = await read(CHART, [{ ...step('secrets.url'), on: { paths: ['mill'] } }]);

    expect(problems).toMatchObject([{ kind: 'unrendered' }]);
  });
});

describe('values that a pipeline sets', () => {
  it('are those that say nothing of what is rendered', () => {
    const steps = [
      step('secrets.url', 'env.API_KEY', 'image.tag', 'ingress.host', 'replicaCount', 'web.port', 'feature.enabled'),
      step('secrets.url', 'api.image.repository', 'database.host'),
    ];

    expect(unknownValues('oven', steps)).toEqual(['secrets.url', 'env.API_KEY', 'database.host']);
  });
});
