import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { procfile } from '../../src/sources/procfile/procfile.ts';
import { contextWith } from '../helpers/source-context.ts';

async function read(text: string) {
  return procfile.read({ paths: ['Procfile'] }, contextWith({ Procfile: text }));
}

describe('Procfile', () => {
  it('makes one workload of each process type, with its place', async () => {
    const { workloads, problems } = await read(
      '# the bakery\nweb: node server.js --tray "rye bread"\nworker: npm run bake\n',
    );

    expect(workloads).toMatchObject([
      {
        id: 'web',
        kind: 'process',
        name: 'web',
        container: 'web',
        at: { source: 'procfile', path: 'Procfile', line: 2, column: 1, object: 'process web' },
        command: { words: ['node', 'server.js', '--tray', 'rye bread'], at: { line: 2, column: 6 } },
      },
      { id: 'worker', command: { words: ['npm', 'run', 'bake'] } },
    ]);
    expect(problems).toEqual([]);
  });

  it('runs a command with operators or variables through the shell', async () => {
    const { workloads } = await read('web: npm run build && node server.js --port $PORT\n');

    expect(workloads[0]?.command?.words).toEqual(['/bin/sh', '-c', 'npm run build && node server.js --port $PORT']);
  });

  it('takes assignments before the command for environment', async () => {
    const { workloads } = await read('web: OVEN=hot TRAY="rye bread" API_TOKEN=rye-7-bread HOST=$OVEN env.sh --fast\n');

    expect(workloads[0]?.environment).toMatchObject([
      { kind: 'set', name: 'OVEN', value: { kind: 'plain', text: 'hot' }, at: { line: 1, column: 6 } },
      { kind: 'set', name: 'TRAY', value: { kind: 'plain', text: 'rye bread' }, at: { column: 15 } },
      { kind: 'set', name: 'API_TOKEN', value: { kind: 'secret' } },
      { kind: 'set', name: 'HOST', value: { kind: 'deferred', reason: 'from the shell' } },
    ]);
    expect(workloads[0]?.command?.words).toEqual(['env.sh', '--fast']);
  });

  it('reads on after a line that is no process', async () => {
    const { workloads, problems } = await read('web: node server.js\nnode worker.js\nempty:\n\nworker: npm start');

    expect(workloads.map((workload) => workload.id)).toEqual(['web', 'worker']);
    expect(problems).toMatchObject([
      { kind: 'unreadable', line: 2, column: 1 },
      { kind: 'unreadable', line: 3, column: 1 },
    ]);
  });

  it('tells of a process type that stands there twice', async () => {
    const { workloads, problems } = await read('web: node a.js\nweb: node b.js\n');

    expect(workloads).toMatchObject([{ id: 'web', at: { line: 2 } }]);
    expect(problems).toMatchObject([{ kind: 'suspicious', line: 2 }]);
  });

  it('takes an empty file, a byte order mark and CRLF', async () => {
    expect(await read('')).toMatchObject({ workloads: [], problems: [] });

    const { workloads } = await read('\uFEFFweb: npm start\r\n');

    expect(workloads[0]?.command?.words).toEqual(['npm', 'start']);
  });

  it('never throws, for any text', async () => {
    const piece = fc.constantFrom('web', ':', ' ', '=', '"', "'", '\\', '\n', '$(', '${', ')', '`', 'A=', 'env ', '#');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 50 }), async (pieces) => {
        await read(pieces.join(''));
      }),
    );
  });

  it.each([
    ['spaces', `web: ${' '.repeat(100_000)}x`],
    ['inner spaces', `web: x${' '.repeat(200_000)}y`],
    ['escaped quotes', `web: "${'\\"'.repeat(100_000)}`],
    ['assignments', `web: ${'A=1 '.repeat(5_000)}x`],
    ['backslashes', `web: A="${'\\'.repeat(50_000)}`],
    ['substitutions', `web: ${'$('.repeat(20_000)}`],
  ])('stays quick over many %s', async (_, text) => {
    const start = performance.now();

    await read(text);

    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
