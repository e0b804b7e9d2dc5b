import { type ChildProcess, spawn } from 'node:child_process';
import { scratchFolder } from './scratch-folder.ts';
import type { ToolOptions, ToolResult, ToolRunner } from './tool-runner.ts';

const MOST_OUTPUT = 256 * 1024 * 1024;

/** Runs real programs. Output past the limit ends the program. */
export function nodeToolRunner(): ToolRunner {
  return {
    run: async (command, args, options) => {
      if (options.layout === undefined) return runProgram(command, args, options);
      const scratch = scratchFolder(options.cwd, options.layout);
      try {
        return await runProgram(command, args, { ...options, cwd: scratch.path });
      } finally {
        scratch.remove();
      }
    },
  };
}

function runProgram(command: string, args: readonly string[], options: ToolOptions): Promise<ToolResult> {
  return new Promise<ToolResult>((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: HAS_GROUPS,
    });
    // An interrupted run must not leave a program behind that nobody waits for.
    const end = () => endGroup(child);
    process.once('exit', end);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let size = 0;
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      end();
    }, options.timeoutMs);
    const settle = () => {
      clearTimeout(timer);
      process.removeListener('exit', end);
    };
    const collect = (into: Buffer[]) => (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_OUTPUT) end();
      else into.push(chunk);
    };
    child.stdout.on('data', collect(out));
    child.stderr.on('data', collect(err));
    child.on('error', (error: NodeJS.ErrnoException) => {
      settle();
      if (error.code === 'ENOENT' || error.code === 'EACCES') resolve({ kind: 'not-found' });
      else reject(error);
    });
    child.on('close', (code) => {
      settle();
      if (timedOut) return resolve({ kind: 'timed-out' });
      const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString('utf8');
      resolve({ kind: 'done', stdout: text(out), stderr: text(err), exitCode: code ?? 1 });
    });
  });
}

/** Windows has no process groups, and would open a window for a detached program. */
const HAS_GROUPS = process.platform !== 'win32';

/** Ends a program with all that it started: what is on the PATH is often a script around the real one. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (!HAS_GROUPS) {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // All of them have ended already.
  }
}
