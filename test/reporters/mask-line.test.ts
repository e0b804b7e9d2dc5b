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

const READ: Masking = { path: 'till/config.py', object: undefined, subject: 'DB_PASSWORD', secret: true };

describe('a read of a secret by its name is shown, and nothing that could stand in for it', () => {
  it.each([
    ['config.py', 'password = os.environ["DB_PASSWORD"]', 'password = os.environ["DB_PASSWORD"]'],
    [
      'config.py',
      'password = os.getenv("DB_PASSWORD", "marmalade")',
      'password = os.getenv("DB_PASSWORD", "[secret]")',
    ],
    ['config.py', 'pin = os.getenv("DB_PASSWORD") or 4711', 'pin = os.getenv("DB_PASSWORD") or [secret]'],
    [
      'config.py',
      'password = os.getenv("DB_PASSWORD", "RYE_BREAD")',
      'password = os.getenv("DB_PASSWORD", "[secret]")',
    ],
    ['config.py', 'password = os.environ["DB_PASSWORD', 'password = [secret]'],
    ['config.py', 'dsn=os.getenv("DB_PASSWORD"),', 'dsn=os.getenv("DB_PASSWORD"),'],
    ['config.py', '    db_password: str', '    db_password: str'],
    ['config.py', '    db_password: str = "marmalade"', '    db_password: str = "[secret]"'],
    ['config.py', '    db_password: marmalade', '    db_password: [secret]'],
    ['config.py', 'password = marmalade', 'password = [secret]'],
    ['config.py', 'password = required("DB_PASSWORD")', 'password = required("DB_PASSWORD")'],
    ['config.py', 'password = hide("marmalade")', 'password = [secret]'],
    ['config.ts', '  password: process.env.DB_PASSWORD || "",', '  password: process.env.DB_PASSWORD || "",'],
    ['config.ts', "  key: process.env['DB_PASSWORD'] ?? 'jam',", "  key: process.env['DB_PASSWORD'] ?? '[secret]',"],
    ['config.ts', '  password: process.env.DB_PASSWORD || `jam', '  password: process.env.DB_PASSWORD || `[secret]'],
    ['config.go', '\tpassword := os.Getenv("DB_PASSWORD")', '\tpassword := os.Getenv("DB_PASSWORD")'],
    ['config.go', '\tPassword string `env:"DB_PASSWORD,required"`', '\tPassword string `env:"DB_PASSWORD,required"`'],
    [
      'config.go',
      '\tPassword string `env:"DB_PASSWORD" envDefault:"marmalade"`',
      '\tPassword string `env:"DB_PASSWORD" envDefault:"[secret]"`',
    ],
    ['.env', 'DB_PASSWORD=process.env.marmalade', 'DB_PASSWORD=[secret]'],
    ['Dockerfile', 'ENV DB_PASSWORD=marmalade', 'ENV DB_PASSWORD=[secret]'],
  ])('%s: %s', (path, line, shown) => {
    expect(maskLine(line, { ...READ, path })).toBe(shown);
  });
});

describe('a name inside a workload is no secret', () => {
  it.each([
    ['        - name: orders', '        - name: orders'],
    ['              key: db-password', '              key: db-password'],
    ['          value: orders', '          value: [secret]'],
    ['        - {name: orders, value: crumb}', '        - {name: orders, value: [secret]}'],
  ])('%s', (line, shown) => {
    expect(maskLine(line, { ...OPEN, subject: 'DB_PASSWORD', secret: true })).toBe(shown);
  });

  it('but a key called name may be one in a ConfigMap', () => {
    expect(maskLine('  name: crumb', { ...OPEN, object: 'ConfigMap/oven', secret: true })).toBe('  name: [secret]');
  });
});
