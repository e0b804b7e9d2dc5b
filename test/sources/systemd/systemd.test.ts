import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeInventory } from '../../../src/discovery/inventory.ts';
import { parseEnvironmentFile } from '../../../src/sources/systemd/env-file.ts';
import { systemdInput } from '../../../src/sources/systemd/input.ts';
import { systemd } from '../../../src/sources/systemd/systemd.ts';
import { unitWords } from '../../../src/sources/systemd/unit-file.ts';
import { folderWith } from '../../helpers/folder.ts';
import { checkNamed } from '../../helpers/named-check.ts';
import { contextWith } from '../../helpers/source-context.ts';

const UNIT = `# the bakery
[Unit]
Description=Shop
[Service]
Environment="MODE=rye bread" LIMIT=7 'NOTE=a "b"'
Environment=TOKEN=rye-7-bread-9 \\
    ; a remark between
    HEAT=%i
EnvironmentFile=-/etc/default/shop
WorkingDirectory=/opt/shop
ExecStartPre=/usr/bin/true
ExecStart=-/usr/bin/node server.js --name "a b" \${MODE}
MemoryMax=512M
CPUQuota=150%
TimeoutStopSec=1min 30s
[Install]
WantedBy=multi-user.target
`;

async function read(texts: Readonly<Record<string, string>>, path = 'ops') {
  const context = contextWith(texts);
  const paths = systemdInput.expand?.(path, await takeInventory(context.files)) ?? [];
  return systemd.read({ paths }, context);
}

const names = async (service: string, more = {}) =>
  (await read({ 'ops/shop.service': `[Service]\n${service}\n`, ...more })).workloads[0]?.environment.map((step) =>
    'name' in step ? `${step.kind} ${step.name}` : step.kind,
  );

describe('a unit of systemd', () => {
  it('is one process with its environment, command and limits', async () => {
    const { workloads, problems } = await read({ 'ops/shop.service': UNIT });

    expect(workloads).toMatchObject([
      {
        id: 'shop',
        kind: 'process',
        hasUnreadVariables: true,
        environment: [
          {
            name: 'MODE',
            value: { kind: 'plain', text: 'rye bread' },
            at: { source: 'systemd', line: 5, object: 'shop.service' },
          },
          { name: 'LIMIT', value: { text: '7' } },
          { name: 'NOTE', value: { text: 'a "b"' } },
          { name: 'TOKEN', value: { kind: 'secret' }, at: { line: 6 } },
          { name: 'HEAT', value: { kind: 'deferred' } },
        ],
        command: { words: ['/usr/bin/node', 'server.js', '--name', 'a b', '${MODE}'], at: { line: 12 } },
        resources: { limits: { memory: '512Mi', cpu: '1.5' } },
        stopGrace: { seconds: 90 },
      },
    ]);
    expect(problems).toMatchObject([
      { kind: 'unresolved', line: 9, message: expect.stringContaining('/etc/default/shop') },
    ]);
  });

  it('reads its environment files where the repository has them; they count over Environment=', async () => {
    const unit = '[Service]\nEnvironmentFile=/etc/default/shop\nEnvironment=MODE=rye\nEnvironmentFile=/etc/shop.env\n';
    const { workloads, problems } = await read({
      'ops/shop.service': unit,
      'ops/etc/default/shop': 'MODE=wheat\n',
      'ops/shop.env': '; remark\nURL="http://oven"\n',
    });

    expect(problems).toEqual([]);
    expect(workloads[0]).not.toHaveProperty('hasUnreadVariables');
    expect(workloads[0]?.environment).toMatchObject([
      { name: 'MODE', value: { text: 'rye' } },
      { name: 'MODE', value: { text: 'wheat' }, at: { path: 'ops/etc/default/shop', line: 1 } },
      { name: 'URL', value: { text: 'http://oven' }, at: { path: 'ops/shop.env', line: 2 } },
    ]);
  });

  it('does not take the .env of the developers for that of the machine', async () => {
    const { workloads } = await read(
      { 'shop.service': '[Service]\nEnvironmentFile=/opt/shop/.env\n', '.env': 'MODE=rye\n' },
      '.',
    );

    expect(workloads[0]).toMatchObject({ environment: [], hasUnreadVariables: true });
  });

  it.each([
    ['an empty value takes back what was said', 'Environment=A=1\nEnvironment=\nEnvironment=B=2', ['set B']],
    [
      'what is passed on, and what is unset',
      'PassEnvironment=A B\nEnvironment=C=1\nUnsetEnvironment=B D=1',
      ['set A', 'set B', 'set C', 'unset B'],
    ],
    ['what is no assignment', 'Environment=A 1=2 "B=3"', ['set B']],
  ])('%s', async (_, service, expected) => {
    expect(await names(service)).toEqual(expected);
  });

  it('takes drop-ins in the order of their names', async () => {
    const more = {
      'ops/shop.service.d/20-b.conf': '[Service]\nEnvironment=\nEnvironment=B=2\n',
      'ops/shop.service.d/10-a.conf': '[Service]\nEnvironment=A=1\n',
      'ops/other.service.d/10-a.conf': '[Service]\nEnvironment=X=1\n',
    };

    expect(await names('Environment=C=3', more)).toEqual(['set B']);
  });

  it('has the name of its template, and is none without [Service]', async () => {
    const { workloads } = await read({
      'ops/shop@.service': '[Service]\nExecStart=/bin/shop %i\n',
      'ops/a.service': '[Unit]\nA=1\n',
    });

    expect(workloads.map(({ id }) => id)).toEqual(['shop']);
  });

  it('says which lines it cannot read, and reads the rest', async () => {
    const { workloads, problems } = await read({
      'ops/shop.service': '[Service]\nwhat is this\nExecStart=/bin/shop\n',
    });

    expect(problems).toMatchObject([{ kind: 'unreadable', line: 2, secret: true }]);
    expect(workloads).toMatchObject([{ command: { words: ['/bin/shop'] } }]);
  });

  it('is a target when it is named', async () => {
    const root = folderWith({
      'compose.yaml': 'services:\n  shop: {build: ., environment: {MODE: rye, QUEUE: orders}}\n',
      Dockerfile: 'FROM node:20\nCOPY . .\nCMD ["node", "server.js"]\n',
      'server.js': 'for (const name of [process.env.MODE, process.env.QUEUE]) if (!name) throw new Error("missing");\n',
      'shop.service': '[Service]\nEnvironment=MODE=rye\nExecStart=/usr/bin/node server.js\n',
    });
    const { findings } = await checkNamed(root, { target: ['shop.service'] });

    expect(findings.map(({ rule, subject, remedy }) => [rule, subject, remedy])).toEqual([
      ['env/missing', 'QUEUE', 'set QUEUE with Environment= in shop.service, or in a file of its EnvironmentFile='],
    ]);
  });
});

