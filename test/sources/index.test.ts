import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { READ_KINDS } from '../../src/config/config.ts';
import { INPUT_KINDS, SOURCES } from '../../src/sources/index.ts';
import { ROOT } from '../helpers/program.ts';

const FOLDER = join(ROOT, 'src/sources');

describe('the list of sources', () => {
  it('has every folder once, sorted', () => {
    const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());

    expect(SOURCES.map(({ id }) => id)).toEqual(folders.map(({ name }) => name).sort());
  });

  it.each(SOURCES.flatMap(({ id, input }) => (input === undefined ? [] : [[input.name, id] as const])))(
    'says of %s what parity.yaml may hold, in the folder %s',
    (kind, id) => {
      expect(existsSync(join(FOLDER, id, `${kind}.schema.json`))).toBe(true);
    },
  );

  it('reads every kind whose key a folder describes', () => {
    expect(INPUT_KINDS.map(({ name }) => name).sort()).toEqual([...READ_KINDS].sort());
  });

  it('has one kind for paths that no other one claims', () => {
    expect(INPUT_KINDS.filter(({ claims }) => claims === 'rest').map(({ name }) => name)).toEqual(['manifests']);
  });
});
