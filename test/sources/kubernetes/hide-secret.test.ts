import { describe, expect, it } from 'vitest';
import { place } from '../../../src/rules/rule.ts';
import { createVault } from '../../../src/secrets/vault.ts';
import { hideSecretsIn } from '../../../src/sources/kubernetes/hide-secret.ts';

describe('every text of a Secret is known to the vault', () => {
  it.each([
    ['a value', 'kind: Secret\nstringData: {queue: rye-crumb-42}'],
    ['an encoded value', `kind: Secret\ndata: {queue: ${Buffer.from('rye-crumb-42').toString('base64')}}`],
    ['a value that a later key replaces', 'kind: Secret\nstringData: {queue: rye-crumb-42, queue: one}'],
    ['a map that a later key replaces', 'kind: Secret\nstringData: {queue: rye-crumb-42}\nstringData: {queue: one}'],
    ['a value in a list', 'kind: Secret\ndata: {queue: [rye-crumb-42]}'],
    ['a value under a field that no Secret has', 'kind: Secret\nspec: {queue: rye-crumb-42}'],
    ['a Secret that stands twice', 'kind: Secret\ndata: {a: rye-crumb-42}\n---\nkind: Secret\ndata: {a: b}'],
    ['a Secret in a List', 'kind: List\nitems: [{kind: Secret, stringData: {queue: rye-crumb-42}}]'],
  ])('%s', (_, text) => {
    const vault = createVault();
    hideSecretsIn(text, vault);

    expect(vault.redact('is rye-crumb-42')).toBe('is [secret]');
  });
});

it('a place inside a Secret says that its line is secret', () => {
  const at = { source: 'kubernetes', path: 'k8s/till.yaml', line: 1, column: 1 };

  expect(place('target', { ...at, object: 'Secret/till' }).secret).toBe(true);
  expect(place('target', { ...at, object: 'SecretStore/till' }).secret).toBeUndefined();
});
