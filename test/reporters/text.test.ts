import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/findings/report.ts';
import type { ReporterOptions } from '../../src/reporters/reporter.ts';
import { text } from '../../src/reporters/text.ts';
import { expectFile } from '../helpers/expected-file.ts';
import { BAKERY_REPORT, FRAMES, NO_REPORT, PLAIN } from './bakery-report.ts';

const TERMINAL: ReporterOptions = { ...PLAIN, width: 80 };

function withFirst(change: Partial<Report['findings'][number]>): Report {
  const [first, ...rest] = BAKERY_REPORT.findings;
  if (first === undefined) throw new Error('the report has findings');
  return { ...BAKERY_REPORT, findings: [{ ...first, ...change }, ...rest] };
}

describe('the text report', () => {
  it.each<[string, Report, ReporterOptions]>([
    ['terminal.txt', BAKERY_REPORT, TERMINAL],
    ['terminal-verbose.txt', BAKERY_REPORT, { ...TERMINAL, verbose: true }],
    ['terminal-clean.txt', NO_REPORT, TERMINAL],
    ['plain.txt', BAKERY_REPORT, PLAIN],
    ['plain-verbose.txt', BAKERY_REPORT, { ...PLAIN, verbose: true }],
    ['plain-clean.txt', NO_REPORT, PLAIN],
    ['quiet.txt', BAKERY_REPORT, { ...PLAIN, quiet: true }],
    ['one-side.txt', { ...NO_REPORT, compared: false, environments: ['local'] }, PLAIN],
    ['incomplete.txt', { ...NO_REPORT, complete: false }, PLAIN],
  ])('%s', (name, report, options) => {
    expectFile(new URL(`expected/${name}`, import.meta.url), text(report, options));
  });

  it('says the same to a terminal and to a pipe', () => {
    const squeezed = (options: ReporterOptions) => text(BAKERY_REPORT, options).replace(/\s+/g, ' ');

    for (const finding of BAKERY_REPORT.findings) {
      for (const part of [finding.rule, finding.subject, finding.message, finding.remedy, finding.id]) {
        expect(squeezed(PLAIN)).toContain(part);
        expect(squeezed(TERMINAL)).toContain(part);
      }
    }
  });

  it.each([32, 40, 60, 80, 200])('fits %i columns', (width) => {
    const place = {
      role: 'expected',
      path: 'services/bakery/kubernetes/overlays/production/oven-deployment.yaml',
      line: 1234,
      column: 11,
      object: 'Deployment/oven-of-the-old-bakery-by-the-river',
    };
    const subject = 'OVEN_MODE_OF_THE_OLD_BAKERY_BY_THE_RIVER';
    const report = withFirst({ subject, confidence: 'likely', places: [place] });
    const frames = new Map([[place.path, new Map([[place.line, `${'loaf '.repeat(40)}`]])]]);
    const lines = text(report, { ...TERMINAL, width, frames, verbose: true }).split('\n');

    expect(lines.filter((line) => line.length > width)).toEqual([]);
    expect(lines.join('\n')).toContain('.yaml:1234:11');
  });

  it('colours on a terminal that wants it, and there alone', () => {
    expect(text(BAKERY_REPORT, { ...TERMINAL, color: true })).toContain('\u001b[');
    expect(text(BAKERY_REPORT, TERMINAL)).not.toContain('\u001b[');
  });

  it.each([
    ['a terminal', TERMINAL],
    ['a pipe', PLAIN],
  ])('makes control and direction characters of outside text visible: %s', (_, options) => {
    const shown = text(withFirst({ subject: 'A\u001b[31mB\u202eC\r', message: 'one\ntwo' }), options);

    for (const character of ['\u001b', '\u202e', '\r']) expect(shown).not.toContain(character);
    expect(shown).toContain('A\\u001b[31mB\\u202eC\\u000d');
  });
});

describe('a code frame', () => {
  const shown = (line: string, change: Partial<Report['findings'][number]> = {}) => {
    const place = { role: 'local', path: 'compose.yaml', line: 1, column: 1 };
    const report = withFirst({ subject: 'OVEN_MODE', places: [place], ...change });
    const lines = new Map([[1, line]]);
    return text(report, { ...PLAIN, frames: new Map([...FRAMES, ['compose.yaml', lines], ['bake.js', lines]]) });
  };

  it.each([
    ['a compose value', '      DB_PASSWORD: crumble42'],
    ['a dotenv value', 'DB_PASSWORD=crumble42'],
    ['an exported dotenv value', 'export DB_PASSWORD="crumble42"'],
    ['a list item', '      - DB_PASSWORD=crumble42'],
    ['a Dockerfile line', 'ENV DB_PASSWORD=crumble42'],
    ['a neighbour in a flow map', '    environment: { DB_PASSWORD: crumble42, OVEN_MODE: rye }'],
    ['a password in a URL', 'DATABASE=postgres://baker:crumble42@db/bread'],
    ['a password in a URL in code', "connect('postgres://baker:crumble42@db/bread')"],
  ])('hides %s', (_, line) => {
    expect(shown(line)).not.toContain('crumble42');
  });

  it('hides the value of a place that is marked secret, whatever its name', () => {
    const places = [{ role: 'local', path: 'compose.yaml', line: 1, column: 1, secret: true }] as const;

    expect(shown('  greeting: crumble', { places })).not.toContain('crumble');
    expect(shown('  crumble of a block', { places })).not.toContain('crumble');
  });

  it('hides the default of a secret in code and keeps its name', () => {
    const line = "const key = process.env['STRIPE_API_KEY'] ?? 'crumble';";

    const places = [{ role: 'read', path: 'bake.js', line: 1, column: 1 }] as const;

    expect(shown(line, { subject: 'STRIPE_API_KEY', places })).toContain("process.env['STRIPE_API_KEY'] ?? '[secret]'");
  });

  it('shows the line that only names a secret variable', () => {
    expect(shown('  - name: STRIPE_API_KEY', { subject: 'STRIPE_API_KEY' })).toContain('| - name: STRIPE_API_KEY');
  });

  it.each([
    ['another name of the variable', '  - name: QUEUE_PASSWORD'],
    ['a name in quotes', '  - name: "QUEUE_PASSWORD"'],
    ['the key of a Secret', '      key: QUEUE_PASSWORD'],
  ])('shows %s at a place that is marked secret', (_, line) => {
    const places = [{ role: 'local', path: 'compose.yaml', line: 1, column: 1, secret: true }] as const;

    expect(shown(line, { subject: 'RABBIT_PASSWORD', places })).toContain(`| ${line.trim()}`);
  });

  it('shows the names of secrets in code', () => {
    const places = [{ role: 'read', path: 'bake.js', line: 1, column: 1, secret: true }] as const;
    const line = "connect(env('QUEUE_PASSWORD'), env('RABBIT_PASSWORD'))";

    expect(shown(line, { subject: 'RABBIT_PASSWORD', places })).toContain(`| ${line}`);
  });

  it('hides a value that only looks like the name of a secret', () => {
    expect(shown("  env('API_KEY') ?? 'crumble-key'", { subject: 'API_KEY' })).not.toContain('crumble-key');
    expect(shown('  - name: crumble-key', { subject: 'API_KEY' })).not.toContain('crumble-key');
  });

  it('shows a harmless value', () => {
    expect(shown('      OVEN_MODE: rye')).toContain('| OVEN_MODE: rye');
  });
});
