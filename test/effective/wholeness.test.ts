import { describe, expect, it } from 'vitest';
import { isComplete, isReadWhole } from '../../src/effective/wholeness.ts';
import type { Problem } from '../../src/shape/origin.ts';
import type { Workload } from '../../src/shape/workload.ts';

const problem = (change: Partial<Problem>): Problem => ({
  kind: 'unreadable',
  source: 'kubernetes',
  path: 'k8s/oven.yaml',
  line: 1,
  column: 1,
  message: 'the YAML is broken',
  hint: 'mend it',
  ...change,
});

const workload = (kind: Workload['kind'], path: string): Workload => ({
  id: 'oven',
  kind,
  name: 'oven',
  container: 'oven',
  role: 'main',
  at: { source: 'kubernetes', path, line: 1, column: 1, object: 'Deployment/oven' },
  labels: {},
  environment: [],
  ports: [],
  mounts: [],
  probes: [],
  dependsOn: [],
  profiles: [],
  aliases: [],
  extraHosts: [],
});

describe('a side', () => {
  it.each([
    ['no problem', [], true],
    ['a file that cannot be read', [problem({})], false],
    ['an overlay that does not render', [problem({ kind: 'unrendered' })], false],
    ['a template that nobody rendered', [problem({ kind: 'unresolved', hidesObjects: true })], false],
    ['a name that is computed', [problem({ kind: 'unresolved' })], true],
    ['a value of one Secret that cannot be read', [problem({ object: 'Secret/oven' })], true],
    ['a Secret that does not render', [problem({ kind: 'unrendered', object: 'Secret/oven' })], false],
    ['a part of one service that cannot be read', [problem({ service: 'oven' })], true],
    ['something suspicious', [problem({ kind: 'suspicious' }), problem({ kind: 'unresolved' })], true],
  ])('was read whole, or not, with %s', (_, problems, expected) => {
    expect(isComplete({ problems, workloads: [] })).toBe(expected);
  });
});

describe('a workload', () => {
  it.each([
    [
      'a part of its own object is broken',
      workload('Deployment', 'k8s/oven.yaml'),
      problem({ object: 'Deployment/oven' }),
      false,
    ],
    ['another document of its file is broken', workload('Deployment', 'k8s/oven.yaml'), problem({}), true],
    ['another manifest is broken', workload('Deployment', 'k8s/till.yaml'), problem({}), true],
    [
      'the compose file beneath its own is broken',
      workload('compose', 'compose.override.yaml'),
      problem({ source: 'compose', path: 'compose.yaml' }),
      false,
    ],
    [
      'a part of it is broken',
      workload('compose', 'compose.yaml'),
      problem({ source: 'compose', service: 'oven' }),
      false,
    ],
    [
      'a part of another service is broken',
      workload('compose', 'compose.yaml'),
      problem({ source: 'compose', service: 'till' }),
      true,
    ],
  ])('was read whole, or not, where %s', (_, service, gap, expected) => {
    expect(isReadWhole(service, [gap])).toBe(expected);
  });
});
