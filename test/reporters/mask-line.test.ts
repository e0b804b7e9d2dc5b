import { describe, expect, it } from 'vitest';
import { type Masking, maskLine } from '../../src/reporters/mask-line.ts';

const SECRET: Masking = { path: 'k8s/till.yaml', object: 'Secret/till', subject: 'k8s/till.yaml', secret: true };
const OPEN: Masking = { path: 'k8s/oven.yaml', object: 'Deployment/oven', subject: 'STRIPE_KEY', secret: false };

describe('a line inside a Secret shows keys alone', () => {
  it.each([
    ['stringData: {queue: one, queue: crumb}', 'stringData: {queue: [secret], queue: [secret]}'],
    ['data: {b: 5, c: [crumb]}', 'data: {b: [secret], c: [[secret]]}'],
    ['  queue: crumb', '  queue: [secret]'],
    ['  name: CRUMB_CRUMB', '  name: [secret]'],
    ['  queue: |-', '  queue: [secret]'],
    ['    - crumb', '[secret]'],
    ['    - crumb: crumb', '    - crumb: [secret]'],
    ['kind: Secret', 'kind: Secret'],
    ['  name: till', '  name: till'],
    [
      '{"kind":"Secret","metadata":{"name":"till"},"data":{"word":"cru\\"mb","b":["x"]}}',
      '{"kind":"Secret","metadata":{"name":"till"},"data":{"word":"[secret]","b":["[secret]"]}}',
    ],
    ['  "word": "crumb:crumb, crumb"', '  "word": [secret]'],
  ])('%s', (line, shown) => {
    expect(maskLine(line, SECRET)).toBe(shown);
  });
});

describe('a line elsewhere is shown with its values masked by key', () => {
  it.each([
    ['        - name: web', '        - name: web'],
    ['        - name: STRIPE_KEY', '        - name: STRIPE_KEY'],
    [
      '{"kind":"Deployment","env":[{"name":"STRIPE_KEY","value":"crumb"},{"name":"MODE","value":"rye"}]}',
      '{"kind":"Deployment","env":[{"name":"STRIPE_KEY","value":"[secret]"},{"name":"MODE","value":"rye"}]}',
    ],
    ['command: ["till", "--password", "crumb"]', 'command: ["till", "--password", "[secret]"]'],
    ['MODE: rye # the password is crumb', 'MODE: rye # [secret]'],
    ['MODE: rye # or wheat', 'MODE: rye # or wheat'],
    ['path: /health?token=crumb', 'path: /health?token=[secret]'],
  ])('%s', (line, shown) => {
    expect(maskLine(line, OPEN)).toBe(shown);
  });
});