describe('words of a unit', () => {
  it.each<readonly [string, readonly string[]]>([
    ['a  b', ['a', 'b']],
    ['"a b" \'c d\'', ['a b', 'c d']],
    ['A="b c"d', ['A=b cd']],
    ['a\\ b "c\\"d" e\\n', ['a b', 'c"d', 'e\n']],
    ['"open', ['open']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(unitWords(text)).toEqual(expected);
  });
});

describe('environment files', () => {
  it.each([
    ['A=1', '1'],
    ['A = 1 ', '1'],
    ['A="x y" ', 'x y'],
    ["A='$B'", '$B'],
    ['A=$B', '$B'],
    ['A=x # c', 'x # c'],
    ['A="a\\"b\\n"', 'a"b\\n'],
    ['A=a\\\nb', 'ab'],
    ['A="a\nb"', 'a\nb'],
    ['A=', ''],
  ])('%j', (text, value) => {
    expect(parseEnvironmentFile(text)).toMatchObject([{ name: 'A', value, line: 1 }]);
  });

  it('know their lines, and leave out what is no assignment', () => {
    expect(parseEnvironmentFile('# A=1\n; B=2\n\nexport C=3\nD="1\n2"\nE=5\n')).toEqual([
      { name: 'D', value: '1\n2', line: 5 },
      { name: 'E', value: '5', line: 7 },
    ]);
  });

  it('never throw and end soon, for any text', () => {
    const piece = fc.constantFrom('A', '=', '"', "'", '\\', '\n', ' ', '#', ';', '$', 'export ');
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void parseEnvironmentFile(pieces.join(''))));
    const start = performance.now();
    parseEnvironmentFile(`A="${'\\"x'.repeat(50_000)}`);
    parseEnvironmentFile('A="\n'.repeat(20_000));

    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
