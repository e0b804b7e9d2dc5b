import { describe, expect, it } from 'vitest';
import { javascript } from '../../src/code/javascript/javascript.ts';
import { scanCode } from '../../src/code/scan.ts';
import { isServed } from '../../src/compare/served-routes.ts';
import { contextWith } from './source-context.ts';

type Files = Readonly<Record<string, string>>;

/**
 * Ways of one framework to define routes.
 *
 * @param cases.served a name, the files of a program, and a path that it serves
 * @param cases.closed a program of which every route is known
 */
export function routeCases(
  framework: string,
  cases: { readonly served: readonly (readonly [string, Files, string])[]; readonly closed: Files },
): void {
  describe(framework, () => {
    it.each(cases.served)('what it serves is not said to be missing: %s', async (_name, files, path) => {
      const facts = await factsOf(files);

      expect(isServed(facts, path)).not.toBe('no');
    });

    it('of a program whose routes are all known, nothing else is served', async () => {
      const facts = await factsOf(cases.closed);

      expect(isServed(facts, '/bread')).toBe('no');
    });
  });
}

async function factsOf(files: Files) {
  const scan = await scanCode(Object.keys(files).sort(), [javascript], contextWith(files));
  return scan.facts;
}
