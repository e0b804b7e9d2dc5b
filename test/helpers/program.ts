import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BIN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Another copy of the program. */
  readonly bin?: string;
  /** An open file, or nobody who reads; collected when left out. */
  readonly stdout?: number | 'closed';
  /** Sends a signal as soon as something is true. */
  readonly signalOn?: { readonly when: () => boolean; readonly signal: NodeJS.Signals };
}

/** Runs the built program as a shell would, with nothing of this process's own settings. */
export function runProgram(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [options.bin ?? BIN, ...args], {
    cwd: options.cwd ?? ROOT,
    env: { PATH, HOME, ...options.env },
    stdio: ['ignore', typeof options.stdout === 'number' ? options.stdout : 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  if (options.stdout === 'closed') child.stdout?.destroy();
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  const { signalOn } = options;
  const timer = setInterval(() => signalOn?.when() === true && child.kill(signalOn.signal), 20);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      resolve({ code, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') });
    });
  });
}
