import { describe, expect, it } from 'vitest';
import { BAKERY, DRIFTED_BAKERY, folderWith } from '../helpers/folder.ts';
import { checkFolder } from '../helpers/rule-cases.ts';

const { 'compose.yaml': _, ...HERE } = BAKERY;
const { 'compose.yaml': __, ...DRIFTED } = DRIFTED_BAKERY;

describe('without compose file and Procfile', () => {
  it.each(['.env', 'oven/.env', '.env.local'])(
    '%s is the local side of the service whose code lies there',
    async (path) => {
      const report = await checkFolder(folderWith({ ...HERE, [path]: 'OVEN_MODE=rye\n' }));

      expect(report).toMatchObject({ compared: true, complete: true, findings: [] });
      expect(report.services).toMatchObject([{ name: 'oven', local: 'oven', target: 'Deployment/oven' }]);
    },
  );

  it('what the target forgot is found, and where it stands locally', async () => {
    const { findings } = await checkFolder(folderWith({ ...DRIFTED, '.env': '\nOVEN_MODE=rye\n' }));
    const missing = findings.find((finding) => finding.rule === 'env/missing');

    expect(missing).toMatchObject({ subject: 'OVEN_MODE', service: 'oven' });
    expect(missing?.places).toContainEqual(expect.objectContaining({ path: '.env', line: 2 }));
  });

  it('nothing is said of what dotenv files cannot tell: other services and volumes', async () => {
    const volume = '          volumeMounts: [{name: trays, mountPath: /trays}]\n';
    const claim = '      volumes: [{name: trays, persistentVolumeClaim: {claimName: trays}}]\n---\n';
    const mounted = (HERE['k8s/oven.yaml'] ?? '').replace('---\n', `${volume}${claim}`);
    const cache = mounted.split('---')[0]?.replaceAll('oven', 'cache') ?? '';
    const trays = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: trays}\n';
    const manifests = `${mounted}---\n${cache}---\n${trays}`;
    const report = await checkFolder(folderWith({ ...HERE, 'k8s/oven.yaml': manifests, '.env': 'OVEN_MODE=rye\n' }));

    expect(report).toMatchObject({ compared: true, complete: true, findings: [] });
  });

  it('the file nearer to the code wins', async () => {
    const files = { ...HERE, '.env': 'OVEN_MODE=rye\n', 'oven/.env': 'OVEN_MODE=spelt\n' };
    const { findings } = await checkFolder(folderWith(files));

    expect(findings.flatMap(({ places }) => places)).toContainEqual(expect.objectContaining({ path: 'oven/.env' }));
    expect(findings.flatMap(({ places }) => places)).not.toContainEqual(expect.objectContaining({ path: '.env' }));
  });

  it.each(['till/.env', '.env.example', '.env.production'])('%s is no local side', async (path) => {
    const { compared } = await checkFolder(folderWith({ ...HERE, [path]: 'OVEN_MODE=rye\n' }));

    expect(compared).toBe(false);
  });
});
