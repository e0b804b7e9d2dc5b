import { describe, expect, it } from 'vitest';
import { DRIFTED_BAKERY, folderWith } from '../helpers/folder.ts';
import { checkFolder } from '../helpers/rule-cases.ts';

const SHARED = 'rule: env/missing, reason: rye is the default, owner: "@bakers", expires: 2027-01-31';
const TARGET = '{manifests: k8s/}';
const THREE = `environments: {local: {compose: compose.yaml}, production: ${TARGET}, festival: ${TARGET}}`;

const check = (waiver: string, more = '', files: Readonly<Record<string, string>> = {}) =>
  checkFolder(
    folderWith({
      ...DRIFTED_BAKERY,
      ...files,
      'parity.yaml': `policy: {waivers: [{${waiver}, ${SHARED}}]}\n${more}\nversion: 1\n`,
    }),
  );

describe('a waiver', () => {
  it.each([
    ['a service', 'service: ovne', '1:21 policy.waivers.0.service: there is no service ovne; did you mean oven?'],
    [
      'a service that resembles none',
      'service: cellar',
      '1:21 policy.waivers.0.service: there is no service cellar; there is oven',
    ],
    [
      'an environment',
      'environment: prodution',
      '1:21 policy.waivers.0.environment: there is no environment prodution; did you mean production?',
    ],
    [
      'an environment in short',
      'environment: prod',
      '1:21 policy.waivers.0.environment: there is no environment prod; did you mean production?',
    ],
  ])('that names %s that is not there is refused with place and nearest name', async (_, waiver, message) => {
    await expect(check(waiver)).rejects.toMatchObject({ kind: 'usage', message: `parity.yaml:${message}` });
  });

  it('that names an environment of parity.yaml that is not looked at is left alone', async () => {
    const { findings, notes } = await check('environment: festival', THREE);

    expect(findings.map(({ rule }) => rule)).toEqual(['env/missing']);
    expect(notes.join('\n')).not.toContain('festival');
  });

  it('that names an environment that parity.yaml does not describe is refused', async () => {
    await expect(check('environment: staging', THREE)).rejects.toMatchObject({ kind: 'usage' });
  });

  it('that names a service is only said to fit none where another target may have it', async () => {
    const { notes } = await check('service: ovne', THREE);

    expect(notes.join('\n')).toContain('policy.waivers.0.service: there is no service ovne; did you mean oven?');
  });

  it('of another service takes nothing out', async () => {
    const compose = `${DRIFTED_BAKERY['compose.yaml']}  till:\n    image: bakery/till:1.0\n`;
    const { findings } = await check('service: till', '', { 'compose.yaml': compose });

    expect(findings.map(({ rule }) => rule)).toContain('env/missing');
  });

  it('names whatever service it likes where a manifest cannot be read', async () => {
    const { notes } = await check('service: till', '', { 'k8s/till.yaml': 'kind: [Deployment\n' });

    expect(notes.join('\n')).not.toContain('there is no service');
  });
});
