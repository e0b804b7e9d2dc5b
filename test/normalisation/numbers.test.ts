import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ELSEWHERE } from './elsewhere.ts';

/** The numbers that the catalogue of false differences gives out. */
const RANGES: readonly (readonly [number, number])[] = [
  [1, 18],
  [20, 30],
  [40, 46],
  [50, 65],
  [70, 80],
  [90, 103],
  [110, 115],
  [120, 139],
  [150, 169],
  [180, 183],
  [190, 208],
  [220, 226],
  [230, 237],
  [240, 256],
  [270, 277],
  [290, 300],
];

function citedIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const inName = entry.name.match(/\bn\d{3}\b/gi) ?? [];
    const inText =
      entry.isFile() && /\.(ts|txt)$/.test(entry.name) ? (readFileSync(path, 'utf8').match(/\bN\d{3}\b/g) ?? []) : [];
    return [...inName, ...inText].map((number) => number.toUpperCase());
  });
}

it('every case of the catalogue has a test named after it, or a reason why not', () => {
  const cited = new Set([...citedIn('test'), ...citedIn('fixtures/rules'), ...citedIn('fixtures/code')]);

  const missing = RANGES.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, at) => `N${String(first + at).padStart(3, '0')}`),
  ).filter((number) => !cited.has(number));

  expect(missing).toEqual([]);
  expect(Object.keys(ELSEWHERE).length).toBeLessThan(40);
});
