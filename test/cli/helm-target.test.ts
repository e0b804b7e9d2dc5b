import { describe, expect, test } from 'vitest';
import { BAKERY, folderWith } from '../helpers/folder.ts';
import { helmOnPath } from '../helpers/helm-program.ts';
import { runProgram } from '../helpers/program.ts';

const { 'k8s/oven.yaml': MANIFESTS = '', ...SOURCES } = BAKERY;
const CHART = {
  ...SOURCES,
  'chart/Chart.yaml': 'apiVersion: v2\nname: bakery\nversion: 1.0.0\n',
  'chart/values.yaml': 'mode: rye\n',
  'chart/templates/oven.yaml': MANIFESTS.replace('value: rye', 'value: {{ .Values.mode }}'),
};
const hasHelm = helmOnPath();

describe.runIf(hasHelm)('a chart as the target', () => {
  test('is found, rendered and agrees', async () => {
    const { code, stderr } = await runProgram(['check'], { cwd: folderWith(CHART) });

    expect(stderr).not.toContain('could not');
    expect(code).toBe(0);
  });

  test('is rendered as parity.yaml says, and a finding has the line of its values file', async () => {
    const cwd = folderWith({
      ...CHART,
      'deploy/north.yaml': '# north\nmode: spelt\n',
      'parity.yaml': [
        'version: 1',
        'environments:',
        '  local: { compose: compose.yaml }',
        '  production: { helm: { chart: chart, values: [deploy/north.yaml], release: north, namespace: north } }',
        '',
      ].join('\n'),
    });

    const { stdout } = await runProgram(['check', '--json'], { cwd });

    expect(JSON.parse(stdout).findings).toMatchObject([
      {
        rule: 'env/value',
        subject: 'OVEN_MODE',
        places: expect.arrayContaining([expect.objectContaining({ path: 'deploy/north.yaml', line: 2 })]),
      },
    ]);
  });
});

describe('without helm', () => {
  test('a chart could not be checked: exit 3, and what to install', async () => {
    const { code, stdout } = await runProgram(['check'], { cwd: folderWith(CHART), env: { PATH: '/nowhere' } });

    expect(code).toBe(3);
    expect(stdout).toContain('install helm');
  });
});
