import { describe, expect, test } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { checkFolder } from '../helpers/rule-cases.ts';

const deployment = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: ${name}
          image: ghcr.io/crumb/${name}:1.4.0
          envFrom: [{ configMapRef: { name: bakery } }]
---
`;
const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: bakery }\ndata: { LOAVES_PER_HOUR: "100" }\n';
const service = (name: string) => `  ${name}: { build: ${name}, environment: { LOAVES_PER_HOUR: "30" } }\n`;

async function remediesFor(names: readonly string[]): Promise<string[]> {
  const sources = names.flatMap((name) => [
    [`${name}/Dockerfile`, 'FROM node:22\nCOPY . .\nCMD ["node", "main.js"]\n'],
    [`${name}/main.js`, 'console.log(Number(process.env.LOAVES_PER_HOUR));\n'],
  ]);
  const report = await checkFolder(
    folderWith({
      'compose.yaml': `services:\n${names.map(service).join('')}`,
      'k8s/bakery.yaml': names.map(deployment).join('') + CONFIG_MAP,
      ...Object.fromEntries(sources),
    }),
  );
  return report.findings.filter(({ rule }) => rule === 'env/value').map(({ remedy }) => remedy);
}

describe('the remedy of a wrong key', () => {
  test('names the ConfigMap that several services import, in the finding of each', async () => {
    const remedies = await remediesFor(['oven', 'till']);

    expect(remedies).toHaveLength(2);
    for (const remedy of remedies) expect(remedy).toContain('in ConfigMap bakery, once for all services');
  });

  test('says nothing of one that a single service imports', async () => {
    expect((await remediesFor(['oven'])).join()).not.toContain('ConfigMap');
  });
});
