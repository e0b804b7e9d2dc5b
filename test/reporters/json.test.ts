import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { json } from '../../src/reporters/json.ts';
import { ROOT } from '../helpers/program.ts';
import { BAKERY_REPORT, NO_REPORT } from './bakery-report.ts';

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(ROOT, 'schemas/report.schema.json'), 'utf8')),
);

describe('the JSON report', () => {
  it.each([
    ['with findings', BAKERY_REPORT],
    ['without', NO_REPORT],
  ])('%s is valid by schemas/report.schema.json', (_, report) => {
    validate(JSON.parse(json(report)));

    expect(validate.errors ?? []).toEqual([]);
  });

  it('has its keys in a fixed order', () => {
    const document = JSON.parse(json(BAKERY_REPORT));

    expect(Object.keys(document).slice(0, 3)).toEqual(['schema', 'tool', 'environments']);
    expect(Object.keys(document.findings[0])).toEqual([
      'id',
      'rule',
      'level',
      'confidence',
      'service',
      'environment',
      'subject',
      'message',
      'remedy',
      'places',
    ]);
    expect(Object.keys(document.hidden)).toEqual(['N050', 'N152']);
  });

  it('keeps what only the program knows to itself', () => {
    const [first, ...rest] = BAKERY_REPORT.findings;
    if (first === undefined) throw new Error('the report has findings');
    const [place] = first.places;
    const report = {
      ...BAKERY_REPORT,
      findings: [{ ...first, places: [{ ...place, secret: true }] as const }, ...rest],
    };

    expect(json(report)).not.toContain('"secret"');
  });
});
