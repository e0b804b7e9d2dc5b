import { describe, expect, it } from 'vitest';
import { BAKERY, folderWith } from '../helpers/folder.ts';
import { checkFolder } from '../helpers/rule-cases.ts';

const check = (services: string, environments = '') =>
  checkFolder(folderWith({ ...BAKERY, 'parity.yaml': `services: {${services}}\n${environments}\nversion: 1\n` }));

describe('services of parity.yaml', () => {
  it.each([
    ['a workload', 'oven: {target: Deployment/ovne}', '1:19 services.oven.target', 'did you mean Deployment/oven?'],
    ['a local service', 'shop: {local: ovne}', '1:19 services.shop.local', 'did you mean oven?'],
    ['a folder of code', 'oven: {code: [ovne]}', '1:26 services.oven.code.0', 'did you mean oven?'],
    ['a service', 'ovne: {env: {TRAY: {type: string}}}', '1:12 services.ovne', 'did you mean oven?'],
  ])('are refused with place and nearest name where they name %s that is not there', async (_, services, at, hint) => {
    await expect(check(services)).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(
        new RegExp(`^parity.yaml:${at.replaceAll('.', '\\.')}.*${hint.replace('?', '\\?')}$`),
      ),
    });
  });

  it('are only said to name no workload where there are several targets', async () => {
    const target = '{manifests: k8s/}';
    const environments = `environments: {local: {compose: compose.yaml}, production: ${target}, staging: ${target}}`;
    const { notes } = await check('oven: {target: Deployment/staging-oven}', environments);

    expect(notes.join('\n')).toContain('the target has no workload Deployment/staging-oven');
  });

  it.each([
    ['both sides', 'kiln: {local: oven, target: Deployment/oven}'],
    ['the local side alone', 'kiln: {local: oven}'],
    ['the target alone', 'kiln: {target: oven}'],
  ])('give their name to what they name by %s', async (_, services) => {
    const report = await check(services);

    expect(report.services).toMatchObject([{ name: 'kiln', local: 'oven', target: 'Deployment/oven' }]);
  });
});
