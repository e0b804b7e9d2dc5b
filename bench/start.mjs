// Start-up against an empty Node process, paired: each round runs all of them once, in changing order.
// Prints medians, ratios and differences; ends with 1 when a budget is exceeded. The clock also counts the time that
// other programs took on a busy machine, the processor's time does not: over budget is what both of them say.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
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
const spentFile = join(cwd, 'spent');
const meter = join(cwd, 'meter.cjs');
writeFileSync(
  meter,
  `process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    require('fs').writeFileSync(${JSON.stringify(spentFile)}, String((user + system) / 1000));
  });`,
);
const empty = mkdtempSync(join(tmpdir(), 'parity-bench-empty-'));
const times = cases.map(() => []);
const spent = cases.map(() => []);
for (let round = -2; round < ROUNDS; round += 1) {
  const order = cases.map((_, at) => (at + round + 2) % cases.length);
  for (const at of order) {
    const begin = process.hrtime.bigint();
    const { status } = spawnSync(process.execPath, ['--require', meter, ...cases[at].args], { cwd: empty });
    const took = Number(process.hrtime.bigint() - begin) / 1e6;
    if (status !== cases[at].exit) throw new Error(`${cases[at].name} ended with ${status}`);
    // The first two rounds fill caches.
    if (round < 0) continue;
    times[at].push(took);
    spent[at].push(Number(readFileSync(spentFile, 'utf8')));
  }
}

let exceeded = false;
process.stdout.write(`node ${process.version}, ${ROUNDS} rounds, milliseconds\n`);
row('case', ['median', 'ratio', 'over', 'cpu', 'cpu over', 'budget']);
for (const [at, { name, budget }] of cases.entries()) {
  const over = overBase(times, at);
  const overCpu = overBase(spent, at);
  const late = budget !== undefined && Math.min(over, overCpu) > budget;
  exceeded ||= late;
  const ratio = (median(times[at]) / median(times[0])).toFixed(2);
  const figures = [median(times[at]), over, median(spent[at]), overCpu].map((figure) => figure.toFixed(1));
  row(name, [figures[0], ratio, ...figures.slice(1), budget === undefined ? '' : String(budget)], late);
}
if (exceeded) process.exitCode = 1;

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** Median of how much a case took over the empty process of the same round. */
function overBase(figures, at) {
  return median(figures[at].map((figure, round) => figure - figures[0][round]));
}

function row(name, cells, late = false) {
  const line = `${name.padEnd(30)}${cells.map((cell) => cell.padStart(10)).join('')}`;
  process.stdout.write(`${line}${late ? '  over budget' : ''}\n`);
}
