import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { nodeToolRunner } from '../../src/repository/node-tool-runner.ts';
import { BAKERY, folderWith } from '../helpers/folder.ts';
import { runProgram } from '../helpers/program.ts';

/** A script around the real program, as version managers put on the PATH; it says who the real one is. */
const WRAPPER = '#!/bin/sh\nsleep 60 &\necho $! > "$STARTED.part"\nmv "$STARTED.part" "$STARTED"\nwait\n';

async function hasEnded(pidFile: string): Promise<boolean> {
  const pid = Number(readFileSync(pidFile, 'utf8'));
  for (let tries = 0; tries < 50; tries++) {
    if (!isRunning(pid)) return true;
    await pause(100);
  }
  return false;
}

/** A process that has ended and that nobody has asked about yet still has its number. */
function isRunning(pid: number): boolean {
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
  return stat !== '' && !/\) Z /.test(stat);
}

describe.skipIf(!existsSync('/proc/self/stat'))('what an outside program has started', () => {
  it('ends with it when its time is over', async () => {
    const cwd = folderWith({ 'mixer.sh': WRAPPER });
    const started = join(cwd, 'started');
    const script = `STARTED="${started}" exec sh mixer.sh`;
    const result = await nodeToolRunner().run('sh', ['-c', script], { cwd, timeoutMs: 2_000 });

    expect(result).toEqual({ kind: 'timed-out' });
    expect(await hasEnded(started)).toBe(true);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends when parity gets %s', async (signal) => {
    const cwd = folderWith({
      ...BAKERY,
      'overlay/kustomization.yaml': 'resources: [../k8s/oven.yaml]\n',
      'tools/kustomize': WRAPPER,
    });
    chmodSync(join(cwd, 'tools/kustomize'), 0o755);
    const started = join(cwd, 'started');
    const { code } = await runProgram(['check', '--target', 'kustomize:overlay'], {
      cwd,
      env: { PATH: `${join(cwd, 'tools')}:${process.env.PATH}`, STARTED: started },
      signalOn: { when: () => existsSync(started), signal },
    });

    expect(code).toBe(130);
    expect(await hasEnded(started)).toBe(true);
  });
});
