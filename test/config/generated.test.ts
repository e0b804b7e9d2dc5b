import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generated } from '../../scripts/generate.mjs';
import { ROOT } from '../helpers/program.ts';

it.each(Object.entries(generated()))('%s is what scripts/generate.mjs makes of the schema', (path, text) => {
  expect(readFileSync(join(ROOT, path), 'utf8') === text).toBe(true);
});
