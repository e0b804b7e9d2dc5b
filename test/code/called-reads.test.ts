import { expect, test } from 'vitest';
import { go } from '../../src/code/go/go.ts';
import { scanCode } from '../../src/code/scan.ts';
import { contextWith } from '../helpers/source-context.ts';

const GUARD = `package guard

import "os"

// Inner lets the other services in.
func Inner() string {
	return os.Getenv("INNER_KEY")
}

func Outer() string {
	return os.Getenv("OUTER_KEY")
}
`;

async function readsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { facts } = await scanCode(Object.keys(files), [go], contextWith(files));
  return facts.reads.map(({ name }) => name);
}

test('a service does not read what a shared package reads in a function that the service never names', async () => {
  const main = 'package main\n\nimport "bakery/guard"\n\nfunc main() {\n\tguard.Outer()\n}\n';

  expect(await readsOf({ 'pkg/guard/guard.go': GUARD, 'cmd/till/main.go': main })).toEqual(['OUTER_KEY']);
});

test.each([
  ['that is handed on', 'package main\n\nvar before = []any{guard.Inner, guard.Outer}\n\nfunc main() {}\n'],
  ['of a package whose program is not there', 'package till\n'],
])('it reads what stands in a function %s', async (_, text) => {
  const reads = await readsOf({ 'pkg/guard/guard.go': GUARD, 'cmd/till/till.go': text });

  expect(reads).toEqual(['INNER_KEY', 'OUTER_KEY']);
});
