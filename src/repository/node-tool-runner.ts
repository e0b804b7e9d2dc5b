import { spawn } from 'node:child_process';
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
    const child = spawn(command, [...args], { cwd: options.cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    // An interrupted run must not leave a program behind that nobody waits for.
    const end = () => child.kill('SIGKILL');
    process.once('exit', end);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let size = 0;
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, options.timeoutMs);
    const collect = (into: Buffer[]) => (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_OUTPUT) child.kill('SIGKILL');
      else into.push(chunk);
    };
    child.stdout.on('data', collect(out));
    child.stderr.on('data', collect(err));
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      process.removeListener('exit', end);
      if (error.code === 'ENOENT' || error.code === 'EACCES') resolve({ kind: 'not-found' });
      else reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      process.removeListener('exit', end);
      if (timedOut) resolve({ kind: 'timed-out' });
      else {
        const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString('utf8');
        resolve({ kind: 'done', stdout: text(out), stderr: text(err), exitCode: code ?? 1 });
      }
    });
  });
}
