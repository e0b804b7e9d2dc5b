import { describe, expect, test } from 'vitest';
import type { ConfigReference } from '../../src/compare/config-references.ts';
import { nearObject } from '../../src/compare/near-objects.ts';
import type { ConfigObject } from '../../src/shape/facts.ts';

const at = { source: 'kubernetes', path: 'k8s/till.yaml', line: 1, column: 1 };

function referenceTo(objectName: string, key?: string): ConfigReference {
  return { kind: 'Secret', objectName, ...(key !== undefined && { key }), optional: false, at, object: undefined };
}

function secret(name: string, keys: readonly string[], complete = true): ConfigObject {
  const value = { kind: 'plain', text: 'rye' } as const;
  const entries = keys.map((key) => ({ key, value, binary: false, at }));
  return { kind: 'Secret', name, entries, complete, immutable: false, at };
}

function meant(references: readonly ConfigReference[], objects: readonly ConfigObject[]): string | undefined {
  const [first] = references;
  return first && nearObject(first, references, objects)?.name;
}

describe('the object that is meant by a name that is not there', () => {
  test.each([
    ['a plural', 'till', 'tills'],
    ['a letter', 'shop-paymnet', 'shop-payment'],
    ['another separator', 'shoppayments', 'shop-payments'],
  ])('is that of %s', (_, wrong, right) => {
    expect(meant([referenceTo(wrong)], [secret(right, ['password'])])).toBe(right);
  });

  test.each([
    ['one with a word more', 'bakery-db-secrets', 'bakery-secrets'],
    ['one with another short word', 'app-secret', 'api-secret'],
    ['one with another word', 'shop-oven', 'shop-till'],
  ])('is not %s', (_, wrong, other) => {
    expect(meant([referenceTo(wrong)], [secret(other, ['password'])])).toBeUndefined();
  });

  test('is one with a word more where the key is there', () => {
    expect(meant([referenceTo('bakery-secrets', 'password')], [secret('bakery-secrets-prod', ['password'])])).toBe(
      'bakery-secrets-prod',
    );
  });

  test('is none that lacks one of the keys', () => {
    const asked = [referenceTo('tills', 'password'), referenceTo('tills', 'user')];

    expect(meant(asked, [secret('till', ['password'])])).toBeUndefined();
  });

  test('may be one whose keys are not all known', () => {
    expect(meant([referenceTo('tills', 'password')], [secret('till', [], false)])).toBe('till');
  });

  test('is the nearest that has the keys', () => {
    const objects = [secret('till', ['user']), secret('tilled', ['password'])];

    expect(meant([referenceTo('tills', 'password')], objects)).toBeUndefined();
    expect(meant([referenceTo('tille', 'password')], objects)).toBe('tilled');
  });
});
