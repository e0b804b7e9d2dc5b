// Start-up against an empty Node process, paired: each round runs all of them once, in changing order.
// Prints medians, ratios and differences; ends with 1 when a budget is exceeded.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const ROUNDS = Number(process.env.ROUNDS ?? 21);
const cwd = mkdtempSync(join(tmpdir(), 'parity-bench-'));

const cases = [
  { name: 'node -e 0', args: ['-e', '0'], exit: 0 },
  { name: 'parity --version', args: [BIN, '--version'], exit: 0, budget: 40 },
  // An empty folder holds nothing to check, and saying so is the whole way through a command.
  { name: 'parity check (empty folder)', args: [BIN, 'check'], exit: 3, budget: 80 },
];

if (!existsSync(new URL('../dist/main.js', import.meta.url))) throw new Error('build it first: npm run build');
const times = cases.map(() => []);
for (let round = -2; round < ROUNDS; round += 1) {
  const order = cases.map((_, at) => (at + round + 2) % cases.length);
  for (const at of order) {
    const begin = process.hrtime.bigint();
    const { status } = spawnSync(process.execPath, cases[at].args, { cwd });
    const took = Number(process.hrtime.bigint() - begin) / 1e6;
    if (status !== cases[at].exit) throw new Error(`${cases[at].name} ended with ${status}`);
    // The first two rounds fill caches.
    if (round >= 0) times[at].push(took);
  }
}

const [base] = times;
let exceeded = false;
process.stdout.write(`node ${process.version}, ${ROUNDS} rounds, milliseconds\n`);
process.stdout.write(
  `${'case'.padEnd(30)}${'median'.padStart(8)}${'ratio'.padStart(8)}${'over'.padStart(8)}${'budget'.padStart(8)}\n`,
);
for (const [at, { name, budget }] of cases.entries()) {
  const over = median(times[at].map((time, round) => time - base[round]));
  const ratio = median(times[at]) / median(base);
  const late = budget !== undefined && over > budget;
  exceeded ||= late;
  const cells = [
    median(times[at]).toFixed(1),
    ratio.toFixed(2),
    over.toFixed(1),
    budget === undefined ? '' : String(budget),
  ];
  process.stdout.write(
    `${name.padEnd(30)}${cells.map((cell) => cell.padStart(8)).join('')}${late ? '  over budget' : ''}\n`,
  );
}
if (exceeded) process.exitCode = 1;

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
