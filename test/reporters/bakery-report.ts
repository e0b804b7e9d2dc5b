import { type Finding, fingerprint } from '../../src/findings/finding.ts';
import { type Report, summarise, type Unresolved } from '../../src/findings/report.ts';
import type { ReporterOptions } from '../../src/reporters/reporter.ts';

type About = Pick<Finding, 'rule' | 'service' | 'environment' | 'subject'>;

function finding(about: About, rest: Omit<Finding, 'id' | keyof About>): Finding {
  return { id: fingerprint(about), ...about, ...rest };
}

const findings: readonly Finding[] = [
  finding(
    { rule: 'env/missing', service: 'oven', environment: 'production', subject: 'OVEN_MODE' },
    {
      level: 'error',
      confidence: 'certain',
      message: 'oven reads OVEN_MODE; production does not set it',
      remedy: 'add OVEN_MODE to the env of container oven in k8s/oven.yaml',
      places: [
        { role: 'read', path: 'oven/server.js', line: 3, column: 14 },
        { role: 'expected', path: 'k8s/oven.yaml', line: 20, column: 11, object: 'Deployment/oven' },
      ],
    },
  ),
  finding(
    { rule: 'env/missing', service: 'till', environment: 'production', subject: 'STRIPE_API_KEY' },
    {
      level: 'error',
      confidence: 'likely',
      message: 'till reads STRIPE_API_KEY; production does not set it',
      remedy: 'put it into a Secret and reference it from Deployment/till',
      places: [
        { role: 'read', path: 'till/pay.js', line: 7, column: 13 },
        { role: 'local', path: 'compose.yaml', line: 12, column: 7, object: 'service till' },
      ],
    },
  ),
  finding(
    { rule: 'image/version', service: 'oven', environment: 'production', subject: 'redis' },
    {
      level: 'info',
      confidence: 'certain',
      message: 'redis is 7.2 locally and 7.0 in production',
      remedy: 'use the same minor version on both sides',
      places: [{ role: 'target', path: 'k8s/cache.yaml', line: 9, column: 11 }],
    },
  ),
];

const unresolved: readonly Unresolved[] = [
  {
    service: 'oven',
    what: 'dynamic read',
    places: [{ role: 'read', path: 'oven/server.js', line: 9, column: 3 }],
    hint: 'name the variable in parity.yaml',
  },
];

export const BAKERY_REPORT: Report = {
  schema: 'parity.report/v1',
  tool: { name: 'parity', version: '1.2.3' },
  environments: ['local', 'production'],
  summary: summarise(findings, unresolved, 0),
  findings,
  unresolved,
  sources: [
    { id: 'compose', path: 'compose.yaml', facts: 12, environment: 'local' },
    { id: 'kubernetes', path: 'k8s', facts: 40, environment: 'production' },
    { id: 'javascript', path: 'oven', facts: 5 },
  ],
  hidden: { N152: 2, N050: 3 },
  complete: true,
  compared: true,
  services: [
    {
      name: 'oven',
      local: 'oven',
      target: 'Deployment/oven',
      reason: 'build context oven',
      reads: { total: 5, resolved: 4 },
    },
    { name: 'till', local: 'till', target: 'Deployment/till', reason: 'same name', reads: { total: 2, resolved: 2 } },
  ],
  notes: ['k8s was chosen as the target: the only folder with workloads'],
};

export const NO_REPORT: Report = {
  ...BAKERY_REPORT,
  findings: [],
  unresolved: [],
  summary: summarise([], [], 0),
  notes: [],
};

export const FRAMES: ReporterOptions['frames'] = new Map([
  ['oven/server.js', new Map([[3, 'const mode = process.env.OVEN_MODE;']])],
  ['k8s/oven.yaml', new Map([[20, '          env:']])],
  ['till/pay.js', new Map([[7, "const key = process.env.STRIPE_API_KEY ?? 'crumble-key-42';"]])],
  ['compose.yaml', new Map([[12, '      STRIPE_API_KEY: crumble-key-42']])],
]);

export const PLAIN: ReporterOptions = {
  color: false,
  width: undefined,
  verbose: false,
  quiet: false,
  frames: FRAMES,
  rules: [],
  pathPrefix: '',
};
